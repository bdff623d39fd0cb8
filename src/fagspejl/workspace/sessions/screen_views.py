"""The room screen: what hangs on the wall, the same for everybody. It asks for nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.web.assets import address
from fagspejl.web.qr import qr_svg
from fagspejl.workspace.sessions.edge import in_the_room, page, words_of
from fagspejl.workspace.sessions.errors import SessionGone
from fagspejl.workspace.sessions.keys import CODE_LENGTH
from fagspejl.workspace.sessions.outcome_words import outcome_lines
from fagspejl.workspace.sessions.phases import collect_of, guesses_others
from fagspejl.workspace.sessions.running import silence_left
from fagspejl.workspace.sessions.selectors.sessions import code_here, session_by_display
from fagspejl.workspace.sessions.showing import Showing, showing
from fagspejl.workspace.sessions.types import Collecting, PhaseCode, SessionFacts

_HALF: Final = CODE_LENGTH // 2
_WIDE: Final = 72  # signs of a statement on one line of the wall
_LINES: Final = 8  # of large type; more stand smaller, in columns
_ONE_BY_ONE: Final = frozenset(
    (PhaseCode.TALK, PhaseCode.REJUDGE, PhaseCode.AGREE)
)  # also where all is shown
_QUESTION: Final = frozenset((PhaseCode.JUDGE, PhaseCode.REVEAL, PhaseCode.TALK, PhaseCode.REJUDGE))


@in_the_room
def screen(request: HttpRequest, key: str) -> HttpResponse:
    """Show the room screen of an open session."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    known = session_by_display(key)
    if known is None:
        raise SessionGone
    return screen_page(known, {"poll": f"/faelles/{key}/tilstand"})


def screen_page(known: SessionFacts, about: Mapping[str, Any]) -> HttpResponse:
    """Return what hangs on the wall now. `about`: what is asked each second, and `mark`, if it is another room's."""
    words = words_of(known.language)
    now = showing(known, words)
    told = {"mark": now.mark, **seen(now, words), **about, "style": address("screen.css")}
    return page("screen.html", told, language=known.language)


def seen(now: Showing, words: Wording) -> dict[str, Any]:
    """Return what a page of the room tells of the present moment."""
    known = now.known
    return {
        "now": now,
        "known": known,
        "kicker": kicker(now, words),
        "heading": heading(now, words),
        "decides": words.say(f"screen.decide_{known.decision_method}"),
        "answered": answered(now, words),
        "collected": collected(now, words) if known.phase is PhaseCode.COLLECT else None,
        "asked": list(dict.fromkeys((one.question, one.low_pole, one.high_pole) for one in known.items)),
        "guesses_others": known.phase is PhaseCode.GUESS and guesses_others(known),
        "people": people(now, words),
        "place": place(now),
        "silence": silence_left(known, utc_now()),
        "clock": _clock(now, words),
        "reasons": _reasons(now, words),
        "actions": _tally(now.actions, words),
        "named": _named(now, words),
        "outcome": outcome_lines(now.outcome.values, words) if now.outcome else None,
        "earlier": outcome_lines(now.earlier[0].values, words) if now.earlier else None,
        "earlier_made": _made(now, words),
        "more_earlier": _more(now, words),
        **joining(known, words),
    }


def answered(now: Showing, words: Wording) -> str:
    """Return how many have answered, or what has come in of what is collected; never what, and never whose."""
    if now.known.phase is not PhaseCode.COLLECT:
        return words.say("screen.answered", answered=now.counts.answered, people=now.counts.phones)
    if now.known.collecting is Collecting.WRITE:
        return words.counted("screen.contributions", now.counts.answered)
    return ""


def collected(now: Showing, words: Wording) -> dict[str, Any]:
    """Return what everybody sees of what was put together."""
    told = now.recognised
    shown = now.known.statements if now.known.collecting is not Collecting.WRITE else ()
    return {
        "statements": shown,
        "many": sum(1 + len(text) // _WIDE for text in shown) > _LINES,
        "writing": now.known.collecting is Collecting.WRITE,
        "recognised": words.say("screen.recognised", yes=told[0], of=told[1]) if told else "",
    }


def place(now: Showing) -> str:
    """Return where the session is: while it stays the same, a page keeps what is being typed."""
    known = now.known
    back = f".{now.earlier[0].id.hex}" if now.earlier else ""
    return f"{known.phase}.{known.step}.{known.item}{back}"


def joining(known: SessionFacts, words: Wording) -> dict[str, Any]:
    """Return how a phone joins: the code in two groups, the address to type and the QR code."""
    code = code_here(known)
    site = str(settings.BASE_URL).rstrip("/")
    address = f"{site.partition('//')[2]}/d"
    return {
        "code": f"{code[:_HALF]} · {code[_HALF:]}",
        "address": address,
        "qr": qr_svg(f"{site}/d/{code}/"),
        "qr_says": words.say("screen.qr", address=f"{address}/{code}"),
    }


def kicker(now: Showing, words: Wording) -> str:
    """Return "Vis · Sag 1 af 3"; a session of one case does not count it."""
    known, phase = now.known, now.running.title
    alone = len(known.cases) == 1 or known.phase in {PhaseCode.LOOK_BACK, PhaseCode.CLOSE}
    if alone or (known.reveal_all and known.phase not in _ONE_BY_ONE) or not known.cases:
        return phase
    if known.reveal_all or known.collecting is Collecting.LEFT:  # they have a name of their own
        return f"{phase} · {now.item.case + 1}/{len(known.cases)}"
    return f"{phase} · {words.say('screen.case', number=now.item.case + 1, count=len(known.cases))}"


def heading(now: Showing, words: Wording) -> str:
    """Return the one question or title of the screen."""
    phase = now.known.phase
    if phase is PhaseCode.COLLECT:
        collect = collect_of(now.known)
        return collect.prompt if collect else now.known.title
    if now.known.reveal_all and phase in _QUESTION:
        return now.case.title if phase in _ONE_BY_ONE else now.known.title
    if phase in _QUESTION:
        return now.item.question
    if phase is PhaseCode.LOOK_BACK:
        return words.say("screen.what_happened") if now.earlier else now.known.title
    others = phase is PhaseCode.GUESS and guesses_others(now.known)
    own = {
        PhaseCode.GUESS: "screen.guess_others" if others else "screen.guess_question",
        PhaseCode.AGREE: "screen.agree_title",
        PhaseCode.CLOSE: "screen.close_title",
    }
    return words.say(own[phase]) if phase in own else now.case.title or now.known.title


def people(now: Showing, words: Wording) -> str:
    """Return "12 telefoner · 12 i rummet", and whether the door is locked."""
    told = words.counted("screen.phones", now.counts.phones)
    if now.known.present:
        told = words.say("screen.phones_and_people", phones=told, present=now.known.present)
    return f"{told} · {words.say('screen.door_locked')}" if now.known.locked else told


def _clock(now: Showing, words: Wording) -> dict[str, Any] | None:
    until = now.running.until
    if until is None:
        return None
    left = now.running.seconds_left(utc_now())
    face = f"{left // 60}:{left % 60:02d}" if left else words.say("screen.time_over")
    return {"left": left, "face": face, "over": words.say("screen.time_over")}


def _reasons(now: Showing, words: Wording) -> list[dict[str, Any]]:
    found = ((now.low, now.item.low_pole), (now.high, now.item.high_pole))
    return [
        {
            "from": words.say("screen.reason_from", pole=words.quote(pole)),
            "text": words.quote(one.text),
            "signed": one.signed,
            "key": one.key,
        }
        for one, pole in found
        if one is not None
    ]


def _tally(counted: tuple[tuple[str, int], ...], words: Wording) -> list[str]:
    return [words.say("screen.tally", name=name, count=count) for name, count in counted]


def _named(now: Showing, words: Wording) -> str:
    told = _tally(tuple((words.say(f"outcome.{kind}"), count) for kind, count in now.differences), words)
    return words.say("screen.we_named", reasons=words.series(told)) if told else ""


def _made(now: Showing, words: Wording) -> str:
    if not now.earlier:
        return ""
    one = now.earlier[0]
    return words.say(
        "screen.made_on", kind=words.say(f"outcome.{one.values.kind}"), day=words.day(one.made_on)
    )


def _more(now: Showing, words: Wording) -> str:
    more = len(now.earlier) - 1
    return words.counted("screen.more_earlier", more) if more > 0 else ""

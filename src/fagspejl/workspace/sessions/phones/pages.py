"""What a phone shows in each phase. Before the reveal it is made of the session and of this phone alone."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.phases import DIRECTION, LAST, asked_last, guesses_others, phases_of
from fagspejl.workspace.sessions.phones.collecting import collect_part
from fagspejl.workspace.sessions.phones.judging import (
    OVERVIEW,
    OpenCase,
    Question,
    choices,
    chosen,
    open_cases,
    questions,
)
from fagspejl.workspace.sessions.phones.told import NOTHING, Told
from fagspejl.workspace.sessions.pictures.drawn import drawn, drawn_by_tool, ring_of, told_of_series
from fagspejl.workspace.sessions.poll import ENDING, PHONES
from fagspejl.workspace.sessions.rules import GUESSES
from fagspejl.workspace.sessions.selectors.own import (
    own_answers,
    own_differences,
    own_exit,
    own_guess,
    own_three,
    own_values,
)
from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, outcomes_of
from fagspejl.workspace.sessions.services.joining import groups_asked, is_small, unanswered_consent
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Case,
    DifferenceReason,
    PhaseCode,
    PhoneFacts,
    SessionFacts,
)

Part = dict[str, Any]
SLOW: Final = 5  # seconds between two questions while people judge
_JUDGING: Final = frozenset((PhaseCode.JUDGE, PhaseCode.REJUDGE))


@dataclass(frozen=True, slots=True)
class Visit:
    """One look of a phone at its page."""

    known: SessionFacts
    phone: PhoneFacts
    code: str
    token: str
    words: Wording
    wanted: int | None = None  # a case of the series
    told: Told = NOTHING
    at: str = ""  # where its page is, if not in a room of its own

    @property
    def address(self) -> str:
        """Where this phone's page is."""
        return self.at or f"{PHONES}{self.code}/{self.token}/"


def phone_page(
    known: SessionFacts,
    phone: PhoneFacts,
    code: str,
    token: str,
    *,
    wanted: int | None = None,
    told: Told = NOTHING,
    at: str = "",
) -> Part:
    """Return what the page of a phone is told. `at`: its address, where it stands within another room's."""
    visit = Visit(known, phone, code, token, words_of(known.language), wanted, told, at)
    asked = unanswered_consent(known, phone)
    made = _consent(visit) if asked else _PHASES[known.phase](visit)
    part = made.pop("part", "consent" if asked else known.phase.value)
    return {
        **frame(known, code, visit.words),
        "part": f"workspace/phone/{part}.html",
        "place": f"{part}.{known.item}",
        "every": SLOW if known.phase in _JUDGING else 1,
        "phone": phone,
        "address": visit.address,
        "key": new_key(),
        "told": told,
        "saved": told.saved,
        "group": known.groups[phone.group].name if phone.group is not None else "",
        "alone": _alone(visit) if not asked else None,
        **made,
    }


def frame(known: SessionFacts, code: str, words: Wording) -> Part:
    """Return what every page of a session in a phone is told."""
    return {
        "known": known,
        "code": code,
        "title": known.title,
        "bar": words.say("phone.bar", title=known.title, code=code),
        "poll": f"{PHONES}{code}{ENDING}",
        "rev": known.revision,
    }


def new_key() -> str:
    """Return a key of one form, by which it is applied once however often it is sent."""
    return secrets.token_hex(16)


def _alone(visit: Visit) -> bool | None:
    """Return what a member of a small group said; None for everybody else."""
    group = visit.phone.group
    if group is None or visit.phone.open_voice is None or not is_small(visit.known, group):
        return None
    return visit.phone.open_voice


def _consent(visit: Visit) -> Part:
    assert visit.phone.group is not None
    return {"two": visit.known.groups[visit.phone.group].size <= 2}


def _look_back(visit: Visit) -> Part:
    earlier = outcomes_of(visit.known.units, only_open=True)
    return {"earlier": [_outcome(visit, one.values) for one in earlier if one.session != visit.known.id]}


def _read(visit: Visit) -> Part:
    return {"cases": visit.known.cases}


def _collect(visit: Visit) -> Part:
    return collect_part(visit.known, visit.phone, visit.told, visit.words)


def _judge(visit: Visit) -> Part:
    known, told = visit.known, visit.told
    own = own_answers(visit.phone, 1)
    cases = open_cases(known, own)
    number = chosen(cases, told.next_case if told.next_case is not None else visit.wanted)
    made = {
        **choices(visit.words),
        "cases": cases,
        "number": number,
        "at": f"{visit.address}?sag={number}",
        "beforehand": _beforehand(known),
    }
    if number == OVERVIEW:
        values = [
            (one, [(case, [_value(visit, own, item) for item in items]) for case, items in one.parts])
            for one in cases
        ]
        return {
            **made,
            "part": "judged",
            "values": values,
            "lost": visit.words.say("line.lost_saved") if any(one.answered for one in cases) else "",
        }
    shown = cases[number - 1]
    return {
        **made,
        "case": shown,
        "place": f"judge.{shown.items[0]}",
        "asked": _asked(visit, shown, own),
        "lost": visit.words.say("line.lost_saved") if shown.answered else "",
    }


def _asked(visit: Visit, page: OpenCase, own: dict[int, AnswerValues]) -> list[tuple[Case, list[Question]]]:
    return [
        (case, questions(visit.known, items, own, visit.told.sent, _error(visit)))
        for case, items in page.parts
    ]


def _guess(visit: Visit) -> Part:
    if guesses_others(visit.known):
        return _guess_others(visit)
    own = own_guess(visit.phone, visit.known.item)
    own_round = own_answers(visit.phone, 1)
    cases = open_cases(visit.known, own_round)
    late = [one for one in cases if visit.known.item in one.items]
    part: Part = {"guesses": [str(one) for one in GUESSES], "own": "" if own is None else str(own)}
    if late:
        asked = _asked(visit, late[0], own_round)
        part |= {**choices(visit.words), "case": late[0], "asked": asked, "number": late[0].number}
        part["open"] = not late[0].answered or bool(visit.told.item is not None)
    if own is not None:
        part["lost"] = visit.words.say("line.lost_guess")
    return part


def _guess_others(visit: Visit) -> Part:
    known, told = visit.known, visit.told
    own = own_three(visit.phone)
    sent = told.sent if told.field == "three" else None
    asked = []
    for group in groups_asked(known, visit.phone):
        name = f"three{group}"
        chosen = own.get(group, ()) if sent is None else sent.fields.get(name, ())
        ticked = {str(one) for one in chosen}
        cases = [(str(place), case.title, str(place) in ticked) for place, case in enumerate(known.cases)]
        asked.append((name, visit.words.say("phone.three", group=known.groups[group].name), cases))
    return {
        "part": "guess_others",
        "threes": asked,
        "lost": visit.words.say("line.lost_guess") if own else "",
    }


def _reveal(visit: Visit) -> Part:
    known = visit.known
    tool = drawn_by_tool(known)
    if tool is not None:
        return {"item": known.items[known.item], "tool": tool, **_own_of_all(visit)}
    shown = drawn(known, known.item)
    item = known.items[known.item]
    part: Part = {"item": item, "case": known.cases[item.case], "shown": shown}
    if shown is None:
        return part
    own = own_answers(visit.phone, 1).get(known.item)
    has_own = own is not None and own.value is not None
    part["ring"] = ring_of(shown, visit.phone, own_values(visit.phone, known.item))
    if not has_own:
        part["late"] = _late(visit)
    if visit.phone.is_leader and has_own and not shown.withheld:
        live = shown.live
        part["may_show"] = live is not None and live.leader is None
        part["is_shown"] = live is not None and live.leader is not None
    return part


def _own_of_all(visit: Visit) -> Part:
    """Return a phone's own answers beside a tool's picture, for that phone alone."""
    known = visit.known
    own = own_answers(visit.phone, 1)
    parts: dict[str, list[tuple[str, str]]] = {}
    for place, item in enumerate(known.items):
        if 1 in known.revealed.get(place, ()):
            parts.setdefault(known.cases[item.case].title, []).append(_value(visit, own, place))
    made: Part = {"own_parts": list(parts.items()) if own else [], "late": "" if own else _late(visit)}
    if visit.phone.is_leader and own:
        shown = drawn(known, known.item)
        live = shown.live if shown else None
        made["may_show"] = live is not None and not live.withheld and live.leader is None
    return made


def _late(visit: Visit) -> str:
    if visit.phone.is_leader:
        return ""
    again = PhaseCode.REJUDGE in phases_of(visit.known)
    return visit.words.say("phone.late_again" if again else "phone.late")


def _talk(visit: Visit) -> Part:
    known, told = visit.known, visit.told
    own = own_differences(visit.phone, known.item)
    ticked = own if told.sent is None else tuple(told.sent.fields.get("differences", ()))
    reasons = [(one.value, visit.words.say(f"phone.reason_{one}"), one in ticked) for one in DifferenceReason]
    choice = bool(known.items[known.item].options)
    return {**_reveal(visit), "differences": reasons, "named": bool(own), "choice": choice}


def _rejudge(visit: Visit) -> Part:
    known = visit.known
    first = own_answers(visit.phone, 1).get(known.item)
    second = own_answers(visit.phone, 2)
    asked = questions(known, (known.item,), second, visit.told.sent, _error(visit))
    item = known.items[known.item]
    return {
        **choices(visit.words),
        "item": item,
        "case": known.cases[item.case],
        "question": asked[0],
        "first": first.value if first is not None else None,
        "lost": visit.words.say("line.lost_saved") if known.item in second else "",
    }


def _agree(visit: Visit) -> Part:
    made = [one for one in outcomes_in(visit.known.id) if one.item == visit.known.item]
    return {
        "outcomes": [_outcome(visit, one.values) for one in made],
        "series": told_of_series(visit.known),
        **_last(visit, asked_last(visit.known), own_exit(visit.phone)),
    }


def _close(visit: Visit) -> Part:
    own = own_exit(visit.phone)
    answered = any(own[name] is not None for name in LAST)
    if visit.told.saved or (answered and not visit.told.error and visit.wanted != 1):
        return {"part": "thanks", "lost": visit.words.say("line.lost_saved")}
    names = [
        name
        for name in asked_last(visit.known)
        if name != DIRECTION or own[name] is None or visit.wanted == 1 or visit.told.error
    ]
    return _last(visit, names, own)


def _last(visit: Visit, names: Sequence[str], own: Mapping[str, int | None]) -> Part:
    """Return the last questions with what this phone answered."""
    sent = visit.told.sent
    asked = [
        (name, visit.words.say(f"phone.{name}"), sent.text(name) if sent else _text(own[name]))
        for name in names
    ]
    scale = [str(one) for one in GUESSES]
    poles = {"low": visit.words.say("phone.disagree_pole"), "high": visit.words.say("phone.agree_pole")}
    return {"asked": asked, "scale": scale, **poles}


def _outcome(visit: Visit, values: Any) -> Part:
    return {"kind": visit.words.say(f"phone.outcome_{values.kind}"), "text": values.text}


def _value(visit: Visit, own: dict[int, Any], item: int) -> tuple[str, str]:
    answer = own.get(item)
    value = None if answer is None else answer.value
    asked = visit.known.items[item]
    if value is None:
        return asked.question, visit.words.say("phone.not_answered")
    return asked.question, asked.options[value] if asked.options else str(value)


def _error(visit: Visit) -> tuple[int, str, str] | None:
    told = visit.told
    return None if told.item is None else (told.item, told.field, told.error)


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _beforehand(known: SessionFacts) -> bool:
    """Whether people judge before they meet: then nobody has read the case aloud, and it stands open."""
    return known.planned_on is not None and utc_now().astimezone(ZONE).date() < known.planned_on


_PHASES: Final[dict[PhaseCode, Callable[[Visit], Part]]] = {
    PhaseCode.LOOK_BACK: _look_back,
    PhaseCode.READ: _read,
    PhaseCode.COLLECT: _collect,
    PhaseCode.JUDGE: _judge,
    PhaseCode.GUESS: _guess,
    PhaseCode.REVEAL: _reveal,
    PhaseCode.TALK: _talk,
    PhaseCode.REJUDGE: _rejudge,
    PhaseCode.AGREE: _agree,
    PhaseCode.CLOSE: _close,
}

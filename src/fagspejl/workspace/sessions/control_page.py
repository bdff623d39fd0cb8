"""What the control tells the facilitator: the present moment of the room, and what can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.forms import CONSIDERED, typed_again
from fagspejl.workspace.sessions.merging import merging
from fagspejl.workspace.sessions.phases import phase_texts, phases_of
from fagspejl.workspace.sessions.rules import LOOK_AGAIN_DAYS, MOST_ITEMS
from fagspejl.workspace.sessions.screen_views import seen
from fagspejl.workspace.sessions.selectors.guessed import first_asked
from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.showing import Showing
from fagspejl.workspace.sessions.types import (
    DifferenceReason,
    Held,
    NoneBecause,
    OutcomeKind,
    PhaseCode,
    SessionFacts,
)

_SHOWN: Final = frozenset((PhaseCode.REVEAL, PhaseCode.TALK, PhaseCode.AGREE))
_TRIAL_DAYS: Final = 28  # until a trial is looked at, where nobody says otherwise


def control_page(
    now: Showing, words: Wording, *, sent: Mapping[str, Any] | None, asks: bool
) -> dict[str, Any]:
    """Return what the page tells. `sent`: what was sent and not taken, so that nobody types it twice."""
    known = now.known
    display = f"/faelles/{display_key_here(known)}/"
    return {
        **seen(now, words),
        "display": display,
        "poll": f"{display}tilstand",
        "title": known.title,
        "running": now.running,
        "minutes": _minutes(now, words),
        "step": _step(now, words),
        "next_is": _next(known, now, words),
        "phases": [
            {"code": one.value, "name": text.title, "here": one is known.phase}
            for one, text in phase_texts(known).items()
        ],
        "items": _items(known) if known.phase in _SHOWN else [],
        "merging": merging(now, words, sent=sent, asks=asks),
        "what_if": _what_if(known, now),
        "outcome_form": _outcome_form(now, words, sent, asks) if _asks_outcome(known, sent) else None,
        "look_back_form": _look_back_form(now, words, sent, asks),
        "needs_outcome": known.phase is PhaseCode.AGREE and now.outcome is None,
    }


def _asks_outcome(known: SessionFacts, sent: Mapping[str, Any] | None) -> bool:
    """Whether an outcome is asked for: to agree, and where one was typed while somebody else went on to the end."""
    typed = sent is not None and sent.get("act") == "outcome"
    return known.phase is PhaseCode.AGREE or (known.phase is PhaseCode.CLOSE and typed)


def _step(now: Showing, words: Wording) -> str:
    if now.running.steps < 2:
        return ""
    return words.say("control.step", number=now.running.number, count=now.running.steps)


def _minutes(now: Showing, words: Wording) -> str:
    if not now.running.minutes:
        return ""
    told = words.say("control.of", minutes=words.counted("screen.minutes", now.running.minutes))
    if now.running.steps < 2:
        return told
    return f"{told} {words.say('control.of_step', minutes=words.counted('screen.minutes', now.running.step_minutes))}"


def _next(known: SessionFacts, now: Showing, words: Wording) -> str:
    if now.running.number < now.running.steps:
        return words.say("control.next_step")
    phases = phases_of(known)
    place = phases.index(known.phase) + 1
    if place >= len(phases):
        return ""
    return words.say("control.next_phase", phase=phase_texts(known)[phases[place]].title)


def _items(known: SessionFacts) -> list[dict[str, Any]]:
    if len(known.items) == 1:
        return []
    return [
        {
            "place": place,
            "case": known.cases[item.case].title,
            "question": "" if known.reveal_all else item.question,
            "here": place == known.item,
        }
        for place, item in enumerate(known.items)
        if not known.reveal_all
        or place in first_asked(known.items)  # a case of several questions is one to talk about
    ]


def _what_if(known: SessionFacts, now: Showing) -> str:
    can = known.phase in _SHOWN and known.revealed.get(known.item) and len(known.items) < MOST_ITEMS
    return now.case.what_if if can else ""


def _outcome_form(now: Showing, words: Wording, sent: Mapping[str, Any] | None, asks: bool) -> dict[str, Any]:
    typed: dict[str, Any] = typed_again(now.outcome.values) if now.outcome else {"reasons": []}
    if sent is not None and sent.get("act") == "outcome":
        typed = {name: sent.get(name, "") for name in sent}
        typed["reasons"] = sent.getlist("reasons") if hasattr(sent, "getlist") else []
    today = today_here()
    return {
        "typed": typed,
        "asks": asks and sent is not None and sent.get("act") == "outcome",
        "kinds": [
            _choice(
                one, words.say(f"outcome.{one}"), typed.get("kind") == one, words.say(f"outcome.{one}_hint")
            )
            for one in OutcomeKind
        ],
        "reasons": [
            _choice(one, words.say(f"outcome.{one}"), one in typed["reasons"]) for one in DifferenceReason
        ],
        "why": [
            _choice(one, words.say(f"outcome.{one}"), typed.get("none_because") == one) for one in NoneBecause
        ],
        "considerations": [
            {"name": name, "label": words.say(f"outcome.{name}"), "value": typed.get(name, "")}
            for name in CONSIDERED
        ],
        "due_on": typed.get("due_on") or (today + timedelta(days=_TRIAL_DAYS)).isoformat(),
        "look_again_on": typed.get("look_again_on") or (today + timedelta(days=LOOK_AGAIN_DAYS)).isoformat(),
        "today": today.isoformat(),
    }


def _look_back_form(
    now: Showing, words: Wording, sent: Mapping[str, Any] | None, asks: bool
) -> dict[str, Any] | None:
    if not now.earlier:
        return None
    same = (
        sent is not None and sent.get("act") == "look_back" and sent.get("outcome") == str(now.earlier[0].id)
    )
    again = sent if same and sent is not None else {}
    return {
        "outcome": now.earlier[0].id,
        "asks": asks and bool(again),
        "line": again.get("line", ""),
        "choices": [
            _choice(one, words.say(f"control.{one}"), again.get("held") == one)
            for one in Held
            if one is not Held.OPEN
        ],
    }


def _choice(value: str, label: str, chosen: bool, hint: str = "") -> dict[str, Any]:
    return {"value": str(value), "label": label, "chosen": chosen, "hint": hint}

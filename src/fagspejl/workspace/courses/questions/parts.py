"""What the pages of a course show of its questions: each `on_…` returns the context of the template of its name."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.questions import addresses
from fagspejl.workspace.courses.questions.edge import words_of
from fagspejl.workspace.courses.questions.models import TABLES
from fagspejl.workspace.courses.questions.rules import public, unanswered
from fagspejl.workspace.courses.questions.selectors import standing_of, unanswered_of
from fagspejl.workspace.courses.questions.services.closing import let_go
from fagspejl.workspace.courses.questions.told import is_unanswered, told, unanswered_told
from fagspejl.workspace.courses.questions.types import Standing, State
from fagspejl.workspace.courses.selectors import phone_of
from fagspejl.workspace.courses.types import BlockKind, CourseFacts

__all__ = [
    "TABLES",
    "at_close",
    "exported",
    "on_control",
    "on_page",
    "on_phone",
    "on_wall",
    "unanswered_here",
]

_NEXT: Final = 3  # on the wall under what is talked about
_TOP: Final = 5  # on the wall while nothing is pinned


def on_phone(known: CourseFacts, code: str, token: str, words: Wording) -> dict[str, Any]:
    """Return what the phone's page shows in a block of questions."""
    mine = words_of(known.language)
    parts = standing_of(known.id)
    pinned = [told(one, mine) for one in parts if one.question.pinned]
    return {
        "asked": {
            "w": mine,
            "path": addresses.phone_path(code, token),
            "pinned": pinned[0] if pinned else None,
            "unanswered": unanswered_told(unanswered(parts), mine),
            "joined": phone_of(known, token) is not None,
        }
    }


def on_wall(known: CourseFacts, words: Wording) -> dict[str, Any]:
    """Return what the wall shows in a block of questions: one large, those with most votes, how many are unanswered."""
    mine = words_of(known.language)
    parts = standing_of(known.id)
    pinned = [one for one in parts if one.question.pinned]
    rest = [one for one in parts if one.question.state is State.OPEN and not one.question.pinned]
    return {
        "asked": {
            "w": mine,
            "pinned": told(pinned[0], mine) if pinned else None,
            "next": [told(one, mine) for one in rest[: _NEXT if pinned else _TOP]],
            "unanswered": unanswered_told(unanswered(parts), mine),
        }
    }


def on_control(known: CourseFacts, key: str, words: Wording) -> dict[str, Any]:
    """Return what the lecturer's control shows: how many wait, and where they are sorted."""
    mine = words_of(known.language)
    count = unanswered_of(known.id)
    return {
        "asked": {
            "w": mine,
            "path": addresses.control_path(key),
            "waiting": mine.counted("asked_control.waiting", count.waiting),
            "unanswered": unanswered_told(count, mine),
            "here": bool(known.blocks) and known.block.kind is BlockKind.QUESTIONS,
        }
    }


def on_page(known: CourseFacts, words: Wording) -> dict[str, Any]:
    """Return what the page that stays for 30 days shows: how many are unanswered, those, and the answered ones.

    The number counts also those that were never let in: their words stand at their own addresses alone.
    """
    mine = words_of(known.language)
    parts = standing_of(known.id)
    seen = public(parts)
    return {
        "asked": {
            "w": mine,
            "unanswered": unanswered_told(unanswered(parts), mine) if parts else "",
            "waiting": [told(one, mine) for one in seen if is_unanswered(one)],
            "answered": [told(one, mine) for one in seen if not is_unanswered(one)],
        }
    }


def unanswered_here(course_id: UUID, words: Wording) -> str:
    """Tell a lecturer after logging in how many questions nobody has answered; "" where all are."""
    count = unanswered_of(course_id)
    return unanswered_told(count, words) if count.all else ""


def exported(known: CourseFacts) -> tuple[dict[str, object], ...]:
    """Return the questions as a lecturer sees them, those merged into one right after it. No id, no address, no day."""
    mine = words_of(known.language)
    rows = []
    for part in standing_of(known.id):
        rows.append(_exported(part, mine))
        for one in part.merged:
            rows.append(
                {**_exported(Standing(one), mine), "merged": part.question.text, "state": rows[-1]["state"]}
            )
    return tuple(rows)


def at_close(course_id: UUID) -> None:
    """Let go of whatever leads to a phone, in the transaction that closes the course."""
    let_go(course_id)


def _exported(part: Standing, words: Wording) -> dict[str, object]:
    one = part.question
    state = "pinned" if one.pinned else str(one.state)
    return {
        "state": words.say(f"asked_state.{state}"),
        "votes": one.votes,
        "text": one.text,
        "name": one.name,
        "merged": "",
        "answer": one.answer,
        "because": one.hidden_because,
    }

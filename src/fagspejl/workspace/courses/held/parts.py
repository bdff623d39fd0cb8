"""What a block shows on the wall and on a phone beside its title and its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.edge import PAGES, PHONES
from fagspejl.workspace.courses.library import Home, exercise, home_items, self_check
from fagspejl.workspace.courses.power import power_of
from fagspejl.workspace.courses.questions import parts as questions
from fagspejl.workspace.courses.selectors import page_key_here
from fagspejl.workspace.courses.types import BlockKind, CourseFacts, Link
from fagspejl.workspace.sessions.pictures.drawn import kept_by_tool
from fagspejl.workspace.sessions.pictures.tools import ToolPicture
from fagspejl.workspace.sessions.selectors.sessions import session_of, stored_items

Part = dict[str, Any]


def on_phone(known: CourseFacts, code: str, token: str, words: Wording) -> Part:
    """Return what the phone's page tells of the block that the room is at."""
    made = _PHONE.get(known.block.kind, _nothing)(known, words)
    asked = questions.on_phone(known, code, token, words) if known.block.kind is BlockKind.QUESTIONS else {}
    return {
        **made,
        **asked,
        "ask_at": f"{PHONES}{code}/{token}/spoergsmaal/",
        "page_at": f"{PAGES}{page_key_here(known)}/",
    }


def on_wall(known: CourseFacts, words: Wording) -> Part:
    """Return what the wall tells of the block that the room is at."""
    made = _WALL.get(known.block.kind, _nothing)(known, words)
    asked = questions.on_wall(known, words) if known.block.kind is BlockKind.QUESTIONS else {}
    return {**made, **asked}


def on_page(known: CourseFacts, words: Wording) -> Part:
    """Return what stays for 30 days: what to do at home, the ways on, the nine statements, and the questions."""
    links = [link for block in known.blocks for link in shown_links(block.links)]
    return {
        **check(known.language),
        **_home(known, words),
        "links": links,
        **questions.on_page(known, words),
    }


def check(language: str) -> Part:
    """Return the nine statements with the places of their answers."""
    found = self_check(language)
    return {
        "answers": [(str(place), text) for place, text in enumerate(found.answers)],
        "statements": [
            {"number": at, "text": text, "step": step} for at, (text, step) in enumerate(found.statements, 1)
        ],
    }


def shown_links(links: tuple[Link, ...]) -> list[Link]:
    """Return the links that have an address."""
    return [one for one in links if one.address]


def kept_exercise(known: CourseFacts, place: int) -> ToolPicture | None:
    """Return the picture that a closed exercise left; None where none is drawn by this tool, or it is not closed."""
    session = known.blocks[place].session
    found = session_of(session) if session else None
    if found is None or found.closed_on is None:
        return None
    return kept_by_tool(found, stored_items(found.id))


def home_address(what: str) -> str:
    """Return where something is started in one's own unit, after logging in."""
    return reverse("course-home", args=[what])


def _nothing(known: CourseFacts, words: Wording) -> Part:
    return {}


def _power(known: CourseFacts, words: Wording) -> Part:
    return {"power": power_of(known, words)}


def _exercise(known: CourseFacts, words: Wording) -> Part:
    over = known.block.session is not None
    found = exercise(known.block.exercise, known.language)
    lead = [] if over or found is None else [one for one in found.text.splitlines() if one]
    return {"over": over, "lead": lead, "picture": kept_exercise(known, known.place) if over else None}


def _check(known: CourseFacts, words: Wording) -> Part:
    return check(known.language)


def _home(known: CourseFacts, words: Wording) -> Part:
    held = [exercise(block.exercise, known.language) for block in known.blocks if block.exercise]
    items = [_home_item(one, one.tool) for one in home_items(known.language)]
    again = [_home_item(one.home, one.code) for one in held if one is not None]
    return {"home": items, "again": again}


def _home_item(home: Home, what: str) -> Part:
    return {"text": home.text, "do": home.do, "url": home_address(what), "what": what}


def _links(known: CourseFacts, words: Wording) -> Part:
    return {"links": shown_links(known.block.links)}


_PHONE: Final[dict[BlockKind, Callable[[CourseFacts, Wording], Part]]] = {
    BlockKind.EXERCISE: _exercise,
    BlockKind.POWER: _power,
    BlockKind.SELF_CHECK: _check,
    BlockKind.HOME: _home,
    BlockKind.LINKS: _links,
}
_WALL: Final[dict[BlockKind, Callable[[CourseFacts, Wording], Part]]] = {
    BlockKind.EXERCISE: _exercise,
    BlockKind.POWER: _power,
    BlockKind.HOME: _home,
    BlockKind.LINKS: _links,
}

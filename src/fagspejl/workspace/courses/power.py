"""Power made visible: who moves toward whom, over the course's own sessions, or over those of a made-up team.

The picture never says why, and a made-up team is called so before anything else is said of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import PULL_SESSIONS, STORE
from fagspejl.workspace.arithmetic.pull import pull, usable_sessions
from fagspejl.workspace.charts.picture import PullPicture, Rail
from fagspejl.workspace.charts.pull import pull_drawing
from fagspejl.workspace.charts.table import PullTable, pull_table
from fagspejl.workspace.courses.library import invented_team
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.edge import words_of as room_words_of
from fagspejl.workspace.sessions.rules import REST
from fagspejl.workspace.sessions.selectors.sessions import sessions_of, stored_among
from fagspejl.workspace.sessions.sentences import said

_SEED: Final = 20260224
Rounds = dict[str, tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Power:
    """The picture at both sizes with its sentence and table. `invented`: it is of a team that does not exist."""

    picture: PullPicture
    room_svg: str
    phone_svg: str
    table: PullTable | None
    invented: bool


def power_of(known: CourseFacts, words: Wording) -> Power:
    """Return the picture over the course's own closed exercises where five of them count, else over a made-up team."""
    own = _own(known)
    invented = usable_sessions(own) < PULL_SESSIONS
    room = room_words_of(known.language)
    found = pull(list(invented_team(known.language)) if invented else own, seed=_SEED)
    rails = tuple(
        Rail(one.left, one.right, one.sessions, _tenths(one.left_pull), _tenths(one.right_pull))
        for one in found.pairs
    )
    told = "".join(said(found, room))
    sentence = words.say("course_power.invented_says", sentence=told) if invented else told
    picture = PullPicture(words.say("course_power.title"), rails, sentence)
    return Power(
        picture,
        pull_drawing(picture, "room", "power-room"),
        pull_drawing(picture, "phone", "power-phone"),
        pull_table(picture, room),
        invented,
    )


def _own(known: CourseFacts) -> list[Rounds]:
    """Return, of each closed exercise, both rounds of the first case that two groups of five or more judged twice."""
    closed = [one.id for one in sessions_of([known.id]) if one.closed_on is not None]
    found: dict[object, Rounds] = {}
    for item in stored_among(closed):
        both = {
            block.name: (block.first, block.second)
            for block in item.blocks
            if block.name not in ("", REST) and len(block.first) >= STORE and len(block.second) >= STORE
        }
        if len(both) > 1:
            found.setdefault(item.session, both)
    return list(found.values())


def _tenths(share: float) -> int:
    return int((10 * share + 0.5) // 1)

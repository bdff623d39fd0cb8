"""A unit's levels as people read them: what yields when, what never does, and who is harmed if it waits. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fagspejl.lib.wording import Wording
from fagspejl.workspace.load.rules import in_force
from fagspejl.workspace.load.types import YIELDING, DefinitionFacts, Placement
from fagspejl.workspace.sessions.levels.types import LoadLevel


@dataclass(frozen=True, slots=True)
class LevelTold:
    """A level: its letter and word, its signs, and what yields on it. `parts`: heading and tasks."""

    level: str
    letter: str
    word: str
    signs: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class TaskTold:
    """A task in the table: number, name, what becomes of it on yellow and on red, and who is harmed if it waits."""

    number: int
    name: str
    yellow: str
    red: str
    harm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsTold:
    """A version whole. `notes`: what is worth a look, in a sentence each."""

    number: int
    language: str
    since: str
    because: str
    who_declares: str
    shifts: str
    levels: tuple[LevelTold, ...]
    never: tuple[str, ...]
    tasks: tuple[TaskTold, ...]
    harms: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def levels_told(facts: DefinitionFacts, words: Wording, room: Wording) -> LevelsTold:
    """Return a version as it is read. `room`: with the letters of the picture."""
    values = facts.values
    yields = [facts.placed(level, place) for level in YIELDING for place in _YIELDS]
    return LevelsTold(
        number=facts.number,
        language=facts.language,
        since=words.say("load_page.since", day=words.day(facts.starts_on), number=facts.number),
        because=words.say("load_page.because", because=values.because) if values.because else "",
        who_declares=values.who_declares,
        shifts=words.series(values.shifts),
        levels=tuple(_level(facts, level, words, room) for level in LoadLevel),
        never=tuple(one.task for one in facts.never),
        tasks=tuple(
            TaskTold(
                one.number,
                one.task,
                words.say("load_words.never" if one.never else f"load_words.{one.on(LoadLevel.YELLOW)}"),
                words.say("load_words.never" if one.never else f"load_words.{one.on(LoadLevel.RED)}"),
                one.harm,
            )
            for one in values.tasks
        ),
        harms=tuple((one.task, one.harm) for one in values.tasks if one.harm),
        notes=() if any(yields) else (words.say("load_page.nothing_yields"),),
    )


_YIELDS = (Placement.IF_POSSIBLE, Placement.CAN_WAIT)


def _level(facts: DefinitionFacts, level: LoadLevel, words: Wording, room: Wording) -> LevelTold:
    parts = []
    if level is not LoadLevel.GREEN:
        for place in (Placement.CAN_WAIT, Placement.IF_POSSIBLE):
            tasks = tuple(one.task for one in facts.placed(level, place))
            if tasks:
                parts.append((words.say(f"load_page.part_{place}"), tasks))
    return LevelTold(
        level.value,
        room.say(f"load_picture.letter_{level}"),
        words.say(f"load_words.{level}"),
        facts.signs(level),
        tuple(parts),
    )


def state_told(versions: Sequence[DefinitionFacts], today: date, words: Wording) -> str:
    """Return in a sentence where a unit stands: nothing yet, begins on a day, or holds since one."""
    if not versions:
        return words.say("load_page.none")
    holds = in_force(versions, today)
    if holds is None:
        return words.say("load_page.begins", day=words.day(versions[-1].starts_on))
    told = words.say("load_page.since", day=words.day(holds.starts_on), number=holds.number)
    coming = versions[-1]
    if coming.number != holds.number and coming.starts_on > today:
        told += " " + words.say("load_page.coming", day=words.day(coming.starts_on), number=coming.number)
    return told

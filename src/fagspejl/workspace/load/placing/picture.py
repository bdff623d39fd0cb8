"""The picture of a session about load: per task and level how many chose what, what divides the unit first. Pure.

Registered for the template (sessions/pictures/tools.py). All answers together: what yields is the unit's, no group's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.arithmetic.findings import OptionSpread, SpreadWord
from fagspejl.workspace.arithmetic.spread import option_spread
from fagspejl.workspace.charts.placing import PlacedLine, PlacedTask, PlacingPicture, fitting, placing_drawing
from fagspejl.workspace.load.edge import WORDS
from fagspejl.workspace.load.types import YIELDING
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownItem, ToolPicture, ToolTable
from fagspejl.workspace.sessions.sentences import caution, said_of_options, withheld

_SAID: Final = 3  # divided tasks that are told in a sentence; all stand in the picture and the table
_ORDER: Final = {SpreadWord.DIVIDED: 0, SpreadWord.SCATTERED: 1, SpreadWord.AGREED: 2, None: 3}


@dataclass(frozen=True, slots=True)
class _Placed:
    """One item with what is found of it; None where nothing may be shown."""

    item: ShownItem
    found: OptionSpread | None

    @property
    def word(self) -> SpreadWord | None:
        return None if self.found is None else self.found.word


def draw(shown: Shown, room: Wording) -> ToolPicture:
    """Return the picture of what everybody may see. `room`: the engine's words in the session's language."""
    words = wording(shown.language, WORDS)
    tasks = _tasks(shown)
    every = [one for task in tasks for one in task]
    if not any(one.found for one in every):
        told = withheld(room)
        return ToolPicture(room_svg="", phone_svg="", table=None, sentences=(), withheld=told)
    sentences = _sentences(every, words, room)
    options = next(one.item.options for one in every if one.found)
    present = next((one.case for one in shown.items if one.item == shown.present), None)
    picture = PlacingPicture(
        shown.title,
        sentences,
        options,
        tuple(
            PlacedTask(
                task[0].item.statement,
                tuple(_line(one, words, room) for one in task),
                task[0].item.case == present,
            )
            for task in tasks
        ),
    )
    return ToolPicture(
        room_svg=placing_drawing(_on_a_wall(picture, words, kept=shown.kept), "room", f"{shown.key}r"),
        phone_svg=placing_drawing(picture, "phone", f"{shown.key}p"),
        table=_table(picture, options, words),
        sentences=sentences,
        caution=caution(room),
    )


def _on_a_wall(picture: PlacingPicture, words: Wording, *, kept: bool) -> PlacingPicture:
    """Return what a wall holds: the first tasks, the one at hand among them. A page of what is `kept` holds all."""
    most = fitting(picture)
    if kept or most >= len(picture.tasks):
        return picture
    tasks = sorted(picture.tasks, key=lambda one: not one.present)[:most]
    rest = words.counted("load_placing.rest", len(picture.tasks) - most)
    return replace(picture, tasks=tuple(one for one in picture.tasks if one in tasks), rest=rest)


def _tasks(shown: Shown) -> list[list[_Placed]]:
    """Return the items task by task: those that divide the unit most come first, the others as they were."""
    placed = [_Placed(one, _found(one, shown.limit)) for one in shown.items]
    tasks = [list(some) for _, some in groupby(placed, key=lambda one: one.item.case)]
    return sorted(tasks, key=lambda task: sorted(_ORDER[one.word] for one in task))


def _found(item: ShownItem, limit: int) -> OptionSpread | None:
    if item.withheld or not item.options:
        return None
    found = option_spread(item.values, limit=limit)
    return found if found.speak else None


def _level(item: ShownItem, words: Wording) -> str:
    return words.say(f"load_words.{YIELDING[item.ask % len(YIELDING)]}")


def _line(one: _Placed, words: Wording, room: Wording) -> PlacedLine:
    if one.found is None:
        return PlacedLine(_level(one.item, words), (), words.say("load_placing.few"))
    values = one.item.values
    counts = tuple(values.count(place) for place in range(len(one.item.options)))
    return PlacedLine(
        _level(one.item, words),
        counts,
        words.say(f"load_placing.{one.word}"),
        one.word is SpreadWord.DIVIDED,
    )


def _sentences(every: Sequence[_Placed], words: Wording, room: Wording) -> tuple[str, ...]:
    found = [one for one in every if one.found is not None]
    divided = [one for one in found if one.word is SpreadWord.DIVIDED]
    agreed = sum(one.word is SpreadWord.AGREED for one in found)
    first = (
        words.counted("load_placing.divided_of", len(divided), n=len(found))
        if divided
        else words.say("load_placing.divided_none", n=len(found))
    )
    told = [first, words.say("load_placing.agreed_of", agreed=agreed, n=len(found))]
    for one in divided[:_SAID]:
        assert one.found is not None
        said = " ".join(said_of_options(one.found, one.item.options, one.item.values, room))
        level = _level(one.item, words).lower()
        told.append(words.say("load_placing.one", task=one.item.statement, level=level, said=said))
    return tuple(told)


def _table(picture: PlacingPicture, options: Sequence[str], words: Wording) -> ToolTable:
    rows = []
    for task in picture.tasks:
        for line in task.lines:
            counts = [str(count) for count in line.counts] or ["" for _ in options]
            n = str(sum(line.counts)) if line.counts else ""
            rows.append((task.name, line.level, *counts, n, line.word))
    head = (
        words.say("load_page.task"),
        words.say("load_placing.level"),
        *options,
        words.say("load_placing.n"),
    )
    return ToolTable(words.say("load_placing.table"), (*head, words.say("load_placing.word")), tuple(rows))

"""The picture of a session about responsibility: who does a task today and who should, what divides it first. Pure.

Registered for the template (sessions/pictures/tools.py). All answers together, whoever leads: the engine's limits hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.charts.holders import (
    HolderLine,
    HolderPicture,
    HolderTask,
    fitting,
    holder_drawing,
)
from fagspejl.workspace.responsibility.holding.rows import HolderAsk, HolderRow, asked
from fagspejl.workspace.responsibility.library import ASKS
from fagspejl.workspace.responsibility.wordings import words_of
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownItem, ToolPicture, ToolTable
from fagspejl.workspace.sessions.sentences import caution, said_of_options, withheld

_SAID: Final = 3  # divided rows that are told in a sentence; all stand in the picture and the table


def draw(shown: Shown, room: Wording) -> ToolPicture:
    """Return the picture of what everybody may see. `room`: the engine's words in the session's language."""
    words = words_of(shown.language)
    tasks = _tasks(shown)
    if not any(one.is_shown for one in tasks):
        told = withheld(room)
        return ToolPicture(room_svg="", phone_svg="", table=None, sentences=(), withheld=told)
    sentences = _sentences(tasks, words, room)
    options = next(ask.options for one in tasks for ask in one.both if ask.options)
    at_hand = next((one.case for one in shown.items if one.item == shown.present), None)
    picture = HolderPicture(
        shown.title,
        sentences,
        options,
        len(options) - 1,
        tuple(_drawn(one, at_hand, words) for one in tasks if not one.is_agreed),
        tuple(_folded(one, words) for one in tasks if one.is_agreed),
    )
    return ToolPicture(
        room_svg=holder_drawing(_on_a_wall(picture, words, kept=shown.kept), "room", f"{shown.key}r"),
        phone_svg=holder_drawing(picture, "phone", f"{shown.key}p"),
        table=_table(tasks, options, words),
        sentences=sentences,
        caution=caution(room),
    )


def _on_a_wall(picture: HolderPicture, words: Wording, *, kept: bool) -> HolderPicture:
    """Return what a wall holds: the first open tasks, the one at hand among them. What is `kept` stands whole."""
    if kept:
        return picture
    told, most = [], fitting(picture)
    if picture.folded:
        told.append(words.counted("holding.folded_rows", len(picture.folded)))
    tasks = sorted(picture.tasks, key=lambda one: not one.present)[:most]
    if most < len(picture.tasks):
        told.append(words.counted("holding.rest", len(picture.tasks) - most))
    drawn = tuple(one for one in picture.tasks if one in tasks)
    return replace(picture, tasks=drawn, folded=(" ".join(told),) if told else ())


def _tasks(shown: Shown) -> list[HolderRow]:
    """Return the items row by row: those that divide the unit come first, the others as they were."""
    found = []
    for case, some in groupby(shown.items, key=lambda one: one.case):
        both = {one.ask: one for one in some}
        today, ought = (_asked(both.get(ask), shown.limit) for ask in range(len(ASKS)))
        name = next(iter(both.values())).statement
        found.append(HolderRow(case, name, today, ought))
    return sorted(found, key=lambda one: one.order)


def _asked(item: ShownItem | None, limit: int) -> HolderAsk:
    if item is None or item.withheld:
        return asked(() if item is None else item.options, (), limit)
    return asked(item.options, item.values, limit)


def _drawn(task: HolderRow, at_hand: int | None, words: Wording) -> HolderTask:
    drawn = tuple(
        HolderLine(
            words.say(f"holding.{name}"),
            one.counts,
            words.say(f"holding.{one.word}" if one.word else "holding.few"),
            one.word is SpreadWord.DIVIDED,
        )
        for name, one in zip(ASKS, task.both, strict=True)
    )
    return HolderTask(task.name, drawn, task.case == at_hand)


def _folded(task: HolderRow, words: Wording) -> str:
    today, ought = task.today.agreed_on, task.holder
    kind = "folded_same" if today == ought else "folded_moves"
    return words.say(f"holding.{kind}", task=task.name, today=today, ought=ought)


def _sentences(tasks: Sequence[HolderRow], words: Wording, room: Wording) -> tuple[str, ...]:
    rows = [one for one in tasks if one.is_shown]
    divided = [one for one in rows if one.is_divided]
    nobody = sum(any(ask.with_nobody for ask in one.both) for one in rows)
    told = [
        f"{words.counted('holding.divided_of', len(divided), r=len(rows))} "
        f"{words.counted('holding.nobody_in', nobody, nobody=rows[0].ought.options[-1])}"
    ]
    for one in divided[:_SAID]:
        for name, ask in zip(ASKS, one.both, strict=True):
            if ask.found is not None and ask.word is SpreadWord.DIVIDED:
                said = " ".join(said_of_options(ask.found, ask.options, ask.values, room))
                told.append(words.say(f"holding.one_{name}", task=one.name, said=said))
    return tuple(told)


def _table(tasks: Sequence[HolderRow], options: Sequence[str], words: Wording) -> ToolTable:
    rows = []
    for task in tasks:
        for name, one in zip(ASKS, task.both, strict=True):
            counts = [str(count) for count in one.counts] or ["" for _ in options]
            rows.append(
                (
                    task.name,
                    words.say(f"holding.{name}"),
                    *counts,
                    str(sum(one.counts)) if one.counts else "",
                    words.say(f"holding.{one.word}" if one.word else "holding.few"),
                )
            )
    head = (words.say("holding.task"), words.say("holding.which"), *options, words.say("holding.n"))
    return ToolTable(words.say("holding.table"), (*head, words.say("holding.word")), tuple(rows))

"""The pictures of a course's own exercises: the room's answers in cells, ticks for earlier rooms. Registered.

They are given what the engine shows and nothing more. A tick is an earlier course of this place whose picture is kept,
so of five answers or more, and tells alone what most chose there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.arithmetic.spread import option_spread
from fagspejl.workspace.charts.cells import Cell, CellsPicture, cells_drawing
from fagspejl.workspace.courses.edge import WORDS
from fagspejl.workspace.courses.library import Exercise, ExerciseQuestion, exercise_of
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownItem, ToolPicture, ToolTable
from fagspejl.workspace.sessions.selectors.sessions import stored_of_courses
from fagspejl.workspace.sessions.sentences import said_of_options, withheld

MOST_TICKS = 12  # the latest earlier rooms


def draw(shown: Shown, room: Wording) -> ToolPicture:
    """Return the picture of the item at hand, or of all that were kept. `room`: the engine's words."""
    words = wording(shown.language, WORDS)
    known = exercise_of(shown.template, shown.language)
    items = [one for one in shown.items if shown.at is None or one.item == shown.at]
    drawn = [_one(one, shown, known, words, room) for one in items if not one.withheld and one.options]
    if not drawn:
        return ToolPicture(room_svg="", phone_svg="", table=None, sentences=(), withheld=withheld(room))
    return ToolPicture(
        room_svg="".join(cells_drawing(one, "room", f"{shown.key}r{at}") for at, one in enumerate(drawn)),
        phone_svg="".join(cells_drawing(one, "phone", f"{shown.key}p{at}") for at, one in enumerate(drawn)),
        table=_table(drawn, words),
        sentences=tuple(told for one in drawn for told in one.sentences),
    )


def _one(
    item: ShownItem, shown: Shown, known: Exercise | None, words: Wording, room: Wording
) -> CellsPicture:
    asked = _asked(item, known)
    values = item.values
    counts = [values.count(place) for place in range(len(item.options))]
    earlier = _earlier(item, shown)
    right = None if asked is None else asked.answer
    return CellsPicture(
        title=shown.title,
        question=item.question if right is None else words.quote(item.statement),
        sentences=_sentences(item, counts, right, earlier, shown.limit, words, room),
        cells=tuple(
            Cell(name, counts[place], earlier.count(place), place == right)
            for place, name in enumerate(item.options)
        ),
        columns=1 if known is None else known.columns,
        heads=() if known is None else known.heads,
        ticked=words.say("course_picture.tick") if earlier else "",
    )


def _asked(item: ShownItem, known: Exercise | None) -> ExerciseQuestion | None:
    """Return what ships of this question; None where it was changed since."""
    if known is None or item.case >= len(known.asked):
        return None
    found = known.asked[item.case]
    return found if found.options == item.options and found.statement == item.statement else None


def _earlier(item: ShownItem, shown: Shown) -> list[int]:
    """Return what most chose in earlier rooms, the latest first; a room where two were chosen as often has no tick."""
    found = []
    for kept in stored_of_courses(shown.template, but=shown.seed):
        if kept.title != item.statement or kept.options != item.options or kept.withheld:
            continue
        values = [value for block in kept.blocks for value in block.first]
        (first, most), *others = Counter(values).most_common(2)
        if not others or others[0][1] < most:
            found.append(first)
    return found[:MOST_TICKS]


def _sentences(
    item: ShownItem,
    counts: Sequence[int],
    right: int | None,
    earlier: Sequence[int],
    limit: int,
    words: Wording,
    room: Wording,
) -> tuple[str, ...]:
    if right is None:
        told = list(said_of_options(option_spread(item.values, limit=limit), item.options, item.values, room))
    else:
        name = item.options[right]
        told = [
            words.say(
                "course_picture.guessed",
                k=counts[right],
                n=sum(counts),
                profession=name if name.isupper() else name.lower(),
            )
        ]
        if earlier:
            same = sum(one == right for one in earlier)
            key = "earlier" if len(earlier) > 1 else "earlier_yes" if same else "earlier_no"
            told.append(words.say(f"course_picture.{key}", k=same, n=len(earlier)))
    return tuple(told)


def _table(drawn: Sequence[CellsPicture], words: Wording) -> ToolTable:
    rows = [
        (cell.name, one.question, str(cell.count), str(cell.ticks)) for one in drawn for cell in one.cells
    ]
    head = ("option", "asked_head", "count", "ticks")
    return ToolTable(
        words.say("course_picture.table"),
        tuple(words.say(f"course_picture.{name}") for name in head),
        tuple(rows),
    )

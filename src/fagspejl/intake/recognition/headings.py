"""Which table of a file holds answers, and which of its first rows are headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.intake.recognition.known import WEIGHT, Known, Meaning
from fagspejl.intake.recognition.systems import systems
from fagspejl.intake.tables import Heading, Record, Table
from fagspejl.intake.vocabulary import ERROR_CELL, FORMULA, UNKNOWN, clean, item_code
from fagspejl.lib.sameness import normal

SEARCHED: Final = 20  # records in which a heading is looked for
MOST_ROWS: Final = 3  # of headings
_LARGEST: Final = 99  # number that may be an answer of any scale
_FEW: Final = 2  # marks or statements that a row of answers does not hold by chance


@dataclass(frozen=True, slots=True)
class Headed:
    """A table with its headings. `rows` are the records they stand in; `cells[column]` are a column's headings,

    top to bottom, empty ones left out, with the text of the codebook last. `group[column]` is the first row's last
    heading at or before the column, which one wide cell may have spanned. `strength`: how sure it is.
    """

    table: Table
    heading: Heading
    rows: tuple[Record, ...]
    cells: tuple[tuple[str, ...], ...]
    group: tuple[str, ...]
    below: tuple[Record, ...]
    strength: int

    def column(self, place: int) -> list[str]:
        """The cells of the head below the headings."""
        return [record.cells[place] if place < len(record.cells) else "" for record in self.below]


def choose(tables: Sequence[Table], known: Known) -> Headed:
    """Return the table that most looks like answers, with its headings; among equals the first.

    One text read with several delimiters gives several tables: among those that say nothing, the widest.
    """
    headed = [find_heading(table, known) for table in tables]
    return max(headed, key=lambda h: (h.strength, len(h.heading.names) if h.table.delimiter else 0))


def rivals_of(chosen: Headed, tables: Sequence[Table], known: Known) -> list[str]:
    """Return the names of further sheets that hold answers to the same statements about leaders as the chosen one."""
    mine = _ours(chosen, known)
    if "leader" not in mine or not any(ours in known.items for ours in mine) or not chosen.below:
        return []
    others = [find_heading(t, known) for t in tables if t is not chosen.table and t.name and not t.delimiter]
    return [other.table.name for other in others if other.below and _ours(other, known) >= mine]


def _ours(headed: Headed, known: Known) -> set[str]:
    return {m.ours for cells in headed.cells for cell in cells if (m := known.meaning(cell))}


def find_heading(table: Table, known: Known) -> Headed:
    """Return the table with the rows that seem to be headings; the first row where none is told from answers."""
    records = table.head
    told = known.told.heading_rows
    if told:
        chosen = [place for place, record in enumerate(records) if record.row in told] or [0]
    else:
        strengths = [_strength(record, known) for record in records[:SEARCHED]]
        best = max(range(len(strengths)), key=lambda place: (strengths[place], -place), default=0)
        chosen = _block(records, best, known) if strengths and strengths[best] else [0][: len(records)]
    rows = tuple(records[place] for place in chosen)
    strength = sum(_strength(record, known) for record in rows)
    return _headed(table, rows, records[chosen[-1] + 1 :] if chosen else (), strength, known)


def _headed(
    table: Table, rows: tuple[Record, ...], below: Sequence[Record], strength: int, known: Known
) -> Headed:
    width = max((len(record.cells) for record in rows), default=0)
    grid = [[clean(cell) for cell in record.cells] + [""] * (width - len(record.cells)) for record in rows]
    columns = [[row[place] for row in grid] for place in range(width)]
    names = _names(grid, columns, known)
    texts = {normal(name): text for name, text in table.codebook.texts.items()}
    cells = [
        tuple(dict.fromkeys(cell for cell in (*column, texts.get(normal(name), "")) if cell))
        for column, name in zip(columns, names, strict=True)
    ]
    group, last = [], ""
    for column in columns:
        last = column[0] if column and column[0] else last
        group.append(last)
    heading = Heading(tuple(names), rows[-1].row if rows else 0)
    return Headed(table, heading, rows, tuple(cells), tuple(group), tuple(below), strength)


def _names(grid: list[list[str]], columns: list[list[str]], known: Known) -> list[str]:
    """One name per column: the first row's where it is whole and tells all apart, else the lowest that tells."""
    if len(grid) < 2:
        return grid[0] if grid else []
    first = [column[0] for column in columns]
    filled = [name for name, column in zip(first, columns, strict=True) if any(column)]
    if all(filled) and len({normal(name) for name in filled}) == len(filled):
        return first
    silent = {word for system in systems() for word in system.generic} | {""}
    names: list[str] = []
    seen: dict[str, int] = {}
    for column in columns:
        said = [cell for cell in column if normal(cell) not in silent and not _is_further(cell)]
        name = said[-1] if said else next((cell for cell in column if cell), "")
        times = seen[normal(name)] = seen.get(normal(name), 0) + 1
        names.append(name if times == 1 or not name else f"{name} ({times})")
    return names


def _strength(record: Record, known: Known) -> int:
    """How much a record looks like headings. One statement alone may be a cell of a list of them."""
    found = [meaning for cell in record.cells if cell and (meaning := known.meaning(cell))]
    statements = {meaning.ours for meaning in found if meaning.is_statement}
    alone = len(statements) < min(_FEW, len(known.instrument.items))
    kept: list[Meaning] = [m for m in found if not (m.is_statement and alone and m.why != "name")]
    return sum(WEIGHT[meaning.why] for meaning in kept) + _marks(record)


def _marks(record: Record) -> int:
    """How many headings of one system a record holds; 0 below what that system asks for."""
    names = {normal(cell) for cell in record.cells if cell and len(cell) < 60} - {""}
    strengths = [(system.strength(names), system.least) for system in systems()]
    return max((strength for strength, least in strengths if strength >= max(least, _FEW)), default=0)


def _block(records: Sequence[Record], best: int, known: Known) -> list[int]:
    """The rows of headings around the best one."""
    first = last = best
    while (
        last + 1 < len(records) and last - first + 1 < MOST_ROWS and _goes_on(records, best, last + 1, known)
    ):
        last += 1
    while (
        first > 0 and last - first + 1 < MOST_ROWS and _stands_above(records[first - 1], records[best], known)
    ):
        first -= 1
    return list(range(first, last + 1))


def _goes_on(records: Sequence[Record], best: int, place: int, known: Known) -> bool:
    """Whether a record below headings is a further row of them."""
    record = records[place]
    if any(_is_further(cell) for cell in record.cells):
        return True
    found = {m.ours for cell in record.cells if cell and (m := known.meaning(cell)) and m.is_statement}
    if len(found) >= _FEW or _marks(record) >= _FEW:
        return True
    columns = [
        column
        for column, cell in enumerate(records[best].cells)
        if (meaning := known.meaning(cell)) and meaning.is_statement and meaning.why != "name"
    ]
    here = [cell for column in columns if (cell := _cell(record, column))]
    if len(set(here)) < max(_FEW, len(columns)) or any(is_answer(cell, known) for cell in here):
        return False
    later = [cell for other in records[place + 1 :] for column in columns if (cell := _cell(other, column))]
    return bool(later) and sum(is_answer(cell, known) for cell in later) > 0.6 * len(later)


def _stands_above(above: Record, best: Record, known: Known) -> bool:
    """Whether the record above is a row of headings too: of a system, of blanks below, or as full as the best."""
    if _marks(above) >= _FEW:
        return True
    fills = [place for place, cell in enumerate(above.cells) if cell.strip() and not _cell(best, place)]
    if any(known.meaning(above.cells[place]) for place in fills) or len(fills) >= _FEW:
        return True
    filled = [normal(cell) for cell in above.cells if cell.strip()]
    wanted = sum(bool(cell.strip()) for cell in best.cells)
    return len(filled) >= max(_FEW, 0.8 * wanted) and len(set(filled)) == len(filled)


def _cell(record: Record, place: int) -> str:
    return record.cells[place].strip() if place < len(record.cells) else ""


def _is_further(cell: str) -> bool:
    return any(system.further and system.further in cell for system in systems())


def is_answer(cell: str, known: Known) -> bool:
    """Whether a cell may be an answer to a statement: a label, a number, or one of the ways to say nothing."""
    if normal(cell) in known.told.item_values or known.labels.code(cell) is not None:
        return True
    return item_code(cell, 0, _LARGEST) not in (UNKNOWN, FORMULA, ERROR_CELL)

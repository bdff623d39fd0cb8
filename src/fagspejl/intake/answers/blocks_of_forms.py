"""One file with the statements of several perspectives, each in columns of its own: brought together row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fagspejl.intake.findings import Findings
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.sheet import Block, Sheet, SheetColumn, TextColumn
from fagspejl.intake.vocabulary import PERSPECTIVE_NAMES
from fagspejl.lib.sameness import normal

PERSPECTIVE: Final = "perspective"  # the heading that says who answered, where the columns tell it


def brought_together(sheet: Sheet, mapping: FileMapping, findings: Findings) -> Sheet:
    """Return the sheet with one column for each statement, and who answered where its columns tell it.

    A row with answers in two perspectives' columns is an error. A column that went into another loses its heading.
    """
    if not mapping.answers.forms:
        return sheet
    places: dict[str, int] = {}
    for number, name in enumerate(sheet.header):
        places.setdefault(normal(name), number)
    found: list[list[int | None]] = []
    for ours, names in mapping.answers.forms.items():
        missing = [name for name in names if name and normal(name) not in places]
        for name in missing:
            facts = {"name": ours, "mapping": mapping.file}
            findings.error("mapped_column_missing", sheet.file, sheet.header_row, name, **facts)
        found.append([places.get(normal(name)) if name else None for name in names])
    gone = {place for columns in found for place in _there(columns)[1:]}
    header = tuple("" if place in gone else name for place, name in enumerate(sheet.header))
    if mapping.perspectives:
        header = (*header, PERSPECTIVE)
    return replace(sheet, header=header, blocks=_together(sheet, found, mapping, findings))


def _together(
    sheet: Sheet, found: list[list[int | None]], mapping: FileMapping, findings: Findings
) -> Iterator[Block]:
    said = [PERSPECTIVE_NAMES[perspective] for perspective in mapping.perspectives]
    for block in sheet.blocks:
        columns: list[SheetColumn] = list(block.columns)
        answered: list[set[int]] = [set() for _ in block.rows]
        for places in found:
            texts = [[""] * len(block.rows) if p is None else block.columns[p].texts() for p in places]
            for which, cells in enumerate(texts):
                for offset, cell in enumerate(cells):
                    if cell.strip():
                        answered[offset].add(which)
            for place in _there(places)[:1]:
                columns[place] = TextColumn(
                    [next((cell for cell in cells if cell.strip()), "") for cells in zip(*texts, strict=True)]
                )
        for offset, which_ones in enumerate(answered):
            if len(which_ones) > 1:
                findings.error("two_perspectives_in_row", sheet.file, int(block.rows[offset]))
        if said:
            columns.append(TextColumn([said[min(which, default=0)] for which in answered]))
        yield Block(block.rows, columns)


def _there(places: list[int | None]) -> list[int]:
    return [place for place in places if place is not None]

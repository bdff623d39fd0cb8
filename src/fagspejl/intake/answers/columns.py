"""Which column of a file holds what. Every column is used, told to be ignored, or an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.mapping.types import ColumnMap
from fagspejl.intake.sheet import Block, Sheet
from fagspejl.intake.vocabulary import column_key, column_name


def hoped_for(ours: Iterable[str], mapped: ColumnMap) -> frozenset[str]:
    """Return the keys of all columns we could use: they tell a delimiter from a comma inside a heading."""
    return frozenset(
        {column_name(name) for name in ours}
        | {column_key(name) for name in mapped.theirs.values()}
        | {column_key(name) for name in mapped.ignored}
    )


def match_columns(
    sheet: Sheet,
    ours: Iterable[str],
    mapped: ColumnMap,
    findings: Findings,
    *,
    mapping_file: str = "",
    foreign: Callable[[str], str | None] = lambda name: None,
) -> dict[str, int]:
    """Return our name -> column index. Records unknown, repeated and missing (but mapped) columns.

    `foreign` names another instrument that has the column as a statement. A column without a heading is not read.
    """
    spelling = {column_name(name): name for name in ours if name not in mapped.theirs}
    mapped_keys = {column_key(theirs): name for name, theirs in mapped.theirs.items()}
    ignored = {column_key(name) for name in mapped.ignored}
    found: dict[str, int] = {}
    unused: list[str] = []
    for index, name in enumerate(sheet.header):
        key = column_key(name)
        target = mapped_keys.get(key) or (None if key in ignored else spelling.get(column_name(name)))
        if target is not None and target in found:
            first = sheet.header[found[target]]
            findings.error("duplicate_column", sheet.file, sheet.header_row, name, first=first, name=target)
        elif target is not None:
            found[target] = index
        elif not name or key in ignored:
            continue
        elif mapped.lenient:
            unused.append(name)
        elif (other := foreign(name)) is not None:
            findings.error("foreign_item", sheet.file, sheet.header_row, name, instrument=other)
        else:
            findings.error("unknown_column", sheet.file, sheet.header_row, name)
    for name, theirs in mapped.theirs.items():
        if name not in found:
            findings.error(
                "mapped_column_missing", sheet.file, sheet.header_row, theirs, name=name, mapping=mapping_file
            )
    if unused:
        findings.warn(
            "columns_left_out", sheet.file, sheet.header_row, count=len(unused), names=listing(unused)
        )
    return found


def refuse_formulas(sheet: Sheet, found: dict[str, int], findings: Findings) -> None:
    """Record every cell of a column we read that holds a formula: its shown value may be old or another file's."""
    used = {index: name for name, index in found.items()}
    for row, column in sheet.formulas:
        if column in used:
            findings.error("formula", sheet.file, row, sheet.header[column])


class NamelessColumns:
    """Columns without a heading: harmless while empty, an error at their first content. With a mapping: left alone."""

    def __init__(self, sheet: Sheet, mapped: ColumnMap, findings: Findings) -> None:
        self._sheet = sheet
        self._findings = findings
        self._waiting = [] if mapped.lenient else [i for i, name in enumerate(sheet.header) if not name]

    def check(self, block: Block) -> None:
        """Look through a block."""
        for index in self._waiting[:]:
            content = next((o for o, cell in block.columns[index].filled() if not cell.isspace()), None)
            if content is not None:
                row = int(block.rows[content])
                self._findings.error("nameless_column", self._sheet.file, row, None, number=index + 1)
                self._waiting.remove(index)

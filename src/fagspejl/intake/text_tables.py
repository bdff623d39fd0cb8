"""A delimited text as tables: one for each delimiter that may have been meant."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from fagspejl.intake.delimited import _DELIMITERS, _HEADER_CHARACTERS, _SEP, _Records, _Start
from fagspejl.intake.encoding import Encoding, EncodingFault, detect
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Progress, Sheet
from fagspejl.intake.tables import HEAD_ROWS, Heading, Record, Table


def text_tables(
    path: Path, *, limits: Limits, findings: Findings, progress: Progress | None
) -> tuple[Table, ...]:
    """Return one Table per likely delimiter, or record why not and return none."""
    file, size = path.name, path.stat().st_size
    if size > limits.csv_bytes:
        findings.error("file_too_large", file, limit=limits.csv_bytes >> 20, size=-(-size >> 20))
        return ()
    encoding = detect(path)
    if isinstance(encoding, EncodingFault):
        findings.error(encoding.kind, file, line=encoding.line)
        return ()
    with path.open(encoding=encoding.codec, newline="") as text:
        head = text.read(_HEADER_CHARACTERS)
    told = _SEP.fullmatch(head.split("\n", 1)[0].strip())
    tables = [
        table
        for d in (told[1] if told else _DELIMITERS)
        if (table := _table(path, head, encoding, d, int(bool(told)), limits, findings, progress))
    ]
    if not tables:
        findings.error("broken_quotes" if head.strip() else "empty_file", file)
        return ()
    if encoding.guessed:
        findings.warn("guessed_encoding", file)
    return tuple(tables)


def _table(
    path: Path,
    head: str,
    encoding: Encoding,
    delimiter: str,
    passed_over: int,
    limits: Limits,
    findings: Findings,
    progress: Progress | None,
) -> Table | None:
    lines = list(io.StringIO(head, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    records: list[Record] = []
    ends: dict[int, int] = {}
    try:
        for row, cells in enumerate(reader, 1):
            if row > passed_over and any(cell.strip() for cell in cells):
                records.append(Record(row, tuple(cells)))
                ends[row] = reader.line_num
            if len(records) == HEAD_ROWS:
                break
    except csv.Error:
        if not records:
            return None
    if not records:
        return None

    def opened(heading: Heading) -> Sheet:
        done = len("".join(lines[: ends[heading.row]]).encode(encoding.codec))
        start = _Start(delimiter, heading.names, heading.row, done)
        blocks = _Records(path, encoding.codec, start, limits, findings, progress)
        return Sheet(path.name, heading.names, heading.row, iter(blocks))

    return Table(path.name, "", tuple(records), opened, delimiter)

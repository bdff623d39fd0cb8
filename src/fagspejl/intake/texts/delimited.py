"""CSV and its relatives: find encoding and delimiters; each delimiter that is likely gives a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Progress, Sheet
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Heading, Record, Table
from fagspejl.intake.texts.dialect import Head
from fagspejl.intake.texts.eight_bit import NAMES, WINDOWS
from fagspejl.intake.texts.encoded_twice import mended
from fagspejl.intake.texts.encoding import Encoding, EncodingFault, detect
from fagspejl.intake.texts.records import Records, TextSource

_HEAD_CHARACTERS: Final = 1 << 18


def text_tables(
    path: Source, *, limits: Limits, findings: Findings, progress: Progress | None
) -> tuple[Table, ...]:
    """Return one table per likely delimiter, the likeliest first; or record why not and return none."""
    file, size = path.name, path.stat().st_size
    if size > limits.csv_bytes:
        findings.error("file_too_large", file, limit=limits.csv_bytes >> 20, size=-(-size >> 20))
        return ()
    encoding = detect(path)
    if isinstance(encoding, EncodingFault):
        rows = listing([str(line) for line in encoding.lines or (encoding.line,)])
        findings.error(encoding.kind, file, line=encoding.line, count=len(encoding.lines), rows=rows)
        return ()
    head = _head(path, encoding)
    likely = head.likely()
    if not likely:
        findings.error("broken_quotes" if "".join(head.lines).strip() else "empty_file", file)
        return ()
    widest = max(len(record.cells) for record in likely[0][1])
    if widest > limits.columns:
        findings.error("too_many_columns", file, limit=limits.columns, count=widest)
        return ()
    if encoding.guessed:
        code = "guessed_encoding" if encoding.codec == WINDOWS else "old_encoding"
        findings.warn(code, file, encoding=NAMES.get(encoding.codec, ""))
    text = _Text(path, encoding, head, limits, findings, progress)
    return tuple(text.table(delimiter, records) for delimiter, records in likely)


def _head(path: Source, encoding: Encoding) -> Head:
    with path.open(encoding=encoding.codec, newline="") as text:
        start = text.read(_HEAD_CHARACTERS)
    return Head.of(start, whole=len(start) < _HEAD_CHARACTERS)


@dataclass(frozen=True, slots=True)
class _Text:
    path: Source
    encoding: Encoding
    head: Head
    limits: Limits
    findings: Findings
    progress: Progress | None

    def table(self, delimiter: str, records: tuple[Record, ...]) -> Table:
        """The text read with one delimiter."""

        def opened(heading: Heading) -> Sheet:
            codec, twice = self.encoding.codec, self.encoding.twice
            start = self.head.length(delimiter, heading.row, codec)
            source = TextSource(self.path, codec, delimiter, heading, start, twice)
            read = Records(source, self.limits, self.findings, self.progress)
            return Sheet(self.path.name, heading.names, heading.row, iter(read), short=read.short)

        if self.encoding.twice:
            records = tuple(Record(one.row, tuple(map(mended, one.cells))) for one in records)
        return Table(self.path.name, "", records, opened, delimiter)

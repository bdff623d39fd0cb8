"""The four files of a feed, in a folder or a ZIP: UTF-8, `||` between cells, a backslash before a sign."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.source import Source

FILES: Final = ("adm-engagements.csv", "adm-org-units.csv", "med-associations.csv", "med-org-units.csv")
DELIMITER: Final = "||"
_ZIP: Final = b"PK\x03\x04"
_MOST_ENTRIES: Final = 1_000
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FeedFile:
    """One file: its headings, and its records with their line numbers."""

    name: str
    header: tuple[str, ...]
    rows: tuple[int, ...]
    records: tuple[tuple[str, ...], ...]

    def column(self, heading: str) -> list[str]:
        """Return a column's cells, all empty where the file does not have it."""
        if heading not in self.header:
            return [""] * len(self.records)
        place = self.header.index(heading)
        return [record[place] for record in self.records]


def is_feed(path: Source) -> bool:
    """Whether a path is a folder, or a ZIP that is no workbook."""
    if path.is_dir():
        return True
    if not path.is_file() or path.suffix.lower() in (".xlsx", ".ods", ".xlsm", ".docx", ".odt"):
        return False
    try:
        with path.open("rb") as file:
            return file.read(4) == _ZIP and path.suffix.lower() == ".zip"
    except OSError:
        return False


def read_files(path: Source, limits: Limits, findings: Findings) -> dict[str, FeedFile]:
    """Read the four files. Raises IntakeRefused when one is missing or cannot be read; nothing is unpacked to disk."""
    texts = _of_folder(path, limits, findings) if path.is_dir() else _of_zip(path, limits, findings)
    findings.refuse_if_any()
    missing = [name for name in FILES if name not in texts]
    if missing:
        findings.error("feed_file_missing", path.name, count=len(missing), names=", ".join(missing))
        findings.refuse_if_any()
    found = {}
    for name in FILES:
        file = _parsed(name, texts.pop(name), findings)
        if file is not None:
            found[name] = file
    findings.refuse_if_any()
    return found


def _of_folder(path: Source, limits: Limits, findings: Findings) -> dict[str, bytes]:
    found = {}
    for name in FILES:
        file = path / name
        if file.is_file():
            size = file.stat().st_size
            if size > limits.csv_bytes:
                findings.error("file_too_large", name, limit=limits.csv_bytes >> 20, size=-(-size >> 20))
            else:
                found[name] = file.read_bytes()
    return found


def _of_zip(path: Source, limits: Limits, findings: Findings) -> dict[str, bytes]:
    """The files of one folder of the archive, by name alone: no other entry is opened, and none is written."""
    found: dict[str, bytes] = {}
    try:
        with path.open("rb") as packed, zipfile.ZipFile(packed) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                findings.error("feed_zip_entries", path.name, limit=_MOST_ENTRIES, count=len(entries))
                return {}
            if any(_leads_out(entry.filename) for entry in entries):
                findings.error("feed_unsafe_zip", path.name)
                return {}
            room = limits.unpacked_bytes
            for entry in entries:
                name = entry.filename.replace("\\", "/").rpartition("/")[2]
                if entry.is_dir() or name not in FILES or entry.filename.startswith("__MACOSX"):
                    continue
                if name in found:
                    findings.error("feed_file_twice", path.name, value=name)
                    return {}
                with archive.open(entry) as file:
                    text = _at_most(file, min(room, max(entry.compress_size, 1024) * limits.ratio))
                if text is None:
                    findings.error("feed_too_large", path.name, value=name, limit=limits.unpacked_bytes >> 20)
                    return {}
                room -= len(text)
                found[name] = text
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        findings.error("feed_broken_zip", path.name)
        return {}
    return found


def _leads_out(name: str) -> bool:
    """Whether an entry's path would lead out of the folder that it is unpacked to."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or parts[0].endswith(":")


def _at_most(file: IO[bytes], most: int) -> bytes | None:
    """What a packed file holds, or None once it is more: what its directory says of its size is not believed."""
    parts, size = [], 0
    while block := file.read(_BLOCK):
        size += len(block)
        if size > most:
            return None
        parts.append(block)
    return b"".join(parts)


def _parsed(name: str, raw: bytes, findings: Findings) -> FeedFile | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        findings.error("feed_encoding", name, raw.count(b"\n", 0, fault.start) + 1)
        return None
    if "\0" in text:
        findings.error("nul_bytes", name, line=text.count("\n", 0, text.index("\0")) + 1)
        return None
    records = list(_records(text))
    if not records:
        findings.error("empty_file", name)
        return None
    _, header = records[0]
    for row, cells in records[1:]:
        if len(cells) != len(header):
            findings.error("ragged_row", name, row, cells=len(cells), columns=len(header))
    names = tuple(cell.strip() for cell in header)
    return FeedFile(
        name, names, tuple(row for row, _ in records[1:]), tuple(cells for _, cells in records[1:])
    )


def _records(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Records with their line numbers. A backslash before a sign, a line's end included, means the sign itself."""
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), 1)
    for row, first in lines:
        if "\\" not in first:
            if first:
                yield row, tuple(cell.strip() for cell in first.split(DELIMITER))
            continue
        line = first
        while (len(line) - len(line.rstrip("\\"))) % 2:  # the record goes on in the next line
            more = next(lines, None)
            if more is None:
                break
            line = f"{line}\n{more[1]}"
        yield row, tuple(cell.strip() for cell in _unescaped(line))


def _unescaped(line: str) -> Iterator[str]:
    cell: list[str] = []
    place = 0
    while place < len(line):
        sign = line[place]
        if sign == "\\" and place + 1 < len(line):
            cell.append(line[place + 1])
            place += 2
        elif line.startswith(DELIMITER, place):
            yield "".join(cell)
            cell = []
            place += len(DELIMITER)
        else:
            cell.append(sign)
            place += 1
    yield "".join(cell)

"""An XLSX file as a package of parts: caps on the directory before unpacking, refusals, and a clean copy.

Only the parts that hold cells are unpacked. What is handed on is a new package made of exactly the bytes that were
checked, so that no other parser can see something else than we did.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers import expat

from fagspejl.intake.limits import MEGABYTE, Limits

WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CONTENT_TYPES: Final = "[content_types].xml"
_NEEDED: Final = {
    _CONTENT_TYPES,
    "_rels/.rels",
    WORKBOOK,
    _RELATIONS,
    "xl/sharedstrings.xml",
    "xl/styles.xml",
}
_MOST_PARTS: Final = 5_000
_ENCODING: Final = re.compile(rb"""\s*(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")


class PackageRefused(Exception):
    """The package is broken or unsafe; `code` is the notice's code."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: its name, the path of its part, and whether people see it."""

    name: str
    path: str
    visible: bool


def read_parts(path: Path, limits: Limits) -> dict[str, bytes]:
    """Return the parts that hold cells, by path. Raises PackageRefused."""
    try:
        with zipfile.ZipFile(path) as package:
            infos = package.infolist()
            _check_directory(infos, limits)
            wanted = [info for info in infos if _is_needed(info.filename)]
            parts = {info.filename: package.read(info) for info in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as fault:
        raise PackageRefused("broken_workbook") from fault
    for data in parts.values():
        if len(data) < MEGABYTE or not is_plain(data):
            parse(data)
    if any(b"macroEnabled" in data for name, data in parts.items() if name.lower() == _CONTENT_TYPES):
        raise PackageRefused("macros")
    return parts


def _is_needed(name: str) -> bool:
    lower = name.lower()
    return lower in _NEEDED or (lower.startswith("xl/worksheets/") and lower.endswith(".xml"))


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [info.filename.lower() for info in infos]
    if len(names) > _MOST_PARTS or len(set(names)) != len(names) or WORKBOOK not in names:
        raise PackageRefused("broken_workbook")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes:
        raise PackageRefused("unpacks_too_large", limit=limits.unpacked_bytes >> 20, size=unpacked >> 20)
    packed = sum(info.compress_size for info in infos)
    if unpacked > limits.ratio * max(packed, 1) or any(
        info.file_size > max(MEGABYTE, limits.ratio * info.compress_size) for info in infos
    ):
        raise PackageRefused("packed_too_tightly", limit=limits.ratio)
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise PackageRefused("macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise PackageRefused("external_links")


def is_plain(data: bytes) -> bool:
    """Whether a part is UTF-8 text without declarations, comments and character data: then it has no document type.

    Parsing it would tell only whether it is whole, at a third of the time the whole workbook takes.
    """
    encoding = _ENCODING.match(data)
    known = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii")
    return known and b"\0" not in data and data.find(b"<!") < 0


def parse(
    data: bytes,
    start: Callable[[str, dict[str, str]], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Parse a part, calling `start` with local element name and attributes, `characters` with text in pieces.

    Raises PackageRefused: `dtd` for a document type or entities, `broken_workbook` if it is not XML.
    """
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise PackageRefused("dtd")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    if start is not None:
        told = start
        parser.StartElementHandler = lambda name, attributes: told(name.rpartition(":")[2], attributes)
    if characters is not None:
        parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise PackageRefused("broken_workbook") from fault


def worksheets(parts: dict[str, bytes]) -> list[SheetPart]:
    """Return the worksheets in the workbook's order. Raises PackageRefused if a part is missing."""
    by_name = {name.lower(): name for name in parts}
    if _RELATIONS not in by_name:
        raise PackageRefused("broken_workbook")
    targets: dict[str, str] = {}

    def relation(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[attributes.get("Id", "")] = by_name.get(posixpath.normpath(whole).lower(), "")

    found: list[SheetPart] = []

    def sheet(element: str, attributes: dict[str, str]) -> None:
        if element == "sheet":
            relation_id = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            path = targets.get(relation_id, "")
            if path.lower().startswith("xl/worksheets/"):
                found.append(
                    SheetPart(
                        attributes.get("name", ""), path, attributes.get("state", "visible") == "visible"
                    )
                )

    parse(parts[by_name[_RELATIONS]], relation)
    parse(parts[by_name[WORKBOOK]], sheet)
    return found


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """Return the parts as a package, uncompressed, in memory."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    copy.seek(0)
    return copy

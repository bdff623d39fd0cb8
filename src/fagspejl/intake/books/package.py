"""XLSX and ODS as packages of parts: caps on the directory before unpacking, refusals, and a clean copy.

Only the parts that hold cells are unpacked. What is handed on of an XLSX is a new package made of exactly the bytes
that were checked, so that no other parser can see something else than we did.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from fagspejl.intake.books.markup import PackageRefused, parse
from fagspejl.intake.limits import MEGABYTE, Limits
from fagspejl.intake.source import Source

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
_WORKSHEETS: Final = "xl/worksheets/"
CONTENT: Final = "content.xml"
_MANIFEST: Final = "meta-inf/manifest.xml"
_SCRIPTS: Final = ("basic/", "scripts/")
_LIBRARIES: Final = ("/", "script-lc.xml", "script-lb.xml")  # lists of macros, which every document may have
_NO_BOOKS: Final = ("word/", "ppt/")  # a document or slides under the name of a workbook
_MOST_PARTS: Final = 5_000
_WORDY: Final = 4  # an ODS takes 110 characters to say 5, where an XLSX takes 25: answers pack to 80 to 1
_PIECE: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: its name, the path of its part, and whether people see it."""

    name: str
    path: str
    visible: bool


def is_document(path: Source) -> bool:
    """Whether a package is an OpenDocument file. Raises PackageRefused where it is one that nobody here reads."""
    with _package(path) as package:
        names = package.namelist()
    if "encrypted-package" in names:
        raise PackageRefused("password")
    if "xl/workbook.bin" in names:
        raise PackageRefused("other_workbook")
    if any(name.startswith(_NO_BOOKS) for name in names):
        raise PackageRefused("other_file")
    return CONTENT in names


def read_parts(path: Source, limits: Limits) -> dict[str, bytes]:
    """Return the parts of an XLSX that hold cells, by path. Raises PackageRefused."""
    with _package(path) as package:
        names = _checked(package.infolist(), WORKBOOK, limits, ratio=limits.ratio)
        if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
            raise PackageRefused("macros")
        if any(name.startswith("xl/externallinks/") for name in names):
            raise PackageRefused("external_links")
        parts = {name: package.read(name) for name in package.namelist() if _is_needed(name)}
    for name, data in parts.items():
        if not name.lower().startswith(_WORKSHEETS):  # these are surveyed, and only those that are read
            parse([data])
    if any(b"macroEnabled" in data for name, data in parts.items() if name.lower() == _CONTENT_TYPES):
        raise PackageRefused("macros")
    return parts


def read_document(path: Source, limits: Limits, read: Callable[[Iterator[bytes]], None]) -> None:
    """Give `read` the content of an ODS in pieces. Raises PackageRefused."""
    with _package(path) as package:
        names = _checked(package.infolist(), CONTENT, limits, ratio=limits.ratio * _WORDY)
        if any(name.startswith(_SCRIPTS) and not name.endswith(_LIBRARIES) for name in names):
            raise PackageRefused("macros")
        if _MANIFEST in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise PackageRefused("password")
        with package.open(CONTENT) as content:
            read(iter(lambda: content.read(_PIECE), b""))


@contextmanager
def _package(path: Source) -> Iterator[zipfile.ZipFile]:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as package:
            yield package
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as fault:
        raise PackageRefused("broken_workbook") from fault


def _is_needed(name: str) -> bool:
    lower = name.lower()
    return lower in _NEEDED or (lower.startswith(_WORKSHEETS) and lower.endswith(".xml"))


def _checked(infos: list[zipfile.ZipInfo], needed: str, limits: Limits, *, ratio: int) -> list[str]:
    """The names of all parts in lower case, when the directory is within the limits."""
    names = [info.filename.lower() for info in infos]
    if len(names) > _MOST_PARTS or len(set(names)) != len(names) or needed not in names:
        raise PackageRefused("broken_workbook")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes:
        raise PackageRefused("unpacks_too_large", limit=limits.unpacked_bytes >> 20, size=unpacked >> 20)
    packed = sum(info.compress_size for info in infos)
    if unpacked > ratio * max(packed, 1) or any(
        info.file_size > max(MEGABYTE, ratio * info.compress_size) for info in infos
    ):
        raise PackageRefused("packed_too_tightly", limit=ratio)
    return names


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
            if path.lower().startswith(_WORKSHEETS):
                found.append(
                    SheetPart(
                        attributes.get("name", ""), path, attributes.get("state", "visible") == "visible"
                    )
                )

    parse([parts[by_name[_RELATIONS]]], relation)
    parse([parts[by_name[WORKBOOK]]], sheet)
    return found


def repacked(parts: dict[str, bytes]) -> io.BytesIO:
    """Return the parts as a package, uncompressed, in memory."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    copy.seek(0)
    return copy

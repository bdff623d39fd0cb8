"""XML of strangers: no document type, no entities, no tower of elements, and names told by their local part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat

_ENCODING: Final = re.compile(rb"""\s*(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_DEEPEST: Final = 100
_MOST_NAMES: Final = 1_000


class PackageRefused(Exception):
    """The workbook is broken or unsafe; `code` is the notice's code."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def is_plain(data: bytes, begin: int, end: int) -> bool:
    """Whether a part is UTF-8 text that declares nothing before `begin` and after `end`: it has no document type.

    Parsing it would tell only whether it is whole, at a third of the time the whole workbook takes.
    """
    encoding = _ENCODING.match(data)
    known = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii")
    return known and b"\0" not in data and data.find(b"<!", 0, begin) < 0 and data.find(b"<!", end) < 0


class _LocalNames(dict[str, str]):
    """Name of an element -> its local part."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark

    def __missing__(self, name: str) -> str:
        part = name.rpartition(self._mark)[2]
        if len(self) < _MOST_NAMES:
            self[name] = part
        return part


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None] | None = None,
    characters: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
    *,
    namespaces: bool = False,
) -> None:
    """Parse a part, calling `start` and `end` with an element's local name, `characters` with text.

    Attributes are called as they stand, or with `namespaces` by the name of their space, a blank and the local name.

    Raises PackageRefused: `dtd` for a document type or entities, `broken_workbook` if it is not XML or is built
    deeper than any workbook.
    """
    parser = expat.ParserCreate(namespace_separator=" ") if namespaces else expat.ParserCreate()
    local = _LocalNames(" " if namespaces else ":")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> None:
        raise PackageRefused("dtd")

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise PackageRefused("broken_workbook")
        if start is not None:
            start(local[name], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(local[name])

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if characters is not None:
        parser.CharacterDataHandler = characters
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise PackageRefused("broken_workbook") from fault

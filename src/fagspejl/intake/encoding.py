"""Which encoding a text file is in, decided on every byte of it before a single cell is read.

UTF-8 (with or without mark), UTF-16 with mark, and Windows-1252 as the one fallback. A file that mixes UTF-8 and
Windows-1252, or holds NUL bytes, is refused: half of its names would be wrong without anyone noticing.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_BLOCK = 1 << 20
_WHOLE_UTF8 = re.compile(rb"\xc3[\x80-\xbf]")  # æ, ø, å in UTF-8; as Windows-1252 it would be "Ã" and a sign
_NOT_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name and whether it was a guess (Windows-1252)."""

    codec: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class EncodingFault:
    """Why the text cannot be read, and near which line (1-based)."""

    kind: Literal["nul_bytes", "mixed_encoding", "wrong_encoding"]
    line: int


def detect(path: Path) -> Encoding | EncodingFault:
    """Return the encoding of the whole file, or what is wrong with it. Raises OSError."""
    with path.open("rb") as file:
        mark = file.read(4)
    if mark.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return EncodingFault("wrong_encoding", 1)
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(path, "utf-16")
    if mark.startswith(codecs.BOM_UTF8):
        return _strict(path, "utf-8-sig")
    return _plain(path)


def _strict(path: Path, codec: str) -> Encoding | EncodingFault:
    decoder = codecs.getincrementaldecoder(codec)()
    before = 0
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as fault:
                return EncodingFault("wrong_encoding", _line(path, before + fault.start))
            if "\0" in text:
                near = 0 if codec == "utf-16" else block.index(b"\0")
                return EncodingFault("nul_bytes", _line(path, before + near))
            before += len(block)
            if not block:
                return Encoding(codec)


def _line(path: Path, place: int) -> int:
    """The line (1-based) that holds the byte at `place`."""
    line = 1
    with path.open("rb") as file:
        while place > 0 and (block := file.read(min(_BLOCK, place))):
            line += block.count(b"\n")
            place -= len(block)
    return line


def _plain(path: Path) -> Encoding | EncodingFault:
    as_utf8 = _strict(path, "utf-8")
    if isinstance(as_utf8, Encoding) or as_utf8.kind == "nul_bytes":
        return as_utf8
    before, undefined, mixed = 0, -1, False
    last = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                return EncodingFault("nul_bytes", _line(path, before + block.index(b"\0")))
            mixed = mixed or _WHOLE_UTF8.search(last + block) is not None
            if undefined < 0 and (found := _NOT_1252.search(block)):
                undefined = before + found.start()
            last = block[-1:]
            before += len(block)
    if mixed:
        return EncodingFault("mixed_encoding", as_utf8.line)
    if undefined >= 0:
        return EncodingFault("wrong_encoding", _line(path, undefined))
    return Encoding("cp1252", guessed=True)

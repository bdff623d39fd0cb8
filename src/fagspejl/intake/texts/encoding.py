"""Which encoding a text file is in, decided on every byte of it before a single cell is read.

UTF-8 and UTF-16 (with or without mark), and for other bytes Windows-1252, Mac Roman or DOS by the words they
make. A file that mixes UTF-8 and another, holds NUL bytes or signs that stand for a lost letter, is refused: some of
its names would be wrong without anyone noticing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fagspejl.intake.source import Source
from fagspejl.intake.texts.eight_bit import best_of
from fagspejl.intake.texts.encoded_twice import has_lost, is_twice

_BLOCK = 1 << 20
_WHOLE_UTF8 = re.compile(rb"\xc3[\x80-\xbf]")  # æ, ø, å in UTF-8; as Windows-1252 it would be "Ã" and a sign
_LOOKED_AT = 2_000  # bytes, an even number
_MOSTLY = 0.8
_CARRIED = 8  # characters of a block that are looked at once more with the next: a sign may be cut in two


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, whether it was told by the words alone, and whether signs in it were encoded twice."""

    codec: str
    guessed: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True)
class EncodingFault:
    """Why the text cannot be read, and near which line (1-based); `lines` are all of these where they are known."""

    kind: Literal["nul_bytes", "mixed_encoding", "wrong_encoding", "lost_letters"]
    line: int
    lines: tuple[int, ...] = ()


def detect(path: Source) -> Encoding | EncodingFault:
    """Return the encoding of the whole file, or what is wrong with it. Raises OSError."""
    with path.open("rb") as file:
        mark = file.read(4)
    if mark.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return EncodingFault("wrong_encoding", 1)
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(path, "utf-16")
    if mark.startswith(codecs.BOM_UTF8):
        return _strict(path, "utf-8-sig")
    if (codec := _utf16_without_mark(path)) is not None:
        return _strict(path, codec)
    return _plain(path)


def _utf16_without_mark(path: Source) -> str | None:
    """Return the codec of UTF-16 without a mark: nearly every second byte of the beginning is NUL, no other one."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    even, odd = head[0::2], head[1::2]
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if len(zeros) > 1 and zeros.count(0) >= _MOSTLY * len(zeros) and not others.count(0):
            return codec
    return None


def _strict(path: Source, codec: str) -> Encoding | EncodingFault:
    decoder = codecs.getincrementaldecoder(codec)()
    before, carried, lost, twice = 0, "", False, False
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as fault:
                return EncodingFault("wrong_encoding", _line(path, before + fault.start))
            if "\0" in text:
                near = 0 if codec.startswith("utf-16") else block.index(b"\0")
                return EncodingFault("nul_bytes", _line(path, before + near))
            carried += text
            if not carried.isascii():
                lost = lost or has_lost(carried)
                twice = twice or is_twice(carried)
            carried = carried[-_CARRIED:]
            before += len(block)
            if not block:
                break
    if lost:
        lines = _lines(path, codec, has_lost)
        return EncodingFault("lost_letters", lines[0], lines)
    return Encoding(codec, twice=twice)


def _lines(path: Source, codec: str, holds: Callable[[str], bool]) -> tuple[int, ...]:
    """The lines (1-based) of which something holds."""
    with path.open(encoding=codec, newline="") as text:
        return tuple(number for number, line in enumerate(text, 1) if holds(line))


def _line(path: Source, place: int) -> int:
    """The line (1-based) that holds the byte at `place`."""
    line = 1
    with path.open("rb") as file:
        while place > 0 and (block := file.read(min(_BLOCK, place))):
            line += block.count(b"\n")
            place -= len(block)
    return line


def _plain(path: Source) -> Encoding | EncodingFault:
    as_utf8 = _strict(path, "utf-8")
    if isinstance(as_utf8, Encoding) or as_utf8.kind in ("nul_bytes", "lost_letters"):
        return as_utf8
    before, mixed = 0, False
    last = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                return EncodingFault("nul_bytes", _line(path, before + block.index(b"\0")))
            mixed = mixed or _WHOLE_UTF8.search(last + block) is not None
            last = block[-1:]
            before += len(block)
    if mixed:
        return EncodingFault("mixed_encoding", as_utf8.line)
    codec = best_of(path)
    if codec is not None:
        return Encoding(codec, guessed=True)
    lines = _lines(path, "latin-1", _beyond_ascii)
    return EncodingFault("wrong_encoding", lines[0], lines)


def _beyond_ascii(line: str) -> bool:
    return not line.isascii()

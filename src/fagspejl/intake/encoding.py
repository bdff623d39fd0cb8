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
    line = 1
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                return EncodingFault("wrong_encoding", line)
            if "\0" in text:
                return EncodingFault("nul_bytes", line + text.count("\n", 0, text.index("\0")))
            line += text.count("\n")
            if not block:
                return Encoding(codec)


def _plain(path: Path) -> Encoding | EncodingFault:
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, odd_line, mixed_line, not_1252 = 1, 0, 0, 0
    last = b""
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            if b"\0" in block:
                return EncodingFault("nul_bytes", line + block.count(b"\n", 0, block.index(b"\0")))
            if not odd_line:
                try:
                    decoder.decode(block, final=not block)
                except UnicodeDecodeError as fault:
                    odd_line = line + block.count(b"\n", 0, fault.start)
            if not block.isascii() or last:
                both = last + block
                if not mixed_line and (found := _WHOLE_UTF8.search(both)):
                    mixed_line = line + both.count(b"\n", 0, found.start())
                if not not_1252 and (found := _NOT_1252.search(block)):
                    not_1252 = line + block.count(b"\n", 0, found.start())
            last = block[-1:] if block[-1:] == b"\xc3" else b""
            line += block.count(b"\n")
            if not block:
                break
    if not odd_line:
        return Encoding("utf-8")
    if mixed_line:
        return EncodingFault("mixed_encoding", odd_line)
    if not_1252:
        return EncodingFault("wrong_encoding", not_1252)
    return Encoding("cp1252", guessed=True)

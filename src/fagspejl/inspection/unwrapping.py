"""Bytes as they stand, and what stands inside them: UTF-16, hexadecimal digits, base64, gzip, bzip2, xz, zip. Pure.

Decoding a run of letters that was never encoded yields noise, which matches nothing that is looked for.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

DEEPEST: Final = (
    3  # an archive in base64 in an archive; what is wrapped more often is named as not looked into
)
MOST: Final = 1 << 26  # bytes that one archive may unfold to: a bomb is named, not opened
_DASHED: Final = re.compile(
    rb"([0-9A-Fa-f]{8})-([0-9A-Fa-f]{4})-([0-9A-Fa-f]{4})-([0-9A-Fa-f]{4})-([0-9A-Fa-f]{12})"
)
_HEX: Final = re.compile(rb"[0-9A-Fa-f]{16,}")
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
_WRAPPED: Final = re.compile(rb"(?<=[A-Za-z0-9+/_-]{8})\r?\n(?=[A-Za-z0-9+/_-]{2})")
_URL_SIGNS: Final = bytes.maketrans(b"-_", b"+/")
_CLOSED: Final = {
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"age-encryption.org": "age",
    b"-----BEGIN PGP": "PGP",
    b"Salted__": "openssl",
}


@dataclass(slots=True)
class Unopened:
    """Why something inside was not looked at: the names of formats, or that it was too large or too deep."""

    facts: set[str] = field(default_factory=set)


def layers(data: bytes, unopened: Unopened, *, depth: int = 0) -> Iterator[bytes]:
    """Yield the bytes themselves, then everything that can be read out of them."""
    yield data
    for signs, name in _CLOSED.items():
        if data.startswith(signs):
            unopened.facts.add(name)
    inside = [*_halves(data), *_archives(data, unopened)]
    if depth >= DEEPEST:
        if _archive_name(data):
            unopened.facts.add("depth")
        return
    for part in inside:
        yield from layers(part, unopened, depth=depth + 1)
    yield from _digits(data)
    for part in _base64(data):
        if _archive_name(part):
            yield from layers(part, unopened, depth=depth + 1)
        else:
            yield part
            yield from _halves(part)


def _halves(data: bytes) -> Iterator[bytes]:
    """Text in UTF-16 has a zero in every other place, whichever end comes first."""
    if len(data) >= 16 and data.count(0) * 4 >= len(data):
        yield data[0::2]
        yield data[1::2]


def _digits(data: bytes) -> Iterator[bytes]:
    """Every long run of hexadecimal digits as bytes, from its first and from its second digit."""
    runs = _HEX.findall(_DASHED.sub(rb"\1\2\3\4\5", data))
    if not runs:
        return
    for first in (0, 1):
        cut = (run[first : len(run) - (len(run) - first) % 2] for run in runs)
        yield b"\n".join(bytes.fromhex(run.decode("ascii")) for run in cut)


def _base64(data: bytes) -> Iterator[bytes]:
    """Every long run of base64 as bytes; a run may begin inside a group of four."""
    runs = _BASE64.findall(_WRAPPED.sub(b"", data))
    found: list[bytes] = []
    for run in runs:
        for first in range(min(4, len(run) - 10)):
            part = run[first:].translate(_URL_SIGNS)
            part = part[:-1] if len(part) % 4 == 1 else part
            plain = base64.b64decode(part + b"=" * (-len(part) % 4))
            if _archive_name(plain):
                yield plain
            found.append(plain)
    if found:
        yield b"\n".join(found)


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is one that can be unfolded, and so must be read as a whole."""
    return bool(_archive_name(head))


def _archive_name(data: bytes) -> str:
    heads = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"PK\x03\x04": "zip"}
    return next((name for head, name in heads.items() if data.startswith(head)), "")


def _archives(data: bytes, unopened: Unopened) -> Iterator[bytes]:
    name = _archive_name(data)
    if name == "zip":
        yield from _zip(data, unopened)
    elif name:
        opener = {"gzip": gzip.GzipFile, "bzip2": bz2.BZ2File, "xz": lzma.LZMAFile}[name]
        try:
            with opener(fileobj=io.BytesIO(data)) if name == "gzip" else opener(io.BytesIO(data)) as file:
                whole = file.read(MOST + 1)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
            unopened.facts.add(name)
            return
        if len(whole) > MOST:
            unopened.facts.add(name)
        yield whole


def _zip(data: bytes, unopened: Unopened) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for member in archive.infolist():
                yield member.filename.encode("utf-8", "surrogatepass")
                if member.file_size > MOST:
                    unopened.facts.add("zip")
                    continue
                yield archive.read(member)
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile):
        unopened.facts.add("zip")  # broken, or under a password

"""What is read: a file on disk, or one that is held in memory and never becomes a file."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file in memory, or several together as a folder. `name` is shown; a folder of it is left out."""

    name: str
    content: bytes = field(default=b"", repr=False)
    files: tuple[HeldFile, ...] | None = field(default=None, repr=False)
    there: bool = True

    @property
    def suffix(self) -> str:
        """The ending of its name, with its dot."""
        return PurePath(self.name).suffix

    def exists(self) -> bool:
        """Whether it is there."""
        return self.there

    def is_file(self) -> bool:
        """Whether it is a file."""
        return self.there and self.files is None

    def is_dir(self) -> bool:
        """Whether it is several files together."""
        return self.files is not None

    def stat(self) -> Size:
        """How large it is."""
        return Size(len(self.content))

    def open(self, mode: str = "r", *, encoding: str | None = None, newline: str | None = None) -> IO[Any]:
        """Open it to read."""
        raw = io.BytesIO(self.content)
        return raw if "b" in mode else io.TextIOWrapper(raw, encoding=encoding, newline=newline)

    def read_bytes(self) -> bytes:
        """Return all of it."""
        return self.content

    def __truediv__(self, name: str) -> HeldFile:
        """Return the file of a folder that has this name."""
        found = next((one for one in self.files or () if one.name == name), None)
        return found or HeldFile(name, there=False)


@dataclass(frozen=True, slots=True)
class Size:
    """What is asked of a file's status, in bytes."""

    st_size: int


Source = Path | HeldFile

"""New files, whole or not at all: never over one that is there, and readable by their owner alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fagspejl.lib.errors import FagspejlError


class NameTaken(FagspejlError):
    """A file or folder of this name is there already. `path`: where."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def check_free(out: Path) -> None:
    """Raise NameTaken where something has the name, a link that leads nowhere too."""
    if out.exists() or out.is_symlink():
        raise NameTaken(out)


def write_new(out: Path, data: bytes) -> None:
    """Write a new file. Raises NameTaken, OSError; then nothing is written."""
    check_free(out)
    with staged_file(out, data) as beside:
        try:
            put_in_place(beside, out)
        except FileExistsError:
            raise NameTaken(out) from None


@contextmanager
def staged_file(out: Path, data: bytes) -> Iterator[Path]:
    """Yield a file beside `out` that holds the data, on the disk and its owner's alone; it is gone afterwards.

    Raises OSError about `out`: nobody has heard of the name that the file has until then.
    """
    beside = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".fagspejl-", suffix=".new", dir=out.parent)  # mode 0600
        beside = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(out)) from None
        raise
    try:
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def put_in_place(beside: Path, out: Path) -> None:
    """Give the staged file its name. Raises FileExistsError where somebody else took it meanwhile; OSError."""
    try:
        os.link(beside, out)
    except FileExistsError:
        raise
    except OSError:  # a drive without links
        beside.rename(out)

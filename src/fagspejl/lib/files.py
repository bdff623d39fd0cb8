"""Replace a folder as a whole: a reader sees the old one or the new one, never half of each.

A folder made here holds `MARKER`, a list of the files that were written into it. Only a folder whose files all
stand on its list, or an empty one, is ever replaced: a file that somebody else put there is never lost. A program that
goes on writing into a folder of ours says so with `later`: patterns of names that are no stranger's.

The new folder is written beside the old one, flushed to disk and then exchanged with it in one step where the
system can (Linux: renameat2 with RENAME_EXCHANGE); elsewhere with two renames, which the next run completes or
takes back. A folder left over by a killed process is removed by the next run.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path

from fagspejl.lib.errors import FagspejlError

MARKER = ".fagspejl.json"
_MADE_BY = "Fagspejl"
_NEW, _OLD = ".fagspejl-new", ".fagspejl-old"
_LEFT_BY_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# What file systems answer, network drives above all, when they do not know an exchange, a lock or a flush.
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})


class FolderNotReplaceable(FagspejlError):
    """The place holds something that must not be replaced. `path`: the place."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class PlaceIsNoFolder(FolderNotReplaceable):
    """Something that is not a folder has this name."""


class FolderIsMounted(FolderNotReplaceable):
    """The folder is a disk of its own (a mount point) and cannot be exchanged for another."""


class FolderNotOurs(FolderNotReplaceable):
    """The folder holds files and no list of ours."""


class FolderHoldsOthersFiles(FolderNotReplaceable):
    """The folder is ours, but `strangers` (relative, sorted) were put there by somebody else."""

    def __init__(self, path: Path, strangers: tuple[str, ...]) -> None:
        super().__init__(path)
        self.strangers = strangers


def check_replaceable(folder: Path, *, later: Sequence[str] = ()) -> None:
    """Raise a FolderNotReplaceable unless `folder` is missing, empty, or made here and untouched since.

    `later`: patterns (fnmatch, relative) of files that our programs have written there since.
    """
    place = folder.resolve()
    if not place.exists():
        return
    if not place.is_dir():
        raise PlaceIsNoFolder(folder)
    if place.is_mount():
        raise FolderIsMounted(folder)
    present = _files_below(place)
    if not present:
        return
    ours = _listed(place / MARKER)
    if ours is None:
        raise FolderNotOurs(folder)
    strangers = [name for name in sorted(present - ours) if not any(fnmatch(name, made) for made in later)]
    if strangers:
        raise FolderHoldsOthersFiles(folder, tuple(strangers))


@contextmanager
def replaced_folder(folder: Path, *, later: Sequence[str] = ()) -> Iterator[Path]:
    """Yield an empty folder to write into; when the block ends well, it takes the place of `folder`.

    An error or an interruption inside the block leaves `folder` as it was and removes what was written.
    `later` as for `check_replaceable`.
    A new folder is readable by its owner alone; one that is replaced keeps its access rights.

    Raises FolderNotReplaceable before anything is written, and again before the exchange; OSError.
    """
    place = folder.resolve()
    check_replaceable(place, later=later)
    place.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(place.parent):  # nobody sweeps between the making of the folder and its lock
            _sweep(place)
            staged = _made_beside(place)
            held.callback(shutil.rmtree, staged, ignore_errors=True)
            held.enter_context(_locked(staged))  # tells other processes that it is in use
        yield staged
        _write_list(staged)
        check_replaceable(place, later=later)
        if place.exists():
            with _where_known():
                staged.chmod(place.stat().st_mode & 0o7777)
        _flush(staged)
        with _locked(place.parent):
            _put_in_place(staged, place)
        _sync(place.parent)


def _made_beside(place: Path) -> Path:
    """Make the new folder. Raises OSError about `place`: nobody has heard of the name that it has until then."""
    try:
        return Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=_NEW, dir=place.parent))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(place)) from None


def _files_below(folder: Path) -> set[str]:
    """Return all that is no folder, links to folders too."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.name not in _LEFT_BY_DESKTOPS and (path.is_symlink() or not path.is_dir())
    }


def _listed(marker: Path) -> set[str] | None:
    """Return what a list of ours names; None for one that is missing or not ours."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        content = json.loads(marker.read_text("utf-8"))
        names = content["files"]
        ours = content["made_by"] == _MADE_BY and isinstance(names, list)
        if ours and all(isinstance(name, str) for name in names):
            return {*names, MARKER}
    return None


def _write_list(staged: Path) -> None:
    content = {"made_by": _MADE_BY, "files": sorted(_files_below(staged))}
    (staged / MARKER).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with _opened(folder) as descriptor:
        with _where_known():
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def _sweep(place: Path) -> None:
    """Remove what killed processes left; take back an exchange that one of them was in the middle of."""
    for old in _siblings(place, _OLD):
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(place)
    for left in _siblings(place, _NEW):
        # Refused where another run is writing there at this moment, and where nobody can know.
        with _opened(left) as lock, suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)


def _siblings(place: Path, suffix: str) -> list[Path]:
    start, found = f".{place.name}.", sorted(place.parent.iterdir())
    return [path for path in found if path.name.startswith(start) and path.name.endswith(suffix)]


def _put_in_place(staged: Path, place: Path) -> None:
    if not place.exists():
        staged.rename(place)
        return
    if _exchanged(staged, place):
        return  # `staged` is now the old folder; the caller removes it
    old = staged.with_name(staged.name.removesuffix(_NEW) + _OLD)
    place.rename(old)
    try:
        staged.rename(place)
    except BaseException:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    if exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _flush(folder: Path) -> None:
    """Have everything below the folder on disk before going on: one call where there is one, else file by file."""
    flush_all = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    with _opened(folder) as descriptor:
        if flush_all is not None and flush_all(descriptor) == 0:
            return
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    with _opened(path) as descriptor, _where_known():
        os.fsync(descriptor)


@contextmanager
def _where_known() -> Iterator[None]:
    """Do without what the file system does not know; every other error goes through."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise

"""A folder is replaced as a whole or not at all."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from fagspejl.lib import files
from fagspejl.lib.files import (
    MARKER,
    FolderHoldsOthersFiles,
    FolderNotOurs,
    PlaceIsNoFolder,
    check_replaceable,
    replaced_folder,
)

WRITER = """
import sys, time
from pathlib import Path
from fagspejl.lib.files import replaced_folder
with replaced_folder(Path(sys.argv[1])) as staged:
    (staged / "half.html").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


def _write(folder: Path, **texts: str) -> None:
    with replaced_folder(folder) as staged:
        for name, text in texts.items():
            (staged / f"{name}.html").write_text(text)


def _content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != MARKER}


def _writing(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def test_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """Bente runs the command a second time, and nothing of the first run is left between the new reports."""
    out = tmp_path / "rapporter"
    _write(out, karen="old", mads="old")
    _write(out, karen="new")
    assert _content(out) == {"karen.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_missing_parents_are_made_and_the_folder_is_private(tmp_path: Path) -> None:
    """Bente names a folder in a folder that is not there yet; only she can read what is put there."""
    out = tmp_path / "var" / "demo"
    _write(out, karen="new")
    assert _content(out) == {"karen.html": "new"}
    assert out.stat().st_mode & 0o777 == 0o700


def test_access_rights_are_kept(tmp_path: Path) -> None:
    """Per has opened the folder to his group, and the next run leaves it so."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    out.chmod(0o750)
    _write(out, karen="new")
    assert out.stat().st_mode & 0o777 == 0o750


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """Bente has made the folder herself, in the file manager that leaves its own mark in it."""
    out = tmp_path / "rapporter"
    out.mkdir()
    (out / ".DS_Store").write_bytes(b"x")
    _write(out, karen="new")
    assert _content(out) == {"karen.html": "new"}


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """Bente types the name of her folder of letters, and her letters are still there."""
    out = tmp_path / "breve"
    out.mkdir()
    (out / "kontrakt.txt").write_text("vigtig")
    with pytest.raises(FolderNotOurs):
        _write(out, karen="new")
    assert _content(out) == {"kontrakt.txt": "vigtig"}


@pytest.mark.parametrize("list_text", ["", "[]", "{}", '{"made_by": "Fagspejl", "files": [1]}', "\x00"])
def test_a_list_that_is_not_ours_protects(tmp_path: Path, list_text: str) -> None:
    """A broken list of files is no permission to remove them."""
    out = tmp_path / "breve"
    out.mkdir()
    (out / "kontrakt.txt").write_text("vigtig")
    (out / MARKER).write_text(list_text)
    with pytest.raises(FolderNotOurs):
        check_replaceable(out)


def test_a_strangers_file_among_ours_is_named(tmp_path: Path) -> None:
    """Bente has put her notes beside the reports; they are not removed with the old reports, and she is told which."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    (out / "noter").mkdir()
    (out / "noter" / "møde.txt").write_text("vigtig")
    (out / "link").symlink_to(tmp_path)
    with pytest.raises(FolderHoldsOthersFiles) as refusal:
        _write(out, karen="new")
    assert refusal.value.strangers == ("link", "noter/møde.txt")
    assert (out / "karen.html").read_text() == "old"


def test_a_strangers_file_that_comes_meanwhile_is_kept(tmp_path: Path) -> None:
    """Bente saves a note in the folder while the new reports are being made, and the note wins."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    writing = replaced_folder(out)
    (writing.__enter__() / "karen.html").write_text("new")
    (out / "note.txt").write_text("vigtig")
    with pytest.raises(FolderHoldsOthersFiles):
        writing.__exit__(None, None, None)
    assert _content(out) == {"karen.html": "old", "note.txt": "vigtig"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_a_file_of_that_name_is_refused(tmp_path: Path) -> None:
    """Bente names a file where a folder belongs, and the file stays."""
    out = tmp_path / "svar.csv"
    out.write_text("leader")
    with pytest.raises(PlaceIsNoFolder):
        _write(out, karen="new")
    assert out.read_text() == "leader"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Per has pointed `rapporter` to a larger disk; the link stays and its target is replaced."""
    target = tmp_path / "disk" / "2026"
    _write(target, karen="old")
    out = tmp_path / "rapporter"
    out.symlink_to(target)
    _write(out, karen="new")
    assert out.is_symlink()
    assert _content(target) == {"karen.html": "new"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_interruption_leaves_the_old_folder(tmp_path: Path, error: type[BaseException]) -> None:
    """Bente presses Ctrl-C half-way: the old reports are whole and nothing lies around."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    with pytest.raises(error), replaced_folder(out) as staged:
        raise error((staged / "karen.html").write_text("half"))
    assert _content(out) == {"karen.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_a_killed_process_leaves_the_old_folder_and_the_next_run_sweeps(tmp_path: Path) -> None:
    """Per's machine loses its power while reports are made: the old ones are whole, the next run cleans up."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    process = _writing(out)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _content(out) == {"karen.html": "old"}
    assert len(list(tmp_path.iterdir())) == 2
    _write(out, karen="new")
    assert _content(out) == {"karen.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Bente starts the command twice by mistake: the second does not sweep away what the first is writing."""
    out = tmp_path / "rapporter"
    process = _writing(out)
    try:
        _write(out, karen="second")
        assert len(list(tmp_path.glob(".rapporter.*"))) == 1
    finally:
        process.kill()
        process.wait()
    assert _content(out) == {"karen.html": "second"}


def test_without_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network disk that cannot exchange two folders the reports are replaced all the same."""
    monkeypatch.setattr(files, "_exchanged", lambda one, other: False)
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    _write(out, karen="new")
    assert _content(out) == {"karen.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_a_drive_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network drive that knows no locks the reports are replaced; what a killed run left there stays."""

    def unknown(*args: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(files.fcntl, "flock", unknown)
    monkeypatch.setattr(files.os, "fsync", unknown)
    monkeypatch.setattr(files, "_exchanged", lambda one, other: False)
    (tmp_path / ".rapporter.abc.fagspejl-new").mkdir()
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    _write(out, karen="new")
    assert _content(out) == {"karen.html": "new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".rapporter.abc.fagspejl-new", "rapporter"]


def test_a_broken_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that cannot keep what it was given is an error: the old reports stay."""

    def broken(*args: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    out = tmp_path / "rapporter"
    _write(out, karen="old")
    monkeypatch.setattr(files, "_flush", broken)
    with pytest.raises(OSError, match="Input/output"):
        _write(out, karen="new")
    assert _content(out) == {"karen.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_a_run_killed_between_two_renames_is_taken_back(tmp_path: Path) -> None:
    """The power went between two renames on a network disk: the next run finds the old reports again first."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    out.rename(tmp_path / ".rapporter.abc.fagspejl-old")
    with pytest.raises(RuntimeError), replaced_folder(out):
        raise RuntimeError
    assert _content(out) == {"karen.html": "old"}


def test_a_failed_second_rename_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails between two renames: the old reports are put back under their name."""
    out = tmp_path / "rapporter"
    _write(out, karen="old")
    monkeypatch.setattr(files, "_exchanged", lambda one, other: False)
    renamed = Path.rename

    def fails_for_the_new_folder(self: Path, target: Path) -> Path:
        if self.name.endswith(".fagspejl-new"):
            raise OSError(5, "Input/output error")
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", fails_for_the_new_folder)
    with pytest.raises(OSError, match="Input/output"):
        _write(out, karen="new")
    assert _content(out) == {"karen.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["rapporter"]


def test_a_reader_never_sees_half(tmp_path: Path) -> None:
    """Karen reloads her report while it is replaced again and again: it is always there and always whole."""
    out = tmp_path / "rapporter"
    _write(out, a="0", b="0")
    done, seen = Event(), set()

    def reads() -> None:
        while not done.is_set():
            seen.add(out.exists())

    reader = Thread(target=reads)
    reader.start()
    for number in range(1, 20):
        _write(out, a=str(number), b=str(number))
    done.set()
    reader.join()
    assert seen == {True}
    assert len(set(_content(out).values())) == 1


def test_what_our_programs_write_later_is_no_strangers(tmp_path: Path) -> None:
    """The demo's site has written into its folder since; it can be made again, but not over a letter of Per's."""
    out = tmp_path / "demo"
    _write(out, index="first")
    (out / "post").mkdir()
    (out / "post" / "1.eml").write_text("mail")
    with pytest.raises(FolderHoldsOthersFiles):
        check_replaceable(out)
    with replaced_folder(out, later=("post/*.eml",)) as staged:
        (staged / "index.html").write_text("second")
    assert not (out / "post").exists()
    (out / "post.txt").write_text("letter")
    with pytest.raises(FolderHoldsOthersFiles) as refused, replaced_folder(out, later=("post/*.eml",)):
        pass
    assert refused.value.strangers == ("post.txt",)

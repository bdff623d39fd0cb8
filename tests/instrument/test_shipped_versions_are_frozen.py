"""A version that has been released does not change: a change is a new version with its reason."""

import hashlib

import pytest

from fagspejl.instrument.loader import LIBRARY, library, load, released_checksums
from support.instruments import written

SHIPPED = [(name, version) for name, versions in library() for version in versions]


@pytest.mark.parametrize(("name", "version"), SHIPPED)
def test_files_are_as_released(name: str, version: str) -> None:
    """Asta compares two rounds with the same version and knows that the words were the same."""
    instrument = load(f"{name}@{version}")
    assert instrument.checksum == released_checksums()[name, version], (
        f"{name} {version} differs from its release. Make a new version with its reason; a released one never changes."
    )


def test_no_release_is_lost() -> None:
    """Every version that was ever released is still there for the rounds that used it."""
    assert set(released_checksums()) == set(SHIPPED)


@pytest.mark.parametrize(("name", "version"), SHIPPED)
def test_the_folder_says_what_is_in_it(name: str, version: str) -> None:
    """Bente asks for a name and a version and gets an instrument that calls itself so, and why it was made."""
    instrument = load(f"{name}@{version}")
    assert (instrument.id, instrument.version) == (name, version)
    assert instrument.changes[-1].version == version


@pytest.mark.parametrize(("name", "version"), SHIPPED)
def test_per_can_check_with_sha256sum(name: str, version: str) -> None:
    """Per needs no program of ours: the checksum is that of the lines `sha256sum` prints for the files."""
    files = sorted((LIBRARY / name / version).glob("*.toml"))
    lines = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    assert hashlib.sha256(lines.encode()).hexdigest() == load(f"{name}@{version}").checksum


def test_line_ends_do_not_count() -> None:
    """Per unpacks the project on Windows, where every line ends in two characters, and nothing has changed."""
    folder = LIBRARY / "faglig-ledelse" / "1.0"
    files = {file.name: file.read_bytes().replace(b"\n", b"\r\n") for file in folder.glob("*.toml")}
    with written(files) as windows:
        assert load(windows).checksum == load(folder).checksum


def test_one_letter_counts() -> None:
    """Somebody changes one letter of one statement, and the checksum is another."""
    folder = LIBRARY / "faglig-ledelse" / "1.0"
    files = {file.name: file.read_bytes() for file in folder.glob("*.toml")}
    files["da.toml"] = files["da.toml"].replace(b"Min leder tager", b"Min leder tog", 1)
    with written(files) as tampered:
        assert load(tampered).checksum != load(folder).checksum

"""A name finds what comes with Fagspejl, a path finds one's own."""

from pathlib import Path

import pytest

from fagspejl.instrument import loader
from fagspejl.instrument.errors import InstrumentNotFound
from fagspejl.instrument.loader import LIBRARY, find, library, load, version_order
from support.instruments import changed, minimal, write


def test_the_library_has_both() -> None:
    """Bente sees what she can choose between, with versions."""
    assert dict(library()).keys() == {"faglig-ledelse", "ledelse-af-fagprofessionelle"}
    assert dict(library())["faglig-ledelse"][0] == "1.0"


def test_a_name_gives_the_latest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente names no version and gets the tenth after the ninth, not the second."""
    for version in ("1.2", "1.10", "1.9"):
        write(tmp_path / "least" / version, changed(minimal(), "instrument.toml", "version", to=version))
    monkeypatch.setattr(loader, "LIBRARY", tmp_path)
    assert library() == [("least", ("1.2", "1.9", "1.10"))]
    assert load("least").version == "1.10"
    assert load("least@1.9").version == "1.9"


def test_versions_are_numbers() -> None:
    """1.10 comes after 1.9, and 1.0.1 after 1.0."""
    assert sorted(["1.10", "1.9", "1.0.1", "1.0"], key=version_order) == ["1.0", "1.0.1", "1.9", "1.10"]


@pytest.mark.parametrize("last", ["", "instrument.toml"])
def test_a_path_gives_ones_own(tmp_path: Path, last: str) -> None:
    """Bente points to her folder or to the file in it."""
    folder = write(tmp_path / "vores skema", minimal())
    assert find(folder / last) == folder
    assert load(str(folder / last)).id == "least"


def test_a_shipped_name_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that happens to be called faglig-ledelse does not take the place of the tested one."""
    write(tmp_path / "faglig-ledelse", minimal())
    monkeypatch.chdir(tmp_path)
    assert find("faglig-ledelse") == LIBRARY / "faglig-ledelse" / "1.1"
    assert load("./faglig-ledelse").id == "least"


@pytest.mark.parametrize(
    "name", ["faglig-ledelse@9.9", "faglig", "faglig-ledelse/1.0", "", "../library", "x\0y"]
)
def test_what_is_not_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente misspells a name and is told which there are."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InstrumentNotFound) as error:
        load(name)
    assert error.value.name == name
    assert "faglig-ledelse@1.0" in error.value.known

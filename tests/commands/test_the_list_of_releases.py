"""Where the list of releases and its key lie, what stands in them, and what is told when they cannot be used."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.small_round import content, report, write_round
from fagspejl.operations.services.ledger import KEY_NAME, NAME, opened_ledger
from fagspejl.operations.services.ledger_places import ledger_places

JSON = ("--formats", "json")


@pytest.fixture(autouse=True)
def _no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the tests' own site: the key then lies in a folder of the list's."""
    monkeypatch.delenv("FAGSPEJL_KEYS")


def _state() -> Path:
    return Path(os.environ["FAGSPEJL_STATE"])


def _release(tmp_path: Path, out: str = "rapporter") -> int:
    return report(*write_round(tmp_path / "nu"), "--out", tmp_path / out, *JSON).exit_code


def test_it_holds_no_answer_and_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever copies the list learns when something was released, and nothing of Karen or her group; only Bente reads it."""
    monkeypatch.setenv("FAGSPEJL_KEYS", str(tmp_path / "nøgler"))
    assert _release(tmp_path) == 0
    text = (_state() / NAME).read_text("utf-8")
    for word in ("karen", "Karen", "Birkemose", "boern", "sager", "employee"):
        assert word not in text
    for place in (_state(), tmp_path / "nøgler"):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    for file in (_state() / NAME, tmp_path / "nøgler" / KEY_NAME):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list(_state().rglob(KEY_NAME))
    key = (tmp_path / "nøgler" / KEY_NAME).read_text("ascii")
    assert all(key.encode() not in data for data in content(tmp_path / "rapporter").values())


@pytest.mark.parametrize(
    ("environ", "state", "keys"),
    [
        ({}, "home/.local/state/fagspejl", "home/.local/state/fagspejl/keys"),
        ({"XDG_STATE_HOME": "xdg"}, "xdg/fagspejl", "xdg/fagspejl/keys"),
        ({"FAGSPEJL_DATA": "data"}, "data", "data-keys"),
        ({"FAGSPEJL_DATA": "data", "FAGSPEJL_KEYS": "k"}, "data", "k"),
        ({"FAGSPEJL_STATE": "s", "FAGSPEJL_DATA": "data"}, "s", "s/keys"),
        ({"FAGSPEJL_KEYS": "k"}, "home/.local/state/fagspejl", "k"),
    ],
)
def test_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], state: str, keys: str
) -> None:
    """On a site in the data folder, its key with the site's keys; else in the home folder of whoever runs the command."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = ledger_places({name: str(tmp_path / path) for name, path in environ.items()})
    assert (found.state, found.keys) == (tmp_path / state, tmp_path / keys)


def test_keys_in_the_data_folder_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the data would hold the key: refused as everywhere."""
    monkeypatch.delenv("FAGSPEJL_STATE")
    monkeypatch.setenv("FAGSPEJL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FAGSPEJL_KEYS", str(tmp_path / "data" / "nøgler"))
    assert _release(tmp_path) == 2
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("place", ["out is the list's", "out holds the key", "answers beside the key"])
def test_never_beside_answers_or_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Bente points at a folder that holds the list or its key: refused before anything is made."""
    out = tmp_path / "rapporter"
    if place == "out is the list's":
        monkeypatch.setenv("FAGSPEJL_STATE", str(out))
    else:
        keys = out / "nøgler" if place == "out holds the key" else tmp_path / "nu"
        monkeypatch.setenv("FAGSPEJL_KEYS", str(keys))
    options = write_round(tmp_path / "nu")
    made = report(*options, "--out", out, *JSON)
    assert made.exit_code == 1
    assert "må ikke ligge sammen" in made.stderr
    assert not out.exists()
    assert not (tmp_path / "nu" / KEY_NAME).exists()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _edit(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("confirmed", "konfirmed", 1), "utf-8")


def _empty(path: Path) -> None:
    told = json.loads(path.read_text("utf-8"))
    told["body"] = json.dumps({"version": 1, "entries": []})
    path.write_text(json.dumps(told), "utf-8")


def _other_key(path: Path) -> None:
    (path.parent / "keys" / KEY_NAME).write_text("00" * 32, "ascii")


def _no_key(path: Path) -> None:
    (path.parent / "keys" / KEY_NAME).unlink()


def _half_a_key(path: Path) -> None:
    (path.parent / "keys" / KEY_NAME).write_text("0011", "ascii")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _not_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def _nothing_in_it(path: Path) -> None:
    path.write_text("[]", "utf-8")


def _read_only(path: Path) -> None:
    (path.parent / "releases.new").mkdir()  # stands for a folder in which nothing can be made, for root too


BROKEN = {
    _cut: "kan ikke læses",
    _edit: "ændret i hånden",
    _empty: "ændret i hånden",
    _other_key: "hører til en anden installation",
    _no_key: "hører til en anden installation",
    _half_a_key: "kan ikke læses",
    _folder: "kan ikke læses",
    _not_text: "kan ikke læses",
    _nothing_in_it: "kan ikke læses",
    _read_only: "kan ikke skrives",
}


@pytest.mark.parametrize("harm", BROKEN, ids=lambda harm: harm.__name__)
def test_a_list_that_cannot_be_used(tmp_path: Path, harm: object) -> None:
    """The list is damaged, another installation's, changed or read-only: one sentence, and nothing is written."""
    assert _release(tmp_path) == 0
    harm(_state() / NAME)  # type: ignore[operator]
    made = report(*write_round(tmp_path / "nu"), "--out", tmp_path / "nye", *JSON)
    assert made.exit_code == 1
    assert BROKEN[harm] in made.stderr  # type: ignore[index]
    assert made.stderr.count("\n") == 1
    assert not (tmp_path / "nye").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_place_that_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file lies where the list's folder should be: told, and nothing is written."""
    (tmp_path / "fil").write_text("", "utf-8")
    monkeypatch.setenv("FAGSPEJL_STATE", str(tmp_path / "fil"))
    made = report(*write_round(tmp_path / "nu"), "--out", tmp_path / "nye", *JSON)
    assert made.exit_code == 1
    assert "kan ikke skrives" in made.stderr
    assert not (tmp_path / "nye").exists()


def test_one_at_a_time(tmp_path: Path) -> None:
    """Bente and Per release the same answers at once in two ways: one waits for the other, and is refused."""
    options = write_round(tmp_path / "nu")
    command = [
        sys.executable,
        "-c",
        "from fagspejl.commands.cli import main; main()",
        "report",
        *options,
        *JSON,
    ]
    with opened_ledger(_state(), _state() / "keys"):
        both = [
            subprocess.Popen([*command, "--out", str(tmp_path / k), "--k", k], stderr=subprocess.DEVNULL)
            for k in ("5", "7")
        ]
        time.sleep(2)
        assert [one.poll() for one in both] == [None, None]
    assert sorted(one.wait(60) for one in both) == [0, 1]
    assert sum((tmp_path / k).exists() for k in ("5", "7")) == 1

"""What is taken out of a round lands outside the site's own folders, whole or not at all, and one sentence says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from fagspejl.audit.models import AccessEntry
from fagspejl.commands.cli import main
from support.extracted import publish_here
from support.staff import somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
COMMANDS = (("round", "export"), ("round", "extract"), ("round", "research"), ("reports",))
LINES = {"da": "hvor Fagspejl har sine egne filer", "en": "where Fagspejl keeps its own files"}


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FAGSPEJL_DATA", "FAGSPEJL_KEYS"):
        monkeypatch.setenv(name, os.environ[name])
    monkeypatch.delenv("FAGSPEJL_ACTOR", raising=False)
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setattr(settings, "DATA", tmp_path)


def _run(*words: str, language: str = "da") -> Result:
    return CliRunner().invoke(main, [*words, "--as", "bente@fjordby.dk", "--language", language])


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_is_written_among_data_or_keys(language: str) -> None:
    """Bente types the data folder, or the keys' folder, as --out: one sentence each time, and the folder is as before."""
    somebody("Bente Kjær", "planner")
    for variable in ("FAGSPEJL_DATA", "FAGSPEJL_KEYS"):
        folder = Path(os.environ[variable])
        folder.mkdir(parents=True, exist_ok=True)
        before = sorted(folder.rglob("*"))
        for words in COMMANDS:
            done = _run(*words, "1", "--out", str(folder / "ud"), language=language)
            assert done.exit_code == 1
            assert done.stderr.count("\n") == 1
            assert LINES[language] in done.stderr
        assert sorted(folder.rglob("*")) == before


def test_an_extract_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente presses Ctrl-C while the log is written, then names a folder that is not there yet: nothing, then all."""
    from fagspejl.operations.services.federation import extract

    somebody("Bente Kjær", "planner")
    found, out = publish_here(tmp_path, "Fjordby Kommune"), tmp_path / "ny" / "fjordby.extract"

    def pressed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(extract, "record", pressed)
        done = _run("round", "extract", found, "--out", str(out))
    assert (done.exit_code, done.stderr) == (1, f"Afbrudt. {out} er, som den var.\n")
    assert not list(out.parent.iterdir())
    assert _run("round", "extract", found, "--out", str(out)).exit_code == 0
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert AccessEntry.objects.filter(event="round_extracted").count() == 1


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    """Bente's folder is a file: the place that she typed is named, no hidden one, and the log tells of no extract."""
    somebody("Bente Kjær", "planner")
    found = publish_here(tmp_path, "Fjordby Kommune")
    (tmp_path / "fil").write_text("", "utf-8")
    out = tmp_path / "fil" / "fjordby.extract"
    done = _run("round", "extract", found, "--out", str(out))
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{out}: ")
    assert done.stderr.count("\n") == 1
    assert not AccessEntry.objects.filter(event="round_extracted").exists()

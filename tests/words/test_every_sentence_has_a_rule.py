"""Every sentence that a report can say has a rule that earns it, and the catalogue in the docs is fresh."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """scripts/report_words.py, which makes the catalogue."""
    spec = importlib.util.spec_from_file_location("report_words", ROOT / "scripts" / "report_words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_sentence_has_its_rule(script: ModuleType) -> None:
    """Lone finds a rule for every sentence in every folder of words."""
    assert [fault for folder in script.folders() for fault in script.faults(folder)] == []
    assert len(script.folders()) >= 5


def test_both_languages_have_the_same_sentences(script: ModuleType) -> None:
    """A rule holds for the Danish and the English sentence alike: neither language says more."""
    for folder in script.folders():
        assert script.sentences(folder, "da").keys() == script.sentences(folder, "en").keys()


def test_the_catalogue_is_fresh(script: ModuleType) -> None:
    """What Lone reads in the docs is what the files say."""
    assert script.DOCUMENT.read_text(encoding="utf-8") == script.document()


def test_a_sentence_without_a_rule_is_told(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody adds a sentence and forgets its rule: the message says which, and where the rule belongs."""
    monkeypatch.setattr(script, "ROOT", tmp_path)
    (tmp_path / "da.toml").write_text(
        '[praise]\nbest = "Du er den bedste."\ngood = "Godt."\n', encoding="utf-8"
    )
    (tmp_path / "rules.toml").write_text('[praise]\ngood = "nosuchname"\n', encoding="utf-8")
    told = script.faults(tmp_path)
    assert "the sentence praise.best has no rule" in told[0]
    assert "rules.toml" in told[0]
    assert "the rule of praise.good is no sentence" in told[1]

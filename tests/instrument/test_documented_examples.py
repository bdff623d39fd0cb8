"""What the documents tell Bente to write can be written: every example of theirs is read by the program."""

import re
import tomllib
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import coverage
from support.instruments import write

DOCS = Path(__file__).parent.parent.parent / "docs"
REFERENCE = (DOCS / "reference" / "instrument-format.md").read_text(encoding="utf-8")
HOW_TO = (DOCS / "how-to" / "write-an-instrument.md").read_text(encoding="utf-8")


def _examples(text: str) -> list[str]:
    return re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_reference_shows_a_whole_instrument(tmp_path: Path) -> None:
    """Bente copies the two long examples, and gets an instrument without a gap."""
    structure, words = _examples(REFERENCE)
    assert coverage(load(write(tmp_path, {"instrument.toml": structure, "en.toml": words}))) == []


def test_the_how_to_begins_with_the_least(tmp_path: Path) -> None:
    """Bente copies the first two examples and has an instrument."""
    structure, words, *_ = _examples(HOW_TO)
    instrument = load(write(tmp_path, {"instrument.toml": structure, "en.toml": words}))
    assert [(item.id, item.reversed) for item in instrument.items] == [("often", False), ("alone", True)]
    assert coverage(instrument) == []


@pytest.mark.parametrize("example", _examples(HOW_TO))
def test_every_piece_is_toml(example: str) -> None:
    """No piece that Bente might copy is misspelt."""
    assert tomllib.loads(example)


@pytest.mark.parametrize("file", ["structure.py", "wording_file.py"])
def test_every_key_is_described(file: str) -> None:
    """Whatever key the program reads is in the reference."""
    source = (DOCS.parent / "src" / "fagspejl" / "instrument" / file).read_text(encoding="utf-8")
    keys = set(
        re.findall(
            r"\.(?:text|texts|words|number|flag|day|section|sections|text_or_section)\(\s*\"(\w+)\"",
            source,
        )
    )
    assert len(keys) > 8
    assert {key for key in keys if not re.search(rf"\b{key}\b", REFERENCE)} == set()

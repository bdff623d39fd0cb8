"""The demo's files are the same every time, in any size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fagspejl.demo.catalogue import SMALLEST, read_toml
from fagspejl.demo.write import DemoFiles, write_demo
from fagspejl.instrument.loader import load
from fagspejl.intake import read_round


def test_the_same_seed_gives_the_same_bytes(demo_files: DemoFiles, tmp_path: Path) -> None:
    """Per makes the demo on another machine and gets the same files, byte for byte."""
    again = write_demo(tmp_path, instrument=load("faglig-ledelse"), leaders=SMALLEST)
    for one, other in zip(
        (demo_files.answers, demo_files.leaders, demo_files.mapping),
        (again.answers, again.leaders, again.mapping),
        strict=True,
    ):
        assert one.read_bytes() == other.read_bytes()


def test_another_seed_gives_other_answers(demo_files: DemoFiles, tmp_path: Path) -> None:
    """Asta asks for another seed and gets other answers."""
    other = write_demo(tmp_path, instrument=load("faglig-ledelse"), leaders=SMALLEST, seed=1)
    assert other.answers.read_bytes() != demo_files.answers.read_bytes()


@pytest.mark.parametrize("name", ["faglig-ledelse", "ledelse-af-fagprofessionelle"])
def test_more_leaders_and_another_instrument(tmp_path: Path, name: str) -> None:
    """Per asks for 400 leaders, in either questionnaire, and every file can be read without a warning."""
    instrument = load(name)
    made = write_demo(tmp_path, instrument=instrument, leaders=400)
    data = read_round(made.answers, instrument, leaders=made.leaders, mapping=made.mapping)
    assert len(data.leaders) == 400
    assert data.warnings == ()


def test_comments_name_nobody() -> None:
    """Sofie finds no name, no number, no exclamation mark, and no he or she in the comments of the demo."""
    names = read_toml("names.toml")
    people = {*names["first"], *names["last"], "Karen", "Ida", "Mads", "Sofie", "Omar", "Bente", "Lone"}
    texts = [
        text for field in read_toml("comments.toml").values() for kind in field.values() for text in kind
    ]
    assert len(texts) == len(set(texts))
    for text in texts:
        assert not set(re.findall(r"\w+", text)) & people, text
        assert not re.search(r"[0-9!]", text), text
        assert not re.search(r"\b(hun|han|hende|ham|hendes|hans)\b", text.lower()), text

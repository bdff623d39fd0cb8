"""Whoever needs the questionnaire that a round was made with gets that one, or is told that it has changed."""

from pathlib import Path

import pytest

from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.loader import frozen, load
from support.instruments import changed, minimal, write


def test_the_same_files_are_the_same_questionnaire(tmp_path: Path) -> None:
    """Bente has not touched her questionnaire, and the round reads it."""
    folder = write(tmp_path, minimal())
    made = load(folder)
    assert frozen(str(folder), made.checksum) == made


def test_one_word_makes_it_another(tmp_path: Path) -> None:
    """Bente corrects a title while the round is open: the error has the name, and the questionnaire as it stands now."""
    folder = write(tmp_path, minimal())
    made = load(folder)
    write(folder, changed(minimal(), "en.toml", "title", to="Support"))
    with pytest.raises(InstrumentChanged) as refused:
        frozen(str(folder), made.checksum)
    assert refused.value.name == str(folder)
    assert refused.value.found == load(folder) != made

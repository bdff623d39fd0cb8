"""Only ids and a few words are needed; whatever else is left out is empty or has a sensible value."""

import pickle
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import Gap, Instrument, Item, Theme
from support.instruments import changed, minimal, write


@pytest.fixture
def least(tmp_path: Path) -> Instrument:
    """One theme, one statement, one language."""
    return load(write(tmp_path, minimal()))


def test_the_structure_has_its_defaults(least: Instrument) -> None:
    """Bente writes down one statement, and it is asked of employees, is not turned, and counts as not tested."""
    item = Item(id="often", theme="help", reversed=False, perspectives=("employee",))
    assert least.themes == (Theme(id="help", items=(item,), perspectives=("employee",)),)
    assert not least.validated
    assert (least.comments, least.professions, least.changes) == ((), (), ())
    assert least.same_as == {}


def test_the_words_have_their_defaults(least: Instrument) -> None:
    """What Bente has not written is empty; the options are called by their numbers, the labels by the statement."""
    words = least.wordings["en"]
    theme = words.themes["help"]
    assert words.options == ("1", "2", "3", "4", "5")
    assert (words.dont_know, words.no_disclose) == ("Don't know", "Prefer not to say")
    assert words.source == ""
    assert theme.short == {"often": "My leader often helps."}
    assert (theme.what, theme.why, theme.reflection, theme.reading, theme.advice, theme.cases) == ((),) * 6
    assert theme.team_question == ""
    assert (theme.intro, theme.stem, words.comments, words.examples, words.professions) == ({},) * 5


def test_only_the_labels_are_missed(least: Instrument) -> None:
    """Bente can make reports with it, but before a round opens the options need names."""
    assert coverage(least) == [Gap("en", "options")]


def test_danish_has_danish_defaults(tmp_path: Path) -> None:
    """In a Danish file the two ways of giving no answer are Danish without being asked for."""
    trees = minimal()
    words = load(
        write(tmp_path, {"instrument.toml": trees["instrument.toml"], "da.toml": trees["en.toml"]})
    ).wordings["da"]
    assert (words.dont_know, words.no_disclose) == ("Ved ikke", "Ønsker ikke at oplyse")


def test_it_travels_between_processes(least: Instrument) -> None:
    """Two workers share the reports of a large organisation, and both have the whole questionnaire."""
    assert pickle.loads(pickle.dumps(least)) == least


def test_loading_twice_gives_the_same(tmp_path: Path) -> None:
    """Per runs the command again and gets the same reports."""
    folder = write(tmp_path, minimal())
    assert load(folder) == load(folder)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Bente saves the file with an editor that puts an invisible mark first."""
    folder = write(tmp_path, minimal())
    file = folder / "en.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load(folder).wordings["en"].title == "Help"


def test_letters_are_composed(tmp_path: Path) -> None:
    """Bente's editor writes å as two characters; people and searches see one."""
    folder = write(tmp_path, changed(minimal(), "en.toml", "title", to=" A\u030angst "))
    assert load(folder).wordings["en"].title == "\u00c5ngst"


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """A mapping and a read-me in the same folder are no part of the questionnaire."""
    folder = write(tmp_path, {**minimal(), "mapping.toml": "[columns]", "README.md": "Hello"})
    assert load(folder).id == "least"


def test_the_example_with_real_answers() -> None:
    """Asta finds the eleven ratings of lq2002, numbered, in one theme, with the source named."""
    example = load(Path(__file__).parent.parent.parent / "examples" / "lq2002")
    assert [item.id for item in example.items] == [f"lead{number:02d}" for number in range(1, 12)]
    assert coverage(example) == []
    assert example.perspectives == ("employee",)
    for words in example.wordings.values():
        assert "2002" in words.source
        assert "GPL" in words.source
        assert "LEAD07" in words.themes["leadership"].items["employee"]["lead07"]

"""Who is asked what, in whose words: own words first, borrowed words where the file says so, otherwise a gap."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import Gap, Instrument
from support.instruments import changed, complete, write

Make = Callable[[dict[str, Any]], Instrument]
DA = "da.toml"


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Writes the files of an instrument and loads it."""
    return lambda trees: load(write(tmp_path, trees))


def test_complete_means_no_gap(made: Make) -> None:
    """Bente's questionnaire has words for everybody in both languages, and a round may open."""
    instrument = made(complete())
    assert coverage(instrument, ("da", "en")) == []
    assert not coverage(instrument)


def test_peers_borrow(made: Make) -> None:
    """A colleague of Karen's reads the words of her leader, because the file says so."""
    theme = made(complete()).wordings["da"].themes["help"]
    assert theme.items["peer"] == {"often": "L often. (da)"}
    assert theme.stem["peer"] == "L how? (da)"


def test_own_words_go_first(made: Make) -> None:
    """Where colleagues have words of their own, nothing is borrowed."""
    trees = changed(complete(), DA, "themes", "help", "items", "peer", to={"often": "P often."})
    assert made(trees).wordings["da"].themes["help"].items["peer"] == {"often": "P often."}


def test_comments_are_borrowed_too(made: Make) -> None:
    """A colleague is asked the open question in the same words as Karen's leader."""
    question = made(complete()).wordings["da"].comments["keep"]
    assert question == {
        "employee": "E keep? (da)",
        "self": "S keep? (da)",
        "superior": "L keep? (da)",
        "peer": "L keep? (da)",
    }


def test_one_text_for_all(made: Make) -> None:
    """An intro written once is read by everybody who is asked."""
    intro = made(complete()).wordings["da"].themes["help"].intro
    assert set(intro) == {"employee", "self", "superior", "peer"}
    assert len(set(intro.values())) == 1


def test_nothing_is_borrowed_unsaid(made: Make) -> None:
    """Without the line in the file, a colleague of Karen's has no words, and each place is named."""
    instrument = made(changed(complete(), "instrument.toml", "same_as"))
    peer = {"theme": "help", "perspective": "peer"}
    assert [gap for gap in coverage(instrument) if gap.language == "da"] == [
        Gap("da", "statement", **peer, item="often"),
        Gap("da", "stem", **peer),
        Gap("da", "comment", perspective="peer", item="keep"),
    ]
    assert coverage(instrument)


def test_items_asked_of_fewer(made: Make) -> None:
    """The turned statement is not for leaders' leaders: they have no words for it, and that is no gap."""
    instrument = made(complete())
    often, alone, time = instrument.items
    assert often.perspectives == ("employee", "self", "superior", "peer")
    assert alone.perspectives == ("employee", "self")
    assert alone.reversed
    assert time.perspectives == ("self",)
    assert "alone" not in instrument.wordings["da"].themes["help"].items["superior"]


def test_a_missing_statement_is_a_gap(made: Make) -> None:
    """Karen's own words for one statement are not written yet: reports can be made, a round cannot open."""
    instrument = made(changed(complete(), DA, "themes", "help", "items", "self", "alone"))
    assert coverage(instrument) == [Gap("da", "statement", theme="help", perspective="self", item="alone")]


PARTS = [
    "intro",
    "stem",
    "what",
    "why",
    "reflection",
    "cases",
    "reading",
    "team_question",
    "advice",
]


@pytest.mark.parametrize("part", PARTS)
def test_what_one_language_has_all_must(part: str, made: Make) -> None:
    """Karen would miss in Danish what Asta reads in English, and the place is named."""
    trees = changed(complete(), DA, "themes", "help", part)
    if part == "intro":
        for name in ("school", "home_care"):
            changed(trees, DA, "professions", name, "example")
    gaps = coverage(made(trees))
    assert {(gap.language, gap.part, gap.theme) for gap in gaps} == {("da", part, "help")}
    assert len(gaps) == (4 if part in ("intro", "stem") else 1)


def test_one_question_fewer_is_seen(made: Make) -> None:
    """One of the questions has not been translated yet."""
    assert coverage(made(changed(complete(), DA, "themes", "help", "reflection", 1))) == [
        Gap("da", "reflection", theme="help")
    ]


def test_what_no_language_has_is_no_gap(made: Make) -> None:
    """Without cases in any language, there are none, and a round may open."""
    trees = changed(complete(), DA, "themes", "help", "cases")
    assert coverage(made(changed(trees, "en.toml", "themes", "help", "cases"))) == []


def test_a_language_the_round_needs(made: Make) -> None:
    """Bente's round is in two languages and the questionnaire in one: the other is one gap."""
    trees = complete()
    del trees["da.toml"]
    instrument = made(trees)
    assert coverage(instrument) == []
    assert coverage(instrument, ("da", "en")) == [Gap("da", "language")]


def test_other_languages_do_not_count(made: Make) -> None:
    """A round in English alone does not wait for the Danish words."""
    instrument = made(changed(complete(), DA, "themes", "help", "items", "self", "alone"))
    assert coverage(instrument, ("en",)) == []

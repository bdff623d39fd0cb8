"""Karen's ward agrees on what matters and does it differently: the picture says so, by the rules and nothing else."""

from __future__ import annotations

import pytest

from fagspejl.workspace.quality.picture import Answers, Guess, LeastAnswers, Rated, quality_picture
from fagspejl.workspace.quality.wordings import words_of
from support.quality import DOCUMENTED, EVENING, IMPORTANCE, PRACTICE, drawn, four_kinds, rated, two, ward


def test_the_ward_is_shared_but_uneven() -> None:
    """Karen reads that nearly everybody finds it important, and that the two shifts differ in daily work."""
    picture = drawn((ward(),))
    assert [one.heading for one in picture.lists] == ["Fælles, men ujævnt"]
    said = picture.rows[0].said
    assert "Hvor vigtigt: Enige. 16 af 16 ligger tæt på midten (9)." in said
    assert "I hverdagen: Delte. 5 af 16 ligger lavt (0-3) og 5 højt (7-10)." in said
    assert "I hverdagen: Dagvagt ligger typisk højere" in said
    assert "(midten 6,5 mod 3,5)" in said
    assert "Hvor vigtigt: Dagvagt" not in said
    assert "Hvor vigtigt: Aftenvagt" not in said


def test_headings_stand_in_their_order() -> None:
    """Sofie finds what asks for an agreement first, and what can wait last."""
    found = [one.heading for one in drawn(four_kinds()).lists]
    assert found == ["Fælles, men ujævnt", "Uenige", "Fælles og lykkes", "Kan vente"]


def test_the_widest_gap_stands_first() -> None:
    """Omar's team talks about the statement where what matters and daily work are furthest apart."""
    near = rated(0, "Vi spiser frokost", IMPORTANCE, ((7, 3, 7, 8, 9, 7, 8, 2, 7, 3), (7, 3, 7, 8, 3, 7)))
    picture = drawn((near, Rated(1, DOCUMENTED, two(IMPORTANCE), two(PRACTICE), (2, 3))))
    assert [row.text for row in picture.rows] == [DOCUMENTED, "Vi spiser frokost"]


def test_too_few_answers_are_not_drawn() -> None:
    """Ida's statement that three people rated is told by its words alone."""
    few = Rated(1, "Vi deler ny viden", (Answers("Alle", (9, 9, 8)),), (Answers("Alle", (9, 9, 8)),), (2, 3))
    picture = drawn((ward(), few))
    assert [row.text for row in picture.rows] == [DOCUMENTED]
    assert picture.hidden == ("Vi deler ny viden",)
    assert drawn((few,)).withheld == "For få svar til at vise noget her. Tal om det i stedet."


def test_what_is_kept_needs_five() -> None:
    """Per, who reads the stored picture, is told nothing of four people."""
    four = (Answers("Alle", (9, 9, 8, 9)),)
    one = Rated(0, "Vi deler ny viden", four, four, (0, 1))
    kept = quality_picture("", (one,), words_of("da"), kind="shift", limits=LeastAnswers(5, 5))
    assert kept.withheld is not None
    assert drawn((one,)).withheld is None


def test_half_divided_is_undivided() -> None:
    """Lone's evening shift that may not stand alone in one rating stands alone in none of the statement."""
    half = Rated(0, DOCUMENTED, two(IMPORTANCE), (Answers("Alle", tuple(sorted(sum(PRACTICE, ())))),), (0, 1))
    row = drawn((half,)).rows[0]
    assert row.blocks == ()
    assert [block.name for block in row.drawn] == ["Alle"]
    assert "typisk højere" not in row.said


def test_guesses_stand_against_what_it_was() -> None:
    """Asta laughs: three of nine guessed what the evening shift rates highest."""
    guess = Guess(EVENING, 9, 3, (6, 5, 1, 2), (3, 2, 1))
    picture = drawn(four_kinds(), guesses=(guess,))
    part = picture.guesses[0]
    assert "3 af 9 gættede rigtigt" in part.sentence
    assert [(row.picked, row.own) for row in part.rows] == [(2, True), (1, True), (5, True)]
    assert picture.said[1] == part.sentence


def test_a_wrong_guess_is_shown_beside_the_right_ones() -> None:
    """Bente sees what she took for the others' highest, with an empty dot, when nobody guessed theirs."""
    guess = Guess(EVENING, 9, 0, (9, 0, 0, 0), (3, 2))
    rows = drawn(four_kinds(), guesses=(guess,)).guesses[0].rows
    assert [(row.text, row.picked, row.own) for row in rows][-1] == (
        "Alle møder begynder til tiden",
        9,
        False,
    )


def test_one_statement_alone() -> None:
    """While Mads' team talks about one statement the wall shows it and its two ratings in words, and no other."""
    picture = drawn(four_kinds()).of(3)
    assert [row.text for row in picture.rows] == [DOCUMENTED]
    assert picture.said[0].startswith("Hvor vigtigt: Enige.")
    assert picture.said[1].startswith("I hverdagen: Delte.")
    assert picture.guesses == ()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_same_in_both_languages(language: str) -> None:
    """Sofie, who reads English, is told as many sentences of the same figures."""
    picture = drawn(four_kinds(), language)
    assert len(picture.said) == 6
    assert all("16" in sentence for sentence in picture.said[2:])

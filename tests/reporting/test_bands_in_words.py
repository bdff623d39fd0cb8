"""The band is explained once, with the leader's own numbers."""

from __future__ import annotations

from reporting.cast_pages import employees, page
from reporting.questionnaires import plain
from support.tiny import team


def explained(n: int, invited: int | None) -> str:
    """The band explained to a leader of whom n of `invited` employees answered."""
    return plain(" ".join(page(employees(n), invited).reading.bands))


def test_with_the_leaders_own_numbers() -> None:
    """Nine of twelve: what if the three are like the nine, and what without that assumption."""
    found = page(employees(9), 12)
    mark = found.themes[0].chart.marks[0]
    low, high = (f"{x // 10},{x % 10}" for x in (mark.band.lower, mark.band.upper))
    text = explained(9, 12)
    assert text.startswith(
        "Hvis de 3, der ikke svarede, ligner de 9, der svarede, "
        f"ligger gennemsnittet for alle 12 på temaet »Faglig ledelse« mellem {low} og {high}. Uden den antagelse: mellem "
    )


def test_one_missing_is_one_person() -> None:
    """Eight of nine: "den ene", not "de 1"."""
    assert "Hvis den ene, der ikke svarede, ligner de 8" in explained(8, 9)


def test_all_answered_has_no_band() -> None:
    """All six answered: no band is drawn, and the page says what the average still is not."""
    text = explained(6, 6)
    assert text.startswith("Alle dine 6 medarbejdere svarede.")
    assert "i næste måned, kunne svare anderledes" in text
    assert page(employees(6), 6).themes[0].chart.marks[0].band is None


def test_few_answers_get_bounds_in_grey() -> None:
    """Six of twelve: a grey mark with bounds, no band, and the words say why."""
    found = page(employees(6), 12)
    mark = found.themes[0].chart.marks[0]
    assert (mark.muted, mark.band) == (True, None)
    assert mark.bounds is not None
    assert plain(found.themes[0].sentences[0]).startswith("For få svar til at tale for gruppen.")
    assert explained(6, 12).startswith("6 af 12 svarede. Det er for få til at tale for gruppen")


def test_unknown_number_of_invited() -> None:
    """Nobody knows how many were asked: the band is told as that of a large group."""
    assert "som om mange flere end de 7, der svarede" in explained(7, None)


def test_a_coded_score_has_no_band() -> None:
    """Everybody answers near the top: an open stretch instead of a mark, and nothing to solve for."""
    found = page(team("Karen", [[5, 5, 5, 5, 5 - (i == 0)] for i in range(9)]), 12)
    mark = found.themes[0].chart.marks[0]
    assert (mark.tenths, mark.band, mark.bounds) == (None, None, None)
    assert (mark.segment.lower, mark.segment.upper, mark.open_end) == (45, 50, "high")
    assert plain(found.themes[0].sentences[0]) == "Dine medarbejdere svarer 4,5 eller højere i gennemsnit."
    assert [sign.kind for sign in found.reading.legend if sign.kind in ("band", "segment")] == ["segment"]


def test_the_guide_speaks_of_those_marks_there_are() -> None:
    """Nobody but employees answered about Karen: the guide does not tell her where her own mark is."""
    alone = page(employees(9), 12).reading.paragraphs[0]
    assert "Hver gruppe har ét mærke på linjen. Brug tiden" in plain(alone)
    own = ("Karen", "self", "Karen", [4, 4, 4, 4, 4])
    superior = ("Karen", "superior", "Mads", [4, 4, 4, 4, 4])
    assert "ét mærke på linjen. Det har du også. " in plain(
        page([*employees(9), own], 12).reading.paragraphs[0]
    )
    both = page([*employees(9), own, superior], 12).reading.paragraphs[0]
    assert "ét mærke på linjen. Det har du og din leder også. " in plain(both)

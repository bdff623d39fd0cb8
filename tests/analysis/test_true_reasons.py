"""Where nothing can be said, the page says why, and never that there are too few people where there are enough."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from analysis.random_rounds import groups_of, hanging_together, table_of
from fagspejl.analysis.study import study
from fagspejl.analysis.study_parts import Coefficient
from fagspejl.analysis.table import ResponseTable
from fagspejl.commands.cli import main
from fagspejl.lib.wording import wording
from fagspejl.reporting.analyst.page import WORDS, About, verdict_sentence

CASES = Path(__file__).parent / "cases"
ABOUT = About("Runde", "Åkær", "Skema", True, "0", {}, 100, 0.6, statements={"q1": "Følger op"})


def rows_of(values: np.ndarray, leaders: int = 12) -> tuple[Coefficient, ...]:
    """The coefficients of a round of answers 1..5 (NaN = none), as many people for each leader."""
    leader, group, groups = groups_of(leaders, len(values) // leaders, own=False)
    return study(table_of(values, leader, group, 1, 5), groups).coefficients


def first(values: np.ndarray) -> tuple[str, str | None, tuple[str, ...]]:
    """Verdict, reason and named statements of the reliability row."""
    c = rows_of(values)[0]
    return c.verdict, c.reason, c.items


@pytest.fixture
def answers() -> np.ndarray:
    """Ninety-six people, five statements that hang together."""
    rng = np.random.default_rng(3)
    return np.clip(np.round(3 + rng.normal(0, 0.8, (96, 1)) + rng.normal(0, 0.7, (96, 5))), 1, 5)


def test_everybody_answers_alike(answers: np.ndarray) -> None:
    """Ninety-six people all say 4: there is no variance, and that is said."""
    assert first(np.full_like(answers, 4)) == ("no_factor", "no_variance", ())
    assert {c.reason for c in rows_of(np.full_like(answers, 4))} == {"no_variance", "same_scores"}


def test_one_statement_is_answered_alike(answers: np.ndarray) -> None:
    """To one of five statements everybody says 4: it is named, and nothing is praised."""
    answers[:, 1] = 4
    found = {c.statistic: (c.verdict, c.items) for c in rows_of(answers)}
    assert found["alpha"] == found["omega"] == ("constant", ("q1",))


def test_nobody_answers_a_statement(answers: np.ndarray) -> None:
    """One statement was left out by everybody: it is named; all of them were: that is said."""
    answers[:, 1] = np.nan
    assert first(answers) == ("no_factor", "no_answers", ("q1",))
    assert first(np.full_like(answers, np.nan)) == ("no_factor", "no_answers", ())


def test_nobody_answers_everything(answers: np.ndarray) -> None:
    """Each of 96 people left one statement out: nobody answered all, or too few did, and that is said."""
    answers[np.arange(96), np.arange(96) % 5] = np.nan
    assert first(answers) == ("no_factor", "no_complete", ())
    answers[:40] = 3
    assert first(answers) == ("too_few", "few_complete", ())


def test_a_theme_of_one_statement(answers: np.ndarray) -> None:
    """A theme of one statement has no reliability, however many answered."""
    assert first(answers[:, :1]) == ("no_factor", "one_item", ())


def test_few_leaders_are_no_lack_of_answers(answers: np.ndarray) -> None:
    """Ninety-six people about twelve leaders: leaders are what is lacking."""
    assert {c.reason for c in rows_of(answers) if c.section in ("icc", "agreement")} == {"few_leaders"}


def test_below_fifty_people_nothing_more_is_said(answers: np.ndarray) -> None:
    """Forty-eight people who all say 4: that they agree is not told."""
    assert {c.reason for c in rows_of(np.full((48, 5), 4.0))} == {"too_few"}


def test_statements_not_asked_of_a_group_are_no_gaps(answers: np.ndarray) -> None:
    """Peers are asked four of five statements: their reliability is that of the four."""
    leader, group, groups = groups_of(12, 8, own=False)
    table = table_of(answers, leader, group, 1, 5)
    values, missing = table.values.copy(order="F"), table.missing.copy(order="F")
    values[:, 4], missing[:, 4] = 0, 4
    without = ResponseTable(
        table.lo, table.hi, table.items, values, missing, leader, group, table.person, table.invited
    )
    four = study(table_of(answers[:, :4], leader, group, 1, 5), groups).coefficients[0]
    assert study(without, groups).coefficients[0].value == four.value


@pytest.mark.parametrize(("lo", "hi"), [(1, 5), (0, 4), (0, 10), (1, 7)])
@pytest.mark.parametrize("turned", range(5))
def test_a_turned_statement_is_named(turned: int, lo: int, hi: int) -> None:
    """One of five statements was scored the wrong way: it alone is named, on any scale."""
    found = hanging_together(turned, lo=lo, hi=hi, turned=(turned,))
    rows = [c for c in found.coefficients if c.statistic in ("alpha", "omega")]
    assert {(c.verdict, c.items) for c in rows} == {("turned", (f"q{turned}",))}


def test_half_and_half_names_nobody() -> None:
    """Two of four statements go one way and two the other: nobody can say which are turned."""
    found = hanging_together(1, items=4, turned=(0, 1)).coefficients[0]
    assert (found.verdict, found.items) == ("opposed", ())


def test_sentences_name_statements_and_numbers() -> None:
    """The page says which statement, in the reader's language, and how many are needed."""

    def said(verdict: str, reason: str | None, items: tuple[str, ...] = (), language: str = "da") -> str:
        c = Coefficient(
            "reliability", "employee", "t", "alpha", None, None, None, None, verdict, reason, items
        )
        return verdict_sentence(c, ABOUT, wording(language, WORDS), 50)

    assert said("turned", None, ("q1",)) == "»Følger op« kan være vendt forkert. Se spørgeskemaet efter."
    assert said("constant", None, ("q1", "q2"), "en").startswith(
        "Everybody answers “Følger op” and “q2” alike."
    )
    assert said("no_factor", "no_answers", ("q1",)) == "Ingen har svaret på »Følger op«."
    assert said("too_few", "few_leaders") == "Færre end 20 ledere har en gruppe for sig."
    assert said("too_few", "few_complete", (), "en").startswith("Fewer than 50 people")
    assert said("too_few", "too_few") == "For få til at sige noget."


def test_the_command_says_the_true_reason(tmp_path: Path) -> None:
    """Bente analyses 96 answers that are all 4: neither the command nor the page speaks of too few."""
    out = tmp_path / "out"
    result = CliRunner().invoke(
        main,
        ["analyse", "--answers", str(CASES / "s_all_const.csv"), "--instrument", "faglig-ledelse", "--out", str(out)],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    page = (out / "analysis.html").read_text(encoding="utf-8")
    for text in (result.output, page[page.index("<body") :]):
        assert "Alle svarer ens" in text
        assert "for få" not in text.lower()


def test_one_leader_is_uncertain_where_few_answer() -> None:
    """Leaders differ a little: the mean of five answers is uncertain for one leader, and the page says so."""
    found = {c.statistic: c for c in hanging_together(5, leaders=40, leader_sd=0.25).coefficients}
    assert found["reliability_5"].value < 0.70
    assert found["reliability_5"].verdict == "uncertain_size"
    assert verdict_sentence(found["reliability_5"], ABOUT, wording("da", WORDS), 50) == (
        "En leders tal er usikkert ved denne størrelse."
    )

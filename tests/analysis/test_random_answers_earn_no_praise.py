"""Answers given at random must not be called good: the page says nothing favourable of them, but for rare chance."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.random_rounds import at_random, hanging_together
from fagspejl.analysis.structure import mcdonald
from fagspejl.analysis.verdicts import FAVOURABLE
from fagspejl.commands.cli import main
from fagspejl.lib.wording import wording
from fagspejl.reporting.analyst.page import WORDS

CASES = Path(__file__).parent / "cases"
AT_MOST = 0.05


@pytest.fixture(autouse=True)
def few_bootstrap_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts do not rest on the bootstrap's limits, which take a second each."""
    monkeypatch.setattr(mcdonald, "_DRAWS", 10)


def praised(seeds: range) -> list[int]:
    """Seeds whose answers at random earned a favourable sentence."""
    return [seed for seed in seeds if any(c.verdict in FAVOURABLE for c in at_random(seed).coefficients)]


def test_twenty_random_rounds() -> None:
    """Per lets monkeys answer twenty questionnaires on five kinds of scale: at most one of them is praised."""
    assert len(praised(range(20))) <= 20 * AT_MOST


@pytest.mark.slow
def test_a_thousand_random_rounds() -> None:
    """Per lets monkeys answer a thousand questionnaires: at most fifty of them are praised."""
    assert len(praised(range(1000))) <= 1000 * AT_MOST


def test_answers_that_hang_together_are_praised() -> None:
    """One trait behind all statements, in thirty groups of eight: one thing, usable, and leaders who differ."""
    found = {c.statistic: c.verdict for c in hanging_together(1).coefficients}
    assert found["alpha"] == "shown"
    assert found["omega"] == "one_thing"
    assert found["icc1_anova"] == "differ"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_on_random_answers_praises_nothing(tmp_path: Path, language: str) -> None:
    """Asta analyses 96 random answers (alpha .19): no sentence of praise stands on the page, in either language."""
    out = tmp_path / "out"
    result = CliRunner().invoke(
        main,
        ["analyse", "--answers", str(CASES / "s_random.csv"), "--instrument", "faglig-ledelse",
         "--out", str(out), "--language", language],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    page = (out / "analysis.html").read_text(encoding="utf-8")
    for verdict in FAVOURABLE:
        assert wording(language, WORDS).say(f"verdict.{verdict}") not in page
    rows = list(csv.DictReader((out / "coefficients.csv").open(encoding="utf-8")))
    assert next(row for row in rows if row["statistic"] == "alpha")["value"] == "0.193"

"""Research gets a round's totals under pseudonyms, and only where everybody who answered was told so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.types.policy import AccessPolicy, AccessPolicyImpossible, RoundPolicyValues
from fagspejl.operations.services.research_files import ResearchNotAgreed, write_research_files
from support.published import COMMENT, PublishedRound, published_round
from support.staff import PER

AGREED = RoundPolicyValues(
    access=AccessPolicy(research_recipient="Aarhus Universitet", research_agreement="fjordby.dk/aftale")
)
LET_HR_READ = RoundPolicyValues(
    access=AccessPolicy(
        hr_reads_reports=True, research_recipient="Aarhus Universitet", research_agreement="fjordby.dk/aftale"
    )
)


def _written(made: PublishedRound, out: Path) -> str:
    assert write_research_files(made.id, out, planner=None, actor=PER, language="da") == "Aarhus Universitet"
    return "".join(path.read_text("utf-8") for path in sorted(out.glob("figures.*")))


@pytest.mark.parametrize("policy", [AGREED, LET_HR_READ])
def test_nobody_is_named_in_the_files(db: None, tmp_path: Path, policy: RoundPolicyValues) -> None:
    """No unit, leader or comment can be read in what Bente hands over, not even where HR reads reports."""
    made = published_round(tmp_path / "round", policy=policy)
    text = _written(made, tmp_path / "out")
    named = [COMMENT, *made.part, "familie", "kraeft", "kommune"]
    assert [name for name in named if name in text] == []
    with (tmp_path / "out" / "figures.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["level"] for row in rows} == {"unit"}
    assert len({row["unit"] for row in rows}) == 3
    units = list(dict.fromkeys(row["unit"] for row in rows))
    assert units == sorted(units)
    assert all(row["unit_name"] == row["unit"] for row in rows)


def test_the_same_names_come_again_and_each_time_is_logged(db: None, tmp_path: Path) -> None:
    """Bente hands over twice: the files are the same byte for byte, and two lines are in the log."""
    made = published_round(tmp_path / "round", policy=AGREED)
    assert _written(made, tmp_path / "one") == _written(made, tmp_path / "two")
    logged = entries_about(made.id, events=(Event.RESEARCH_WRITTEN,))
    assert [entry.facts for entry in logged] == [{"units": 3}, {"units": 3}]


def test_without_a_recipient_nothing_is_written(db: None, tmp_path: Path) -> None:
    """Nobody was told of research in this round: Bente is refused, and no folder appears."""
    made = published_round(tmp_path / "round")
    with pytest.raises(ResearchNotAgreed):
        write_research_files(made.id, tmp_path / "out", planner=None, actor=PER, language="da")
    assert not (tmp_path / "out").exists()
    assert entries_about(made.id, events=(Event.RESEARCH_WRITTEN,)) == []


@pytest.mark.parametrize("half", [{"research_recipient": "AU"}, {"research_agreement": "fjordby.dk/aftale"}])
def test_a_recipient_needs_an_agreement(half: dict[str, str]) -> None:
    """Bente names the one without the other: the round is not made."""
    with pytest.raises(AccessPolicyImpossible):
        AccessPolicy(**half)  # type: ignore[arg-type]

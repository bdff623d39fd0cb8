"""What HR takes away of a second round holds the first beside it, as far as HR could take that one away."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from fagspejl.audit.types import Actor
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.evaluation.selectors import policy_of as stored_policy
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.lib.wording import wording
from fagspejl.operations.services.published_round import leaders_page
from fagspejl.operations.services.published_round import published_round as read_round
from fagspejl.reporting import past_rounds
from fagspejl.reporting.pages.over_time.past import WhyNot
from fagspejl.reporting.past_rounds import units_past_for_export
from fagspejl.reporting.report_archive import archive, report_files
from reporting_site.test_a_planner_takes_files_away import FOR_HR
from support.pdf import pdf_text
from support.published import PublishedRound, published_round
from support.second_round import year_after
from support.staff import PER

INTRO = "Sidst: Evaluering 2026 (1.–14. marts 2026)."
NOT_GRANTED = "Den, der læser nu, har ikke adgang til tallene fra sidste runde."


def _value(rater: str, place: int) -> int:
    return 1 + (len(rater) + ord(rater[-1]) + 2 * place) % 5


@pytest.fixture
def first(db: None, tmp_path: Path) -> PublishedRound:
    """The round of last year, whose reports HR reads."""
    return published_round(tmp_path / "2026", policy=FOR_HR)


@pytest.fixture
def second(first: PublishedRound, tmp_path: Path) -> PublishedRound:
    """This year's."""
    return year_after(first, tmp_path / "2027", _value)


def _said(second: PublishedRound) -> str:
    """The section of Karen's report as `reports` and `round export` write it."""
    found = read_round(second.id, load("faglig-ledelse"))
    page = leaders_page(found, str(second.made.leaders["Karen"].id), "da")
    assert page.development is not None
    return " ".join((*page.development.paragraphs, *page.development.notes)).replace("\u00a0", " ")


def _first_not_for_hr(patch: pytest.MonkeyPatch, first: PublishedRound) -> None:
    def policy_of(round_id: UUID) -> RoundPolicyValues:
        return RoundPolicyValues() if round_id == first.id else stored_policy(round_id)

    patch.setattr(past_rounds, "policy_of", policy_of)


def test_bentes_files_name_both_rounds(first: PublishedRound, second: PublishedRound) -> None:
    """Karen's report in Bente's ZIP file and from the command has the section, as Karen's own has."""
    assert INTRO in _said(second)
    files = [file for file in report_files(second.id) if "karen" in file.name]
    sent = archive(files, wording("da", *settings.STAFF_WORDS), Actor("bente", "Bente"))
    with zipfile.ZipFile(io.BytesIO(b"".join(sent))) as packed:
        said = " ".join(pdf_text(packed.read(files[0].name)).split())
    assert "Udviklingen siden sidst" in said
    assert "Evaluering 2026" in said


def test_a_first_round_that_hr_did_not_read(
    first: PublishedRound, second: PublishedRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Last year nobody promised HR the reports: of them nothing stands in this year's, and the report says so."""
    _first_not_for_hr(monkeypatch, first)
    said = _said(second)
    assert NOT_GRANTED in said
    assert "Evaluering 2026" not in said


def test_a_withdrawn_report_is_not_compared(first: PublishedRound, second: PublishedRound) -> None:
    """Last year's report about Karen was withdrawn: Bente's file of this year's compares nothing."""
    withdraw_part(part_id=first.part["Karen"], note="Fejl i listen", on=date(2027, 4, 1), actor=PER)
    assert "Tallene fra sidste runde er trukket tilbage." in _said(second)


def test_units_are_compared_as_exported_then(first: PublishedRound, second: PublishedRound) -> None:
    """Every unit of this year's export has the one of last year beside it; the first round has none."""
    found = units_past_for_export(second.id, None)
    assert {unit: (past.why, past.view is not None) for unit, past in found.items()} == dict.fromkeys(
        range(3), (None, True)
    )
    assert units_past_for_export(first.id, None) == {}


def test_units_that_could_not_be_exported_then(
    first: PublishedRound, second: PublishedRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mads plans and read last year's reports, which HR did not: the export was refused then, and compares nothing now."""
    _first_not_for_hr(monkeypatch, first)
    mads = second.made.leaders["Mads"].id
    assert {past.why for past in units_past_for_export(second.id, mads).values()} == {WhyNot.NOT_GRANTED}
    assert all(past.view is None for past in units_past_for_export(second.id, mads).values())

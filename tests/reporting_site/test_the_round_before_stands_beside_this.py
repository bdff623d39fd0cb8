"""Karen's second report holds the first round beside it, as far as the one who reads could read that one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.reporting import past_rounds
from fagspejl.reporting.models import ReportGrant
from support.pdf import pdf_text
from support.published import PublishedRound, account, published_round
from support.second_round import year_after
from support.staff import PER, log_in, somebody

WORDS = ("Op: Svarene", "Ned: Svarene", "Ingen tydelig ændring siden sidst.")
NOT_GRANTED = "Den, der læser nu, har ikke adgang til tallene fra sidste runde."


def _value(rater: str, place: int) -> int:
    return 1 + (len(rater) + ord(rater[-1]) + 2 * place) % 5


@pytest.fixture
def first(db: None, tmp_path: Path) -> PublishedRound:
    """The round of last year."""
    return published_round(tmp_path / "2026")


@pytest.fixture
def second(first: PublishedRound, tmp_path: Path) -> PublishedRound:
    """This year's."""
    return year_after(first, tmp_path / "2027", _value)


def _page(name: str, part: object) -> str:
    client = Client()
    log_in(client, account(name))
    answer = client.get(f"/rapport/{part}/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_karen_and_mads_see_what_has_changed(first: PublishedRound, second: PublishedRound) -> None:
    """Karen and her leader could read both reports: the second holds the word, and both rounds' names."""
    for name in ("Karen", "Mads"):
        text = _page(name, second.part["Karen"])
        assert "Sidst: Evaluering 2026 (1.–14. marts 2026)." in text
        assert any(word in text for word in WORDS)


def test_the_pdf_says_the_same(first: PublishedRound, second: PublishedRound) -> None:
    """Karen's PDF has the section, too."""
    client = Client()
    log_in(client, account("Karen"))
    said = " ".join(pdf_text(client.get(f"/rapport/{second.part['Karen']}/pdf/").content).split())
    assert "Udviklingen siden sidst" in said
    assert any(word in said for word in WORDS)


def test_the_first_round_stays_as_it_was(first: PublishedRound, second: PublishedRound) -> None:
    """The report of the first round speaks of no other."""
    assert 'id="udvikling"' not in _page("Karen", first.part["Karen"])


def test_who_could_not_read_the_first_does_not_read_it_here(
    first: PublishedRound, second: PublishedRound
) -> None:
    """Mads became Karen's leader this year: of last year's report he sees nothing, and reads why."""
    ReportGrant.objects.filter(part_id=first.part["Karen"], role="superior").delete()
    text = _page("Mads", second.part["Karen"])
    assert NOT_GRANTED in text
    assert not any(word in text for word in WORDS)
    assert "Evaluering 2026" not in text
    assert any(word in _page("Karen", second.part["Karen"]) for word in WORDS)


def test_a_withdrawn_report_is_not_shown_here_either(first: PublishedRound, second: PublishedRound) -> None:
    """Last year's report about Karen was withdrawn: this year's says so, and compares nothing."""
    withdraw_part(part_id=first.part["Karen"], note="Fejl i listen", on=date(2027, 4, 1), actor=PER)
    text = _page("Karen", second.part["Karen"])
    assert "Tallene fra sidste runde er trukket tilbage." in text
    assert not any(word in text for word in WORDS)


def test_too_near_is_not_compared(first: PublishedRound, tmp_path: Path) -> None:
    """Only ten weeks lie between both rounds."""
    near = year_after(first, tmp_path / "maj", _value, after=timedelta(days=70))
    assert "Der gik mindre end 90 dage mellem de to runder." in _page("Karen", near.part["Karen"])


def test_a_planner_reads_what_has_changed_in_a_unit(first: PublishedRound, second: PublishedRound) -> None:
    """Bente opens the whole on the web: both rounds are named, and what is not shown of either is not compared."""
    client = Client()
    log_in(client, somebody("Bente", "planner", app=True))
    text = client.get(f"/organisation/{second.id}/0/").content.decode().replace("\u00a0", " ")
    assert "Sidst: Evaluering 2026 (1.–14. marts 2026)." in text
    assert "Medarbejderne: Vises ikke af hensyn til anonymiteten." in text
    assert 'id="udvikling"' not in client.get(f"/organisation/{first.id}/0/").content.decode()


def test_a_unit_that_she_could_not_open_then(first: PublishedRound, second: PublishedRound) -> None:
    """Mads was granted no report last year and led nobody: of last year's totals for Familie he sees nothing."""
    client = Client()
    log_in(client, account("Mads"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(past_rounds, "organisation_for", lambda *_: None)
        text = client.get(f"/organisation/{second.id}/1/").content.decode()
    assert NOT_GRANTED in text
    assert "Evaluering 2026" not in text

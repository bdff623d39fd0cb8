"""The report as Karen and Mads open it: the page, its PDF, the note of a withdrawal, and the list of looks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.reporting import frozen_questionnaire, served
from support.pdf import pdf_text
from support.published import COMMENT, PublishedRound, account, published_round, sealed_round
from support.staff import PER, log_in, somebody


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round."""
    return published_round(tmp_path)


def _as(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _events(part: object) -> list[tuple[str, str]]:
    return [(entry.actor_name, entry.event) for entry in entries_about(part, events=Event)]


def test_karen_reads_her_report(made: PublishedRound) -> None:
    """Karen opens her report: her name, her figures, her comments, and the way to PDF and looks."""
    page = _as("Karen").get(f"/rapport/{made.part['Karen']}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert COMMENT in text
    assert "Du og din leder" in text
    assert text.count(f"/rapport/{made.part['Karen']}/pdf/") == 1
    assert f"/rapport/{made.part['Karen']}/kig/" in text
    assert "<style" not in text
    assert "style=" not in text
    assert "no-store" in page["Cache-Control"]
    assert _events(made.part["Karen"]) == [("Karen", "report_read")]


def test_mads_reads_it_too_and_karen_sees_that(made: PublishedRound) -> None:
    """Mads opens and fetches Karen's report; Karen's list names him, the newest first, and what he did."""
    mads = _as("Mads")
    page = mads.get(f"/rapport/{made.part['Karen']}/").content.decode()
    assert f"/rapport/{made.part['Karen']}/kig/" not in page
    assert "Rapporten om Karen" in page
    assert "Din del som lederens leder" in page
    assert f'href="/ledere/{made.id}/"' in page
    mads.get(f"/rapport/{made.part['Karen']}/pdf/")
    karen = _as("Karen")
    looks = karen.get(f"/rapport/{made.part['Karen']}/kig/")
    text = looks.content.decode()
    assert [look.actor_name for look in looks.context["looks"]] == ["Mads", "Mads"]
    assert text.index("Hentede rapporten som PDF") < text.index("Læste rapporten")
    karen.get(f"/rapport/{made.part['Karen']}/")
    assert "Karen (dig)" in karen.get(f"/rapport/{made.part['Karen']}/kig/").content.decode()


def test_pdf_is_the_same_report(made: PublishedRound) -> None:
    """Karen fetches her report as a file with a plain name; it holds what the page holds, and the look is logged."""
    answer = _as("Karen").get(f"/rapport/{made.part['Karen']}/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="rapport-karen.pdf"'
    text = pdf_text(answer.content)
    assert "Karen" in text
    assert COMMENT in " ".join(text.split())
    assert _events(made.part["Karen"]) == [("Karen", "report_pdf_read")]


def test_look_is_logged_before_the_page_is_sent(
    made: PublishedRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log cannot be written: no page leaves."""

    def full(**_: object) -> None:
        raise OSError("disk full")

    karen = _as("Karen")
    monkeypatch.setattr("fagspejl.reporting.views.record", full)
    for path in ("", "pdf/", "kig/"):
        answer = karen.get(f"/rapport/{made.part['Karen']}/{path}")
        assert answer.status_code == 500
        assert COMMENT not in answer.content.decode("utf-8", errors="replace")


def test_comments_only_for_whom_they_were_promised(db: None, tmp_path: Path) -> None:
    """The round promised comments to the leader alone: Mads gets the report without them, page and PDF."""
    made = published_round(
        tmp_path, policy=RoundPolicyValues(access=AccessPolicy(comment_readers=("leader",)))
    )
    mads = _as("Mads")
    page = mads.get(f"/rapport/{made.part['Karen']}/").content.decode()
    assert COMMENT not in page
    assert "Kommentarer vises ikke for dig" in page
    pdf = mads.get(f"/rapport/{made.part['Karen']}/pdf/")
    assert COMMENT not in " ".join(pdf_text(pdf.content).split())
    assert COMMENT in _as("Karen").get(f"/rapport/{made.part['Karen']}/").content.decode()
    looks = _as("Karen").get(f"/rapport/{made.part['Karen']}/kig/").content.decode()
    assert "uden kommentarer" in looks


def test_others_cannot_tell_it_from_nothing(made: PublishedRound) -> None:
    """Ida and Lone get for Karen's report, sign by sign, what they get for a report that never was."""
    somebody("Lone")
    for name in ("Ida", "Lone"):
        client = _as(name)
        for path in ("", "pdf/", "kig/"):
            real = client.get(f"/rapport/{made.part['Karen']}/{path}")
            none = client.get(f"/rapport/{uuid4()}/{path}")
            nowhere = client.get(f"/rapport/{uuid4()}/{path}x/")
            assert (real.status_code, real.content) == (404, none.content)
            assert real.content == nowhere.content
            assert dict(real.headers) == dict(none.headers)
    assert _events(made.part["Karen"]) == []


def test_units_and_heads_are_no_reports(made: PublishedRound) -> None:
    """The other parts of a Release have ids too: none of them opens as a report."""
    from fagspejl.disclosure.selectors import parts_of_round

    karen = _as("Karen")
    others = [part for part in parts_of_round(made.id) if part.kind != "leader"]
    assert others
    assert {karen.get(f"/rapport/{part.id}/").status_code for part in others} == {404}


def test_nothing_before_publication(db: None, tmp_path: Path) -> None:
    """Karen knows her report's address while the round is sealed: there is nothing at it, and nothing on her list."""
    made = sealed_round(tmp_path)
    karen = _as("Karen")
    assert karen.get(f"/rapport/{made.part['Karen']}/").status_code == 404
    assert "Der er ingen rapporter til dig endnu" in karen.get("/").content.decode()


def test_withdrawn_report_shows_its_note(made: PublishedRound) -> None:
    """Karen's report is withdrawn: page and PDF say why, nothing of it is shown, and the list says so."""
    withdraw_part(part_id=made.part["Karen"], note="Forkert leder på listen.", on=date(2026, 4, 1), actor=PER)
    karen = _as("Karen")
    for path in ("", "pdf/"):
        answer = karen.get(f"/rapport/{made.part['Karen']}/{path}")
        text = answer.content.decode()
        assert answer.status_code == 410
        assert "Forkert leder på listen." in text
        assert COMMENT not in text
    assert "Trukket tilbage" in karen.get("/").content.decode()
    assert _as("Ida").get(f"/rapport/{made.part['Karen']}/").status_code == 404


def test_english_report(made: PublishedRound) -> None:
    """A leader who reads English gets page, bar and PDF in English, and the choice is kept."""
    karen = _as("Karen")
    page = karen.get(f"/rapport/{made.part['Karen']}/?sprog=en").content.decode()
    assert '<html lang="en">' in page
    assert "Who has read it?" in page
    assert "My reports" in karen.get("/").content.decode()
    assert "Employees" in pdf_text(karen.get(f"/rapport/{made.part['Karen']}/pdf/").content)


def test_changed_questionnaire_stops_the_report(made: PublishedRound) -> None:
    """Somebody edits the questionnaire after the round: no report is made from other words than people answered."""
    frozen_questionnaire.questionnaire.cache_clear()
    Round.objects.filter(id=made.id).update(instrument_sha="0" * 64)
    answer = _as("Karen").get(f"/rapport/{made.part['Karen']}/")
    assert answer.status_code == 503
    assert "Rapporten kan ikke vises lige nu" in answer.content.decode()
    assert answer["Retry-After"] == "30"


def test_home_of_those_without_reports(db: None) -> None:
    """Per, the operator, finds his task on the first page; Lone, who has none, is told so."""
    per, lone = Client(), Client()
    log_in(per, somebody("Per", "operator", app=True))
    assert "Du driver Fagspejl" in per.get("/").content.decode()
    log_in(lone, somebody("Lone"))
    assert "Du har ingen opgaver i Fagspejl lige nu." in lone.get("/").content.decode()


def test_our_own_fault_is_told_without_details(made: PublishedRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something breaks while the report is made: Karen reads one calm page, and the log names no report."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Karens kommentar: hemmelig")

    monkeypatch.setattr(served, "build_report", broken)
    answer = _as("Karen").get(f"/rapport/{made.part['Karen']}/")
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in answer.content.decode()
    assert "hemmelig" not in answer.content.decode()

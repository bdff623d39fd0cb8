"""All reports come as one ZIP file, one after another, each in the log before it leaves; only where HR reads them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.http import StreamingHttpResponse

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.lib.wording import wording
from fagspejl.reporting.report_archive import archive, report_files
from fagspejl.reporting.selectors import grants_of_round
from reporting_site.test_a_planner_takes_files_away import FOR_HR, bente
from support.pdf import pdf_text
from support.published import COMMENT, PublishedRound, published_round
from support.staff import PER


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round whose reports HR reads."""
    return published_round(tmp_path, policy=FOR_HR)


def _asked(made: PublishedRound) -> StreamingHttpResponse:
    answer = bente().get(f"/organisation/{made.id}/filer/rapporter.zip")
    assert isinstance(answer, StreamingHttpResponse)
    return answer


def _logged(made: PublishedRound) -> set[str]:
    return {
        name
        for name, part in made.part.items()
        if [entry.actor_name for entry in entries_about(part, events=(Event.REPORT_EXPORTED,))] == ["Bente"]
    }


def test_bente_gets_every_report_without_comments(made: PublishedRound) -> None:
    """The file is whole: three reports in the leaders' order, the sheets, no comment in any, and a line about each."""
    with zipfile.ZipFile(io.BytesIO(_asked(made).getvalue())) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        texts = {name: pdf_text(packed.read(name)) for name in names}
    assert [name.split("-")[0] for name in names] == ["1", "2", "3", "next"]
    assert "møde" in texts["next-step.pdf"].lower()
    assert not any(name in texts["next-step.pdf"] for name in made.part)
    for name, text in list(texts.items())[:3]:
        assert name.split("-")[1].removesuffix(".pdf") in text.lower()
        assert COMMENT not in text
    assert _logged(made) == {"Karen", "Ida", "Mads"}


def test_a_stopped_download_leaves_the_truth(made: PublishedRound) -> None:
    """Bente's connection breaks after the first report: that one is in the log, the others are not."""
    reports = report_files(made.id)
    sent = archive(reports, wording("da", *settings.STAFF_WORDS), Actor("bente", "Bente"))
    assert next(sent).startswith(b"PK")
    assert len(_logged(made)) == 1
    sent.close()
    assert len(_logged(made)) == 1


def test_a_withdrawn_report_is_left_out(made: PublishedRound) -> None:
    """Karen's report was withdrawn: the file holds the two others, and nothing is logged about hers."""
    withdraw_part(part_id=made.part["Karen"], note="Forkert leder.", on=date(2026, 3, 20), actor=PER)
    with zipfile.ZipFile(io.BytesIO(_asked(made).getvalue())) as packed:
        assert not any("karen" in name for name in packed.namelist())
        assert len(packed.namelist()) == 3
    assert _logged(made) == {"Ida", "Mads"}


def test_where_hr_reads_no_reports_there_is_no_file(db: None, tmp_path: Path) -> None:
    """Bente is told why, and the address answers as if it were not there."""
    made, client = published_round(tmp_path), bente()
    assert (
        "I denne runde læser HR ikke rapporterne"
        in client.get(f"/organisation/{made.id}/filer/").content.decode()
    )
    assert client.get(f"/organisation/{made.id}/filer/rapporter.zip").status_code == 404
    assert _logged(made) == set()


def test_a_withheld_report_asks_for_the_total_that_all_may_see(
    made: PublishedRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mads's report is withheld: the nearest total in his file is the one for everybody who reads, not for Bente."""
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        "fagspejl.reporting.report_archive.nearest_for_everybody", lambda *told: asked.append(told)
    )
    _asked(made).getvalue()
    everybody = frozenset(grants_of_round(made.id).values())
    assert len(everybody) > 1
    assert [told[:3] for told in asked] == [(made.id, everybody, str(made.made.leaders["Mads"].id))]

"""A planner downloads released figures in every format; leaders' rows are in them only where HR reads reports."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.reporting.downloads import NAMES, TYPES
from fagspejl.reporting.permissions import check_can_download
from support.published import COMMENT, PublishedRound, account, published_round
from support.staff import log_in, somebody

FOR_HR = RoundPolicyValues(access=AccessPolicy(hr_reads_reports=True))


def bente() -> Client:
    """Return Bente, who plans."""
    client = Client()
    log_in(client, somebody("Bente", "planner", app=True))
    return client


def _content(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)  # type: ignore[arg-type]


def _rows(client: Client, made: PublishedRound) -> list[dict[str, str]]:
    answer = client.get(f"/organisation/{made.id}/filer/csv/")
    return list(csv.DictReader(io.StringIO(_content(answer).decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", TYPES)
def test_every_format_is_handed_out(db: None, tmp_path: Path, kind: str) -> None:
    """Bente fetches each format from the list: a file with its name, and a line in the log."""
    made, client = published_round(tmp_path), bente()
    page = client.get(f"/organisation/{made.id}/filer/").content.decode()
    assert f'href="/organisation/{made.id}/filer/{kind}/"' in page
    answer = client.get(f"/organisation/{made.id}/filer/{kind}/")
    assert NAMES[kind] in answer["Content-Disposition"]
    assert COMMENT.encode() not in _content(answer)
    logged = entries_about(made.id, events=(Event.ROUND_EXPORTED,))
    assert [(entry.facts["as"], entry.facts["leaders"]) for entry in logged] == [(kind, 0)]


def test_no_leader_is_in_the_rows(db: None, tmp_path: Path) -> None:
    """HR reads no reports in this round: Bente's table has units alone, and Karen's report no line in the log."""
    made = published_round(tmp_path)
    rows = _rows(bente(), made)
    assert {row["level"] for row in rows} == {"unit"}
    assert entries_about(made.part["Karen"], events=(Event.REPORT_EXPORTED,)) == []


def test_leaders_are_in_the_rows_where_hr_reads_reports(db: None, tmp_path: Path) -> None:
    """Where the round lets HR read, Karen's rows are there, and Karen can see that Bente took them."""
    made = published_round(tmp_path, policy=FOR_HR)
    rows = _rows(bente(), made)
    assert {row["leader_name"] for row in rows if row["level"] == "leader"} == {"Karen", "Ida", "Mads"}
    (look,) = entries_about(made.part["Karen"], events=(Event.REPORT_EXPORTED,))
    assert look.actor_name == "Bente"


def test_a_planner_who_reads_reports_gets_no_figures(db: None, tmp_path: Path) -> None:
    """Mads plans too: beside the reports that he reads the totals could give another's, so he gets no file of them."""
    made = published_round(tmp_path)
    mads = replace(account("Mads").staff, roles=frozenset({"planner"}))
    assert check_can_download(made.id, mads).figures == ()
    assert check_can_download(made.id, somebody("Bente", "planner").staff).figures == tuple(TYPES)

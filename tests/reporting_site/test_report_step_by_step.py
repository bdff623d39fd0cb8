"""Karen reads her report step by step on the site: by links alone, every look logged, the comments behind a pause."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from support.published import COMMENT, PublishedRound, account, published_round
from support.staff import PER, log_in, somebody


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round."""
    return published_round(tmp_path)


def _as(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _next(text: str) -> str | None:
    found = re.search(r'<a href="([^"]+)" rel="next">', text)
    return found[1] if found else None


def test_karen_goes_through_all_steps_by_their_links(made: PublishedRound) -> None:
    """From her home page to the comments without a script: questions, theme, what to do, a pause, and comments last."""
    karen, part = _as("Karen"), made.part["Karen"]
    home = karen.get("/").content.decode()
    here: str | None = f"/rapport/{part}/laes/svar/"
    assert f'href="{here}"' in home
    walked, texts = [], []
    while here is not None:
        page = karen.get(here)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        walked.append(here.split("/")[-2])
        texts.append(page.content.decode())
        here = _next(texts[-1])
    assert walked == ["svar", "spoergsmaal", "tema-1", "videre", "pause", "kommentarer"]
    assert [COMMENT in text for text in texts] == [False] * 5 + [True]
    assert "Hvad overrasker dig positivt?" in texts[1]
    assert 'id="tema-1"' not in texts[0] + texts[1]
    assert 'id="graenser"' in texts[3]
    assert all("<script" not in text and "style=" not in text for text in texts)
    assert all(f'href="/rapport/{part}/"' in text for text in texts)
    looks = entries_about(part, events=Event)
    assert [(look.actor_name, look.event) for look in looks] == [("Karen", "report_read")] * 6


def test_others_cannot_tell_a_step_from_nothing(made: PublishedRound) -> None:
    """Ida and Lone get for a step of Karen's report, sign by sign, what they get for a report that never was."""
    somebody("Lone")
    for name in ("Ida", "Lone"):
        client = _as(name)
        for step in ("svar", "tema-1", "kommentarer"):
            real = client.get(f"/rapport/{made.part['Karen']}/laes/{step}/")
            none = client.get(f"/rapport/{uuid4()}/laes/{step}/")
            assert (real.status_code, real.content) == (404, none.content)
    assert entries_about(made.part["Karen"], events=Event) == []


def test_a_step_that_is_not_there(made: PublishedRound) -> None:
    """Karen asks for a second theme that her report does not have."""
    assert _as("Karen").get(f"/rapport/{made.part['Karen']}/laes/tema-2/").status_code == 404


def test_no_step_of_a_withdrawn_report(made: PublishedRound) -> None:
    """Karen's report is withdrawn: each step says why, and shows nothing of it."""
    withdraw_part(part_id=made.part["Karen"], note="Forkert leder på listen.", on=date(2026, 4, 1), actor=PER)
    answer = _as("Karen").get(f"/rapport/{made.part['Karen']}/laes/kommentarer/")
    assert answer.status_code == 410
    assert "Forkert leder på listen." in answer.content.decode()
    assert COMMENT not in answer.content.decode()


def test_no_step_of_comments_for_whom_they_were_not_promised(db: None, tmp_path: Path) -> None:
    """The round promised comments to the leader alone: Mads finds neither them nor a pause before them."""
    made = published_round(
        tmp_path, policy=RoundPolicyValues(access=AccessPolicy(comment_readers=("leader",)))
    )
    mads, karen = _as("Mads"), _as("Karen")
    for step in ("pause", "kommentarer"):
        assert mads.get(f"/rapport/{made.part['Karen']}/laes/{step}/").status_code == 404
        assert karen.get(f"/rapport/{made.part['Karen']}/laes/{step}/").status_code == 200


def test_a_step_is_logged_before_it_is_sent(made: PublishedRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log cannot be written: no step leaves."""

    def full(**_: object) -> None:
        raise OSError("disk full")

    karen = _as("Karen")
    monkeypatch.setattr("fagspejl.reporting.steps.views.record", full)
    answer = karen.get(f"/rapport/{made.part['Karen']}/laes/kommentarer/")
    assert answer.status_code == 500
    assert COMMENT not in answer.content.decode("utf-8", errors="replace")

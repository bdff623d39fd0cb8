"""All leaders below somebody, on one page: in tree order, with the department's totals, and nothing of who has read."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.accounts.errors import NotYours
from fagspejl.answering.promised import promised_words
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.reporting.permissions import check_can_see_leaders_below
from support.pdf import pdf_text
from support.published import PublishedRound, account, published_round, sealed_round
from support.staff import PER, log_in, somebody


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round: Karen in Familie, Ida in Kræft, Mads above them; all were told of names."""
    return published_round(tmp_path, promised=promised_words(RoundPolicyValues()))


def _as(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _below(made: PublishedRound, name: str = "Mads") -> str:
    return unescape(_as(name).get(f"/ledere/{made.id}/").content.decode())


def test_mads_finds_both_in_tree_order(made: PublishedRound) -> None:
    """Mads sees Karen before Ida, as their units stand, each with a link, and the whole's place for totals."""
    text = _below(made)
    karen, ida = (text.index(f'href="/rapport/{made.part[name]}/"') for name in ("Karen", "Ida"))
    assert text.index("<h3>familie</h3>") < karen < text.index("<h3>kraeft</h3>") < ida
    assert f'href="/rapport/{made.part["Mads"]}/"' not in text
    assert "Tal for kommune" in text
    assert f'href="/organisation/{made.id}/0/"' in text


def test_it_does_not_tell_who_has_read(made: PublishedRound) -> None:
    """Karen opens her report, Ida does not: the page is the same to the last sign, and holds no result of either."""
    mads = _as("Mads")
    before = mads.get(f"/ledere/{made.id}/").content
    _as("Karen").get(f"/rapport/{made.part['Karen']}/")
    assert mads.get(f"/ledere/{made.id}/").content == before
    listed = before.decode().split('aria-labelledby="tal"')[0].split('aria-labelledby="ledere"')[1]
    assert not re.search(r"\d[,.]\d|\d af \d", listed)


def test_only_the_leaders_own_leader(made: PublishedRound) -> None:
    """Karen, Ida, Lone, a planner, an operator and a data protection officer get what nobody gets."""
    roles = {
        "Karen": (),
        "Ida": (),
        "Lone": (),
        "Bente": ("planner",),
        "Per": ("operator",),
        "Dorte": ("dpo",),
    }
    for name, role in roles.items():
        who = somebody(name, *role) if role or name == "Lone" else account(name)
        with pytest.raises(NotYours):
            check_can_see_leaders_below(made.id, who.staff)
    with pytest.raises(NotYours):
        check_can_see_leaders_below(uuid4(), account("Mads").staff)


def test_a_round_that_promised_reports_to_leaders_alone(db: None, tmp_path: Path) -> None:
    """The policy lets nobody but the leader read: Mads has no such page, and no way to it."""
    access = AccessPolicy(report_readers=("leader",), comment_readers=("leader",))
    made = published_round(tmp_path, policy=RoundPolicyValues(access=access))
    mads = _as("Mads")
    assert mads.get(f"/ledere/{made.id}/").status_code == 404
    assert "/ledere/" not in mads.get("/").content.decode()


def test_nothing_before_publication(db: None, tmp_path: Path) -> None:
    """The round is sealed and not published: there is no page."""
    assert _as("Mads").get(f"/ledere/{sealed_round(tmp_path).id}/").status_code == 404


def test_a_withdrawn_report_is_named_without_a_link(made: PublishedRound) -> None:
    """Karen's report is withdrawn: Mads reads so beside her name."""
    withdraw_part(part_id=made.part["Karen"], note="Forkert leder.", on=date(2026, 4, 1), actor=PER)
    text = _below(made)
    assert f'href="/rapport/{made.part["Karen"]}/"' not in text
    assert "Rapporten er trukket tilbage." in text
    assert "Forkert leder." not in text


def test_the_look_is_logged(made: PublishedRound) -> None:
    """Mads's look stands in the log with the unit he saw totals of."""
    _below(made)
    (entry,) = entries_about(made.id, events=(Event.ORGANISATION_READ,))
    assert (entry.actor_name, entry.facts["as"]) == ("Mads", "leaders below")


def test_home_leads_there(made: PublishedRound) -> None:
    """Mads finds the page from his home page, Karen does not."""
    assert f"/ledere/{made.id}/" in _as("Mads").get("/").content.decode()
    assert f"/ledere/{made.id}/" not in _as("Karen").get("/").content.decode()


@pytest.mark.parametrize(("language", "own"), [("da", "Din egen vurdering"), ("en", "Your own rating")])
def test_his_own_mark_is_named_as_his(made: PublishedRound, language: str, own: str) -> None:
    """Mads answered by name: his mark on Karen's page, and in the PDF, is his own; Karen reads his name."""
    path, asked = f"/rapport/{made.part['Karen']}/", f"?sprog={language}"
    mads, karen = _as("Mads"), _as("Karen")
    assert own in unescape(mads.get(f"{path}{asked}").content.decode())
    assert own in " ".join(pdf_text(mads.get(f"{path}pdf/{asked}").content).split())
    hers = unescape(karen.get(path).content.decode())
    assert "Mads (din leder)" in hers
    assert "Din egen vurdering" not in hers


def test_told_by_role_no_mark_is_named(db: None, tmp_path: Path) -> None:
    """Answers were promised by role alone: Mads reads of the leader's leader, and the mark is nobody's by name."""
    made = published_round(tmp_path, promised=b"{}")
    text = unescape(_as("Mads").get(f"/rapport/{made.part['Karen']}/").content.decode())
    assert "Lederens leder" in text
    assert "Din egen vurdering" not in text

"""Bente settles what people are promised and reads it in their own words; changed afterwards, it has to be read again."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fagspejl.answering.promised import promise_of
from fagspejl.evaluation.models import RoundPolicy
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, work
from support.drafting import filled, text_of
from support.roster import BENTE, CAST, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _said(told: Any) -> str:
    return " ".join("".join(part for part, _ in sentence) for sentence in told.paragraphs)


def test_words_are_those_that_raters_read(client: Client, tmp_path: Path) -> None:
    """Every role reads in every language exactly the words that Bente was shown, sign by sign, once the round is open."""
    round_id = drafted(tmp_path, *CAST, *employees(6))
    url = f"/planlaeg/runde/{round_id}/loefte/"
    planner(client)
    sent = filled(client, url, k="6", k_comments="8", hr_reads_reports="on", team_version="on")
    assert client.post(url, sent).status_code == 302
    shown = client.get(url).context["told"]
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    facts = round_facts(round_id)
    assert facts is not None
    roles = [*((one, 1) for one in PERSPECTIVES), ("superior", 3)]
    variants = [(language, role, count) for language in LANGUAGES for role, count in roles]
    assert len(shown) == len(variants)
    for told, (language, role, count) in zip(shown, variants, strict=True):
        read = promise_of(round_id, facts.policy_sha, language, role, count).about("Karen Lund")
        assert _said(told).split() == read.text.replace("**", "").split()
        assert "".join(part for part, _ in told.comment) == read.comment.replace("**", "")


def test_another_promise_is_read_again(client: Client, tmp_path: Path) -> None:
    """Bente has read it; Jens raises the limit; the round waits until somebody has read it again."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/loefte/"
    planner(client)
    assert client.post(url, {"act": "read", "version": "0"}).status_code == 422  # no tick
    assert client.post(url, {"act": "read", "read": "on", "version": "0"}).status_code == 302
    assert plan_of(round_id).values.promise_read_on is not None
    assert client.post(url, filled(client, url, k="7", k_comments="7")).status_code == 302
    assert plan_of(round_id).values.promise_read_on is None
    assert policy_of(round_id).disclosure.k == 7
    assert client.post(url, {"act": "read", "read": "on", "version": "1"}).status_code == 409  # an older page
    assert plan_of(round_id).values.promise_read_on is None


def test_words_can_be_seen_without_saving(client: Client, tmp_path: Path) -> None:
    """Bente looks at what the words would be without comments, and nothing is kept."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/loefte/"
    planner(client)
    sent = filled(client, url, act="show")
    del sent["comments"]
    answer = client.post(url, sent)
    assert "Intet er gemt endnu" in text_of(answer)
    assert all(not told.comment for told in answer.context["told"])
    assert policy_of(round_id).access.comments


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"k": "8", "k_comments": "6"}, "k_comments"),
        ({"k": "4"}, "k"),
        ({"research_recipient": "Et universitet"}, "research_agreement"),
        ({"superior_reads": ""}, "superior_reads_comments"),
        ({"languages": []}, "languages"),
        ({"escrow": "mail"}, "escrow"),
    ],
)
def test_what_cannot_be_promised(client: Client, tmp_path: Path, typed: dict[str, Any], field: str) -> None:
    """A promise that contradicts itself, or protects too little, is refused at its field, and the old one stands."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/loefte/"
    planner(client)
    before = RoundPolicy.objects.get().sha256
    answer = client.post(url, filled(client, url, **typed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Udfyld" not in unescape(text_of(answer))
    assert RoundPolicy.objects.get().sha256 == before


def test_two_planners_on_one_promise(client: Client, tmp_path: Path) -> None:
    """Jens turns comments off while Bente opens reports to HR: she is told, and nothing of his is lost."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/loefte/"
    planner(client)
    mine = filled(client, url, hr_reads_reports="on")
    theirs = filled(client, url)
    del theirs["comments"]
    assert client.post(url, theirs).status_code == 302
    answer = client.post(url, mine)
    assert answer.status_code == 409
    assert dict(answer.context["differing"]) == {
        "Spørg om kommentarer": "tomt",
        "HR læser rapporten, men aldrig kommentarerne": "tomt",
    }
    assert not policy_of(round_id).access.comments

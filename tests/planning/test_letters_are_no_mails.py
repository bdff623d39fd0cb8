"""Who gets a letter is not among the mails that Bente is told of: neither before opening, nor while they go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.evaluation.selectors.people import how_many_asked
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import Scope
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.selectors import invitations_sent
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.readiness import readiness
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, ready, work
from support.roster import BENTE, CAST, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    """A draft in which Omar alone, of nine, has no address: Mads, Ida, Karen, Sofie and four others have one."""
    made = drafted(tmp_path, *CAST, *employees(4))
    ready(made)
    return made


def _told(client: Client, round_id: UUID) -> str:
    return client.get(f"/planlaeg/runde/{round_id}/mails/").content.decode()


@pytest.mark.parametrize("scope", ["all", "leaders"])
def test_before_it_opens(client: Client, round_id: UUID, scope: Scope) -> None:
    """Nine are asked, and both the page of mails and the page before opening speak of eight mails."""
    seen = plan_of(round_id)
    chosen = () if scope == "all" else ("mads", "karen", "ida")
    values = replace(seen.values, scope=scope, chosen=chosen)
    save_plan(round_id, values, version=seen.version, actor=BENTE, now=utc_now())
    stands = readiness(round_id, now=utc_now())
    assert stands.asking.raters == 9
    assert next(one for one in stands.checks if one.name == "pace").facts["mails"] == 8
    planner(client)
    assert "8 mails" in _told(client, round_id)


def test_while_it_is_open(client: Client, round_id: UUID) -> None:
    """The invitations are eight, none of them sent yet; Omar's letter is told beside them."""
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    url = f"/planlaeg/runde/{round_id}/aabning/mails/"
    client.post(url, {"act": "send"})
    sent = invitations_sent(round_id)
    assert sent is not None
    assert (how_many_asked(round_id), sent.total, sent.handled) == (9, 8, 0)
    page = client.get(url).content.decode()
    assert "0 af 8" in page
    assert "En af dem har ingen mailadresse og skal have et brev." in page
    assert "8 mails" in _told(client, round_id)

"""The first mails go, then everything waits, so that Bente can look and stop; nobody gets two, and nobody is left out."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import Mailing, MailPace
from fagspejl.operations.services.duties import send_due
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, work
from support.roster import BENTE, IDA, KAREN, MADS, SOFIE, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
FIRST = 4


def _send() -> int:
    """Let the worker send what it may at this moment; returns how many invitations have gone in all."""
    send_due(lambda key, **facts: None, lambda: False)
    return len(_invited())


def _invited() -> list[str]:
    return [message.to[0] for message in mail.outbox if "/svar/" in str(message.body)]


def test_first_then_a_pause_then_the_rest(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four mails go; Bente sees the pause, stops, and lets it continue: each of the others gets one mail, once."""
    for name, value in (("FIRST", str(FIRST)), ("PAUSE", "300"), ("PER_MINUTE", "6000")):
        monkeypatch.setenv(f"FAGSPEJL_MAIL_{name}", value)
    round_id = drafted(tmp_path, MADS, KAREN, IDA, SOFIE, *employees(8))  # each has an address
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    url = f"/planlaeg/runde/{round_id}/aabning/mails/"
    client.post(url, {"act": "send"})
    assert _send() == FIRST
    sent = client.get(url).context["sent"]
    assert sent.next_at is not None
    assert sent.next_at > utc_now() + timedelta(minutes=4)
    assert not sent.finished
    client.post(url, {"act": "stop"})
    MailPace.objects.update(next_at=utc_now())
    assert _send() == FIRST
    client.post(url, {"act": "resume"})
    everybody = client.get(url).context["people"]
    assert _send() == everybody
    assert set(Counter(_invited()).values()) == {1}
    assert Mailing.objects.get().finished
    client.post(url, {"act": "send"})
    assert _send() == everybody

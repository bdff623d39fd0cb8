"""How fast mail goes is asked for by what takes it, with how long it takes beside it; what the environment sets holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.mailing.services.pace import PACES, Limits, choose_relay, chosen_relay, duration
from fagspejl.mailing.types import Relay
from fagspejl.operations.services.post_office import limits, limits_here
from support.roster import BENTE, NOW

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def test_twenty_thousand() -> None:
    """Bente is told that a mailbox takes over thirteen hours for 20,000 mails, and a relay half an hour."""
    assert duration(PACES[Relay.MAILBOX], 20_000) == timedelta(minutes=805)
    assert duration(PACES[Relay.RELAY], 20_000) == timedelta(seconds=2000, minutes=5)
    assert duration(Limits(per_minute=None, per_day=2000, first=0), 20_000) == timedelta(days=9)
    assert duration(Limits(), 0) == timedelta(0)
    assert duration(Limits(), 25) == timedelta(minutes=1)


def test_chosen_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente says that a relay takes the mails: it is in force and in the log; said again, nothing is written."""
    for name in ("FAGSPEJL_MAIL_PER_MINUTE", "FAGSPEJL_MAIL_PER_SECOND"):
        monkeypatch.delenv(name, raising=False)
    assert (chosen_relay(), limits_here()) == (None, PACES[Relay.MAILBOX])
    for _ in range(2):
        choose_relay(Relay.RELAY, actor=BENTE, now=NOW)
    assert (chosen_relay(), limits_here()) == (Relay.RELAY, PACES[Relay.RELAY])
    assert AccessEntry.objects.filter(event="mail_pace_chosen").count() == 1


def test_the_environment_holds() -> None:
    """A pace that Per has set holds whatever Bente has chosen, and limits by the day go with either."""
    set_here = limits({"FAGSPEJL_MAIL_PER_MINUTE": "5"}, demo=False, relay=Relay.RELAY)
    assert (set_here.per_minute, set_here.per_second) == (5, None)
    by_day = limits({"FAGSPEJL_MAIL_PER_DAY": "2000"}, demo=False, relay=Relay.RELAY)
    assert (by_day.per_second, by_day.per_day) == (10, 2000)

"""A publication that is interrupted, at any point, tells everybody once in the end, or nobody before it stands."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types import RoundState
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.operations.services import desk
from fagspejl.operations.services.desk import announce, publish_and_grant
from fagspejl.reporting.models import ReportGrant
from support.announced import NOW, sealed, send_all
from support.mail import MailSink
from support.post import Clock, body
from support.staff import PER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]
STEPS = ("publish_round", "grant_reports", "readers_in", "queue_mailing")


def _killed_at(real: Callable[..., object], *, after: bool) -> Callable[..., None]:
    def killed(*arguments: object, **named: object) -> None:
        if after:
            real(*arguments, **named)
        raise KeyboardInterrupt

    return killed


def _addresses(sink: MailSink) -> Counter[tuple[str, str]]:
    return Counter((str(mail["X-Envelope-To"]), str(mail["Subject"])) for mail in sink.received)


def test_killed_on_the_way_it_is_all_or_nothing(
    tmp_path: Path, mail_sink: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before or after each step of publishing, nothing is public and nobody is told; then all are, once."""
    made = sealed(tmp_path)
    for step, after in itertools.product(STEPS, (False, True)):
        with monkeypatch.context() as patch:
            patch.setattr(desk, step, _killed_at(getattr(desk, step), after=after))
            with pytest.raises(KeyboardInterrupt):
                publish_and_grant(made.id, PER, now=NOW)
        assert Round.objects.get().state == RoundState.KEYS_GONE
        assert not ReportGrant.objects.exists()
        assert not Mailing.objects.exists()
    assert publish_and_grant(made.id, PER, now=NOW)
    assert not publish_and_grant(made.id, PER, now=NOW)
    for mails in range(2, 18, 3):  # and the worker is stopped again and again under way
        send_all(mail_sink, stop=lambda mails=mails: len(mail_sink.received) >= mails)
    send_all(mail_sink, clock=Clock(NOW + timedelta(hours=1)))
    assert set(_addresses(mail_sink).values()) == {1}
    assert len(mail_sink.received) == 18
    assert set(Outbox.objects.values_list("state", "lease")) == {("done", None)}


def test_held_back_and_told_later(tmp_path: Path, mail_sink: MailSink) -> None:
    """Bente publishes without mail: nobody is told by the worker either, until she says so, and then once."""
    made = sealed(tmp_path)
    assert publish_and_grant(made.id, PER, now=NOW, mail=False)
    assert not publish_and_grant(made.id, PER, now=NOW)
    assert not Mailing.objects.exists()
    later = NOW + timedelta(days=3)
    for again in (False, True):
        told = announce(made.id, PER, now=later)
        assert (told.readers.again, told.asked.again) == (again, again)
    send_all(mail_sink)
    assert len(mail_sink.received) == 18
    assert "3. april" not in body(mail_sink.received[0])

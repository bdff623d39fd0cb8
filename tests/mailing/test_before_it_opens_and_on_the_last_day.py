"""Who will be asked hears of it before a round opens, without a link; on the last day who is missing is reminded once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.mailing.errors import NobodyInvited
from fagspejl.mailing.models import Outbox
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from support.post import Clock, Server, body, html_of, post_to, serving
from support.roster import BENTE, CAST, NOW, draft, opened, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]
INFORM, LAST_DAY = MailingKind.INFORM, MailingKind.LAST_DAY


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_what_is_coming_holds_no_link(tmp_path: Path, server: Server) -> None:
    """Before the round opens, with no key and no link made, everybody with an address hears why, and what is promised."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    save_plan(
        round_id, PlanValues(purpose="Vi vil tale <sammen>.\nOm fagene."), version=0, actor=BENTE, now=NOW
    )
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    made = queue_mailing(round_id, INFORM, actor=BENTE, now=NOW)
    assert queue_mailing(round_id, INFORM, actor=BENTE, now=NOW + timedelta(days=3)).again
    post = post_to(server.port, keys, Clock(NOW))
    assert send_mailing(made.id, already_answered=lambda _: (), post=post).finished
    assert sorted(server.addresses) == [
        f"{name}@egedal.example" for name in ("ida", "karen", "mads", "sofie")
    ]
    told = {str(mail["X-Envelope-To"]): mail for mail in server.received}
    for mail in told.values():
        assert "://" not in body(mail)
        assert "<a" not in html_of(mail)
        assert "Vi vil tale <sammen>. Om fagene." in body(mail)
        assert "Vi vil tale &lt;sammen&gt;. Om fagene." in html_of(mail)
        assert "Det er frivilligt at svare." in body(mail)
    assert "er ikke anonymt" in body(told["mads@egedal.example"])
    assert "er ikke anonymt" not in body(told["sofie@egedal.example"])
    assert not Invitation.objects.exists()


def test_not_once_it_is_open(tmp_path: Path, server: Server) -> None:
    """What waits when the round opens is not sent any more, and none is queued then: the invitation says it all."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    waiting = queue_mailing(round_id, INFORM, actor=BENTE, now=NOW)
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    open_round(round_id, keys=keys, actor=BENTE, now=NOW)
    with pytest.raises(RoundInOtherState):
        queue_mailing(round_id, INFORM, actor=BENTE, now=NOW)
    result = send_mailing(
        waiting.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW))
    )
    assert (result.finished, server.received) == (True, [])
    assert set(Outbox.objects.values_list("state", "lease")) == {("done", None)}


def test_the_last_day_is_a_silent_reminder(tmp_path: Path, server: Server) -> None:
    """Sofie has answered: on the last day Karen, Mads and Ida are reminded, and afterwards no row tells who was."""
    round_id, keys = opened(tmp_path)
    with pytest.raises(NobodyInvited):
        queue_mailing(round_id, LAST_DAY, actor=BENTE, now=NOW)
    queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    last = queue_mailing(round_id, LAST_DAY, actor=BENTE, now=NOW)
    sofies = set(Invitation.objects.filter(person__key="sofie").values_list("id", flat=True))
    send_mailing(last.id, already_answered=lambda _: sofies, post=post_to(server.port, keys, Clock(NOW)))
    assert sorted(server.addresses) == [f"{name}@egedal.example" for name in ("ida", "karen", "mads")]
    assert all("Det er sidste dag, du kan svare." in body(mail) for mail in server.received)
    assert set(Outbox.objects.filter(mailing_id=last.id).values_list("state", "lease")) == {("done", None)}
    again = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    assert (again.id, again.kind, again.again) == (last.id, LAST_DAY, True), "one reminder a day"

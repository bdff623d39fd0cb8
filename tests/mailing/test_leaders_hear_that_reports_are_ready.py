"""Who was granted a report hears that it is ready: the leader and her own leader, nobody else, and not what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.mailing.models import Outbox
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person
from fagspejl.reporting.models import ReportGrant
from support.announced import NOW, sealed, send_all, texts
from support.mail import MailSink
from support.post import SENDER
from support.staff import PER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]


def test_the_leader_and_her_own_leader_hear_of_it(tmp_path: Path, mail_sink: MailSink) -> None:
    """Karen hears that hers is ready, Mads in one mail of his own and of both he leads, and each where to log in and by when to talk."""
    publish_and_grant(sealed(tmp_path).id, PER, now=NOW)
    mails = send_all(mail_sink)
    told = texts(mails, "rapport er klar")
    assert set(told) == {"karen@fjordby.dk", "ida@fjordby.dk", "mads@fjordby.dk"}
    assert all("Din rapport er klar." in text and SENDER.base_url in text for text in told.values())
    assert "- Ida\n- Karen\n" in told["mads@fjordby.dk"]
    assert "Mads" not in told["karen@fjordby.dk"]
    assert (
        "- Senest den 3. april 2026 taler hver leder med sin egen leder om rapporten."
        in told["karen@fjordby.dk"]
    )
    assert (
        "- Senest den 17. april 2026 tager hver leder det op med sine medarbejdere." in told["ida@fjordby.dk"]
    )
    assert "/svar/" not in "".join(told.values())


def test_who_reads_decides_who_hears(tmp_path: Path, mail_sink: MailSink) -> None:
    """In a round whose reports the leader alone reads, Mads hears of his own report and of no other."""
    policy = RoundPolicyValues(access=AccessPolicy(report_readers=("leader",), comment_readers=("leader",)))
    publish_and_grant(sealed(tmp_path, policy=policy).id, PER, now=NOW)
    told = texts(send_all(mail_sink), "rapport er klar")
    assert len(told) == 3
    assert "Karen" not in told["mads@fjordby.dk"]


def test_a_right_that_was_taken_is_not_announced(tmp_path: Path, mail_sink: MailSink) -> None:
    """Mads' rights are taken before the mail goes: he gets none, though a row waited for him. Karen, made a reader of hers, is told no report of her own."""
    publish_and_grant(sealed(tmp_path).id, PER, now=NOW)
    mads = Person.objects.get(key="Mads")
    ReportGrant.objects.filter(person=mads).delete()
    ReportGrant.objects.filter(person__key="Karen", role="leader").update(role="superior")
    told = texts(send_all(mail_sink), "klar")
    assert set(told) == {"karen@fjordby.dk", "ida@fjordby.dk"}
    assert "Din rapport" not in told["karen@fjordby.dk"]
    rows = Outbox.objects.filter(mailing__kind=MailingKind.REPORT)
    assert set(rows.values_list("state", "lease")) == {("done", None)}

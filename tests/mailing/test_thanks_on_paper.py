"""Whoever has no e-mail address gets the thanks on paper, word for word what the mail says and with the same dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.models import Invitation
from fagspejl.mailing.errors import NoLetters
from fagspejl.mailing.services.letters import Letters
from fagspejl.mailing.services.notices import make_notices
from fagspejl.mailing.types import Plan
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person
from fagspejl.web.printed import printable
from support.announced import NOW, STAFF, sealed, send_all, texts
from support.mail import MailSink
from support.pdf import pdf_text, pdf_ua_faults
from support.staff import PER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]


def _notices(round_id: UUID, now: datetime = NOW) -> Letters:
    return make_notices(round_id, plan=Plan(), printable=printable, now=now)


def test_the_letter_says_what_the_mail_says(tmp_path: Path, mail_sink: MailSink) -> None:
    """Omar answered and Asta did not; neither has an address: both get a letter that says what the others were mailed."""
    silent, answered = STAFF[0], STAFF[1]
    made = sealed(tmp_path, silent=[silent], by_letter=[silent, answered])
    Person.objects.filter(key__in=[silent, answered]).update(name="Sofie Berg")
    publish_and_grant(made.id, PER, now=NOW)
    mailed = texts(send_all(mail_sink), "Tak")["kajcarl@fjordby.dk"].replace("kajcarl", "Sofie Berg")
    letters = _notices(made.id, NOW + timedelta(days=2))
    assert letters.people == 2
    pages = " ".join(pdf_text(letters.pdfs[0]).split()).split("Kære ")[1:]
    said = " ".join(mailed.removeprefix("Kære ").replace("\n- ", "\n– ").split())
    assert len(pages) == 2
    assert all(page.startswith(said) for page in pages)
    assert pdf_ua_faults(letters.pdfs[0]) == []


def test_no_letter_where_nobody_needs_one(tmp_path: Path) -> None:
    """Everybody has an address, or who was asked is forgotten already, or nothing is published: there is no letter."""
    made = sealed(tmp_path, by_letter=[STAFF[0]])
    with pytest.raises(RoundInOtherState):
        _notices(made.id)
    publish_and_grant(made.id, PER, now=NOW)
    assert _notices(made.id).people == 1
    Invitation.objects.all().delete()
    with pytest.raises(NoLetters):
        _notices(made.id)

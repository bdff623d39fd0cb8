"""No mail about a publication holds a figure: but for its dates there is no digit in it at all."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.disclosure.models import ReleasePart
from fagspejl.lib.language import LANGUAGES
from fagspejl.mailing.words import day_words
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person
from support.announced import NOW, STAFF, sealed, send_all
from support.mail import MailSink
from support.post import SENDER, body
from support.staff import PER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]
TITLE = "Evaluering 2026"
KNOWN = (TITLE, SENDER.base_url)


def _without_dates(text: str) -> str:
    days = [
        day_words((NOW + timedelta(days=days)).date(), language)
        for days in (0, 14, 28)
        for language in LANGUAGES
    ]
    for known in (*KNOWN, *days):
        text = text.replace(known, "")
    return text


@pytest.mark.parametrize(("low", "silent"), [(1, ()), (3, STAFF[:2])])
def test_no_digit_but_those_of_the_dates(
    tmp_path: Path, mail_sink: MailSink, low: int, silent: tuple[str, ...]
) -> None:
    """Whatever Karen's people answered, in both languages, take title, address and dates from any mail: no digit and no comment is left."""
    made = sealed(tmp_path, low=low, silent=silent)
    Person.objects.filter(key__in=(*STAFF[::2], "Mads")).update(language="en")
    publish_and_grant(made.id, PER, now=NOW)
    mails = send_all(mail_sink)
    assert len(mails) == 18
    assert ReleasePart.objects.exists()
    for mail in mails:
        said = _without_dates(f"{mail['Subject']}\n{body(mail)}")
        assert not re.search(r"\d", said), said
        assert "faglig sparring" not in said
        assert "%" not in said

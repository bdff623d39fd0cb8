"""Karen ticks what became of it, sees what is quoted, and releases it to those who work in her unit."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import PersonalMail
from fagspejl.mailing.services.message import since_last
from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import notice_of
from fagspejl.organisation.types import NoticeText
from fagspejl.workspace.home.models import UnitMailed
from fagspejl.workspace.home.unit_page.releasing import points_of, refused_as, release
from fagspejl.workspace.home.unit_page.views import words_of
from support.agreed import begun
from support.town import Town, entered, leader, town
from support.unit_page import KAREN, outcome

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

OWN = "Tak for jeres hjælp."


@pytest.fixture
def here(db: None) -> Town:
    """The town; everybody in Karen's unit has an address."""
    found = town()
    for person in Person.objects.filter(unit=found.family):
        person.email = f"{person.key}@egedal.example"
        person.save()
    return found


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen's browser."""
    return entered(leader("Karen"))


def _path(unit: UUID) -> str:
    return f"/arbejdsrum/enhed/{unit}/fortael/"


def _published(here: Town, days: int = 0) -> UUID:
    """A published round about Karen."""
    now = utc_now() + timedelta(days=days)
    tree = {
        "units": [{"id": "fam", "name": "F", "parent": -1}],
        "leaders": [{"id": "k", "name": "K", "unit": 0}],
    }
    made = Round.objects.create(
        title="R", organisation="O", state="published", instrument="x", instrument_sha="x",
        opened_at=now, deadline=now, created_at=now, key_check=b"x" * 32, tree=tree,
    )  # fmt: skip
    return UUID(str(made.id))


def test_previewed_and_released(here: Town, karen: Client) -> None:
    """Karen ticks two of three, sees the very lines that mail and start page quote, and releases them."""
    agreed, trial = begun(here.family), outcome(here.family, "trial", "Vi ringer, før vi skriver.")
    outcome(here.family, "accepted_difference", "Vejledning i telefonen.")
    sent = {"point": [agreed.hex, trial.hex], "own": OWN, "sprog": "da"}
    page = karen.post(_path(here.family), {**sent, "act": "preview"}).content.decode()
    text = NoticeText(("Vi har aftalt: Dokumentation", "Vi prøver: Vi ringer, før vi skriver."), OWN, "da")
    for line in since_last(text, "da"):
        assert f"<p>{escape(line)}</p>" in page
    assert notice_of(here.family) is None
    assert karen.post(_path(here.family), {**sent, "act": "release"}).status_code == 302
    found = notice_of(here.family)
    assert found is not None
    assert found.text == text
    assert karen.post(_path(here.family), {"act": "withdraw"}).status_code == 302
    assert notice_of(here.family) is None


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("Vi er nu 12", "Der må ikke stå tal"),
        ("Tak til Sofie Berg for det", "Der må ikke stå navne"),
        ("Om 010190-1234", "ligner et cpr-nummer"),
        ("Ring 12 34 56 78", "Der må ikke stå"),
        ("Se www.egedal.dk", "Der må ikke stå links"),
        ("x" * 201, "højst fylde 200 tegn"),
        ("", "Sæt mindst ét kryds"),
    ],
)
def test_refused_and_not_lost(here: Town, karen: Client, own: str, said: str) -> None:
    """Karen types a figure, a name, a CPR number or too much: refused with the reason, and what she typed stands there."""
    answer = karen.post(_path(here.family), {"own": own, "act": "release", "sprog": "da"})
    page = answer.content.decode()
    assert (answer.status_code, said in page, own in page) == (400, True, True)
    assert notice_of(here.family) is None
    assert not PersonalMail.objects.exists()


def test_titles_that_cannot_come_along(here: Town, karen: Client) -> None:
    """A title with a figure or a name cannot be ticked; sent all the same, it is refused."""
    begun(here.family, title="Svar inden 24 timer")
    named = outcome(here.family, "trial", "Vi spørger altid Sofie Berg om råd.")
    words = words_of("da")
    assert [point.refused for point in points_of(here.family, words)] == ["digits", "names"]
    page = karen.get(_path(here.family)).content.decode()
    assert page.count("disabled") == 2
    answer = karen.post(_path(here.family), {"point": named.hex, "act": "release", "sprog": "da"})
    assert answer.status_code == 400
    assert refused_as("Skriv til a@b.dk") == "address"


def test_another_units_points_are_none(here: Town, karen: Client) -> None:
    """Karen sends the id of Ida's agreement: it is no point of hers, and nothing is released."""
    idas = begun(here.cancer)
    assert karen.post(_path(here.family), {"point": idas.hex, "act": "release"}).status_code == 400
    assert karen.post(_path(here.cancer), {"own": OWN, "act": "release"}).status_code == 404


def test_one_mail_each_in_each_round(here: Town) -> None:
    """No round was published: no mail. Then Karen releases three times: one each; and after the next round one more."""
    text = NoticeText((), OWN, "da")
    now = utc_now()
    assert release(here.family, text, actor=KAREN, now=now) is False
    assert not PersonalMail.objects.exists()
    _published(here)
    assert [release(here.family, text, actor=KAREN, now=now) for _ in range(3)] == [True, False, False]
    assert PersonalMail.objects.count() == 11
    assert not PersonalMail.objects.filter(person__key="karen").exists()
    _published(here, days=200)
    assert release(here.family, text, actor=KAREN, now=now + timedelta(days=210)) is True
    assert PersonalMail.objects.count() == 22


def test_when_the_mails_are_forgotten(here: Town) -> None:
    """Thirty days later nobody knows any more who was mailed: Karen releases again, and nobody is mailed twice."""
    text, now = NoticeText((), OWN, "da"), utc_now()
    _published(here)
    assert release(here.family, text, actor=KAREN, now=now) is True
    PersonalMail.objects.all().delete()
    assert release(here.family, text, actor=KAREN, now=now + timedelta(days=30)) is False
    assert not PersonalMail.objects.exists()
    assert UnitMailed.objects.get().unit == here.family


def test_no_mail_of_it_leads_anywhere(here: Town) -> None:
    """What waits in the outbox holds no word of the notice, no path and no unit."""
    _published(here)
    release(here.family, NoticeText((), OWN, "da"), actor=KAREN, now=utc_now())
    row = PersonalMail.objects.values().first()
    assert row is not None
    assert (row["path"], row["on"]) == ("", None)
    assert OWN not in str(row)
    assert str(here.family) not in str(row)
    assert uuid4() not in row.values()

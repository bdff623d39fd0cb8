"""A unit's own cases: written, copied, changed, refused with a reason, used in a session, and forgotten in time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.lib.clock import ZONE
from fagspejl.workspace.judgement.models import OwnVignette
from fagspejl.workspace.judgement.selectors import own_vignettes
from fagspejl.workspace.judgement.services import retention
from fagspejl.workspace.sessions.selectors.sessions import sessions_of
from support.staff import somebody
from support.town import Town, entered, form_with, leader, town

CASE = {
    "title": "Den tomme aftale",
    "theme": "Aftaler",
    "text": "En familie udebliver for tredje gang.\r\n\r\nHvad gør vi?",
    "questions": "Hvor hårdt går vi frem?",
    "low_pole": "vente",
    "high_pole": "handle",
    "actions": "Ringe\r\nSkrive",
    "what_if": "",
    "marked_fictional": "on",
}


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _new(unit: UUID) -> str:
    return f"/arbejdsrum/enhed/{unit}/vignet/"


def test_written_and_used(karen: Client, here: Town) -> None:
    """Karen writes a case; it stands first among those to choose, and a session freezes it."""
    assert karen.post(_new(here.family), CASE).status_code == 302
    (own,) = own_vignettes([here.family])
    assert (own.vignette.author, own.vignette.version, own.language) == ("Karen", 1, "da")
    assert own.vignette.actions == ("Ringe", "Skrive")
    assert own.vignette.paragraphs == ("En familie udebliver for tredje gang.", "Hvad gør vi?")
    sent = {**form_with(karen.get("/arbejdsrum/ny/"), "case"), "case": [own.id.hex]}
    assert karen.post("/arbejdsrum/ny/", sent).status_code == 302
    (known,) = sessions_of([here.family])
    assert known.cases[0].title == "Den tomme aftale"
    assert known.items[0].low_pole == "vente"


def test_copied_from_a_built_in_one(karen: Client, here: Town) -> None:
    """Karen begins with a copy of the school case and says anew that it is made up."""
    sent = form_with(karen.get(f"{_new(here.family)}?kopi=school"), "low_pole")
    assert sent["title"] == ["Én elev og 23 andre"]
    assert "marked_fictional" not in sent
    page = karen.post(_new(here.family), sent)
    assert "Sæt kryds, når sagen er opdigtet." in page.content.decode()
    assert karen.post(_new(here.family), {**sent, "marked_fictional": "on"}).status_code == 302


def test_changed_in_a_new_version(karen: Client, here: Town) -> None:
    """Karen and Lone change the same case at once: the second is told, keeps her text, and nothing is overwritten."""
    karen.post(_new(here.family), CASE)
    (own,) = own_vignettes([here.family])
    page = f"/arbejdsrum/vignet/{own.id}/"
    seen = form_with(karen.get(page), "low_pole")
    first = {**seen, "title": "Karens", "marked_fictional": "on"}
    assert karen.post(page, first).status_code == 302
    late = karen.post(page, {**seen, "title": "For sent", "marked_fictional": "on"})
    assert "En anden har ændret sagen" in late.content.decode()
    assert form_with(late, "low_pole")["title"] == ["For sent"]
    (own,) = own_vignettes([here.family])
    assert (own.vignette.title, own.vignette.version) == ("Karens", 2)
    karen.post(page, {"act": "delete"})
    assert own_vignettes([here.family]) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "ord " * 251}, "Sagen har 251 ord. Den må højst have 250, så alle kan nå at læse den."),
        ({"text": ""}, "Skriv sagen."),
        ({"actions": "\n".join("abcdef")}, "Der er 6 handlinger. Der må højst være 5"),
        ({"questions": "a?\nb?\nc?\nd?"}, "Der er 4 spørgsmål. Der må højst være 3"),
        ({"questions": "a" * 161}, "En linje har 161 tegn."),
        ({"high_pole": "Vente"}, "De to ord er ens."),
        ({"title": "t" * 81}, "Titlen har 81 tegn."),
        ({"text": "Maja er født 010203-1234."}, "Teksten ligner et cpr-nummer."),
        ({"actions": "Ringe til 010203-1234\nVente"}, "Teksten ligner et cpr-nummer."),
        ({"what_if": "Vi møder Maria Hansen igen."}, "Teksten kan nævne en person: Maria Hansen."),
    ],
)
def test_refused_with_the_reason(karen: Client, here: Town, wrong: dict[str, str], said: str) -> None:
    """Karen reads in one sentence what is too long or missing and why; her text stands there still."""
    page = karen.post(_new(here.family), {**CASE, **wrong})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert form_with(page, "low_pole")["theme"] == ["Aftaler"]
    assert own_vignettes([here.family]) == []


def test_nobody_elses(karen: Client, here: Town) -> None:
    """Ida and Lone cannot read, change or delete Karen's case, nor is it among theirs to choose."""
    karen.post(_new(here.family), CASE)
    (own,) = own_vignettes([here.family])
    page = f"/arbejdsrum/vignet/{own.id}/"
    for other in (entered(leader("Ida")), entered(somebody("Lone"))):
        assert other.get(page).status_code == other.post(page, {"act": "delete"}).status_code == 404
    assert "Den tomme aftale" not in entered(leader("Mads")).get("/arbejdsrum/ny/").content.decode()
    assert len(own_vignettes([here.family])) == 1


def test_forgotten_36_months_after_the_last_change(karen: Client, here: Town) -> None:
    """Karen's case goes in the night 36 months after she last touched it, not the night before."""
    karen.post(_new(here.family), CASE)
    OwnVignette.objects.update(created_on=date(2020, 1, 1), changed_on=date(2026, 3, 5))
    for day, left in ((4, 1), (5, 0)):
        (rule,) = retention(datetime(2029, 3, day, 2, tzinfo=ZONE))
        rule.delete()
        assert OwnVignette.objects.count() == left

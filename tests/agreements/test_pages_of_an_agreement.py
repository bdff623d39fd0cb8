"""An agreement on the staff's pages: written, begun, told, changed, suspended, reviewed and ended, all without script."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus
from fagspejl.workspace.sessions.services.planning import today_here
from support.town import Town, entered, form_with, leader, town

WRITTEN = {
    "title": "Dokumentation",
    "text": "Dokumentationen er færdig, før vagten slutter.",
    "why": "Aftenvagten skal vide, hvad der er gjort.",
    "for_whom": "Dagvagten",
    "visible_sign": "Ingen spørger, hvad der er sket.",
    "consideration_citizen": "Patienten fortæller kun én gang.",
    "minority_reason": "Tiden mangler.",
    "superior_rule": "guideline",
    "superior_text": "Retningslinje om journalføring",
    "when_0": "Akut forværring",
    "instead_0": "Skriv det vigtigste",
    "who_decides_0": "Den ansvarlige",
    "noted_where_0": "Tavlen",
}


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def _one(unit: UUID) -> AgreementFacts:
    (found,) = agreements_of([unit])
    return found


def _send(who: Client, page: str, **said: str) -> str:
    """Fill in a form on top of what it shows, send it, and return the page that follows."""
    sent = {**form_with(who.get(page), "asked"), **said}
    answered = who.post(page, sent, follow=True)
    assert answered.status_code == 200
    return answered.content.decode()


def test_from_a_blank_page_to_its_end(ida: Client, here: Town) -> None:
    """Ida writes an agreement, lets it hold, tells it, changes it, rests it, reviews it and ends it."""
    page = _send(ida, "/arbejdsrum/aftaler/ny/", **WRITTEN)
    for part in (
        *WRITTEN.values(),
        "Gælder kun inden for retningslinjen",
        "Tomt. Det har vi ikke sagt noget om.",
    ):
        assert part in page or part == "guideline"
    address = f"/arbejdsrum/aftaler/{_one(here.cancer).id}/"
    later = (today_here() + timedelta(days=30)).isoformat()
    assert "Gælder fra" in _send(ida, f"{address}begynd/")
    told = _send(
        ida, f"{address}fortalt/", group="Aftenvagt", people="6", understood="6", questions="Hvad med akut?"
    )
    assert "6 har sagt, at de har forstået den" in told
    assert "Hvad med akut?" in told
    changed = _send(
        ida,
        f"{address}ny-udgave/",
        because="Sene indlæggelser",
        when_0="Efter kl. 14",
        instead_0="Aftenvagten skriver",
        who_decides_0="Den, der tager imod",
        noted_where_0="Tavlen",
    )
    assert "udgave 2, fordi: Sene indlæggelser" in changed
    assert "Udgave 1. Aftenvagt: fortalt den" in changed
    assert "Udgave 2 er ikke fortalt videre endnu." in changed
    assert "Udgave" not in told.split("Fortalt videre", 1)[1].split("Historien", 1)[0]
    assert [one.when for one in _one(here.cancer).exceptions_now] == ["Akut forværring", "Efter kl. 14"]
    wall = ida.get(f"{address}liv/").content.decode()
    for part in (WRITTEN["text"], WRITTEN["superior_text"], WRITTEN["why"], "Undtagelse 2: Efter kl. 14"):
        assert part in wall
    assert "Sat i bero til" in _send(ida, f"{address}bero/", because="Ferie", until=later)
    assert "Gælder fra" in _send(ida, f"{address}genoptag/")
    review = ida.get(f"{address}gennemgang/").content.decode()
    for part in (
        "Ingen spørger, hvad der er sket.",
        "Aftalens liv",
        "Hvad med akut?",
        "Det har vi ikke sagt noget om: Ressourcer.",
    ):
        assert part in review
    assert "set igennem og beholdt: Den holder" in _send(ida, f"{address}gennemgang/", line="Den holder")
    assert "Godt set." in ida.get(f"{address}afslut/").content.decode()
    ended = _send(ida, f"{address}afslut/", taught="Undtagelsen var hele pointen")
    assert "Det lærte vi: Undtagelsen var hele pointen" in ended
    assert _one(here.cancer).status is AgreementStatus.ENDED
    register = ida.get("/arbejdsrum/aftaler/").content.decode()
    assert "Ændret eller afsluttet indtil nu: 1 af 1" in register
    assert "Set igennem til tiden: 3 af 3" in register
    assert "%" not in register.split("<main", 1)[1]


def test_what_is_missing_is_told_and_nothing_typed_is_lost(ida: Client, here: Town) -> None:
    """Ida lets a half-written draft hold: one sentence says what is missing, and the draft stands."""
    _send(ida, "/arbejdsrum/aftaler/ny/", title="Halv", text="Vi siger det højt.")
    address = f"/arbejdsrum/aftaler/{_one(here.cancer).id}/"
    missing = "Før aftalen kan gælde, mangler »Hvorfor«, »For hvem gælder den« og »Sådan kan vi se det«."
    for page in (address, f"{address}begynd/"):
        told = ida.get(page).content.decode()
        assert missing in told
        assert f"{address}ret/" in told
    assert "Så kan en ny kollega se, hvad aftalen er til for" in _send(ida, f"{address}begynd/")
    refused = _send(ida, f"{address}ret/", text="ord " * 81, why="Fordi vi glemmer det.")
    assert "højst 80 ord" in refused
    assert "Fordi vi glemmer det." in refused
    half = _send(ida, f"{address}ret/", when_1="Når der er brand")
    assert "alle fire felter" in half
    assert "Når der er brand" in half
    assert _one(here.cancer).current.values.why == ""


def test_citizens_and_names(ida: Client, here: Town) -> None:
    """Ida types a citizen's number, which is refused, and a name, which is asked about once."""
    refused = _send(ida, "/arbejdsrum/aftaler/ny/", title="Aftale", text="Som ved 010190-1234.")
    assert "cpr-nummer" in refused
    assert agreements_of([here.cancer]) == ()
    sent = {
        **form_with(ida.get("/arbejdsrum/aftaler/ny/"), "asked"),
        "title": "Aftale",
        "text": "Spørg Sofie Holm først.",
    }
    asked = ida.post("/arbejdsrum/aftaler/ny/", sent)
    assert "Sofie Holm" in asked.content.decode()
    again = form_with(asked, "asked")
    assert ida.post("/arbejdsrum/aftaler/ny/", again).status_code == 302


def test_a_small_group_leaves_only_its_day(ida: Client, here: Town) -> None:
    """Ida tells three colleagues: the page says the day, and neither counts nor questions."""
    _send(ida, "/arbejdsrum/aftaler/ny/", **WRITTEN)
    address = f"/arbejdsrum/aftaler/{_one(here.cancer).id}/"
    _send(ida, f"{address}begynd/")
    refused = _send(ida, f"{address}fortalt/", group="Nat", people="3", understood="3", questions="Hvorfor?")
    assert "bliver kun dagen gemt" in refused
    told = _send(ida, f"{address}fortalt/", group="Nat", people="3", understood="3", questions="")
    assert "Nat: fortalt den" in told
    assert "har forstået den" not in told
    assert _one(here.cancer).told[0].understood is None


def test_second_of_two_is_told(ida: Client, here: Town) -> None:
    """Ida sends a page that is older than the agreement: nothing is done, and her text still stands."""
    _send(ida, "/arbejdsrum/aftaler/ny/", **WRITTEN)
    address = f"/arbejdsrum/aftaler/{_one(here.cancer).id}/ret/"
    seen = form_with(ida.get(address), "asked")
    assert ida.post(address, {**seen, "title": "Først"}).status_code == 302
    late = ida.post(address, {**seen, "title": "Sidst"}).content.decode()
    assert "En anden har ændret aftalen" in late
    assert "Sidst" in late
    assert _one(here.cancer).title == "Først"


def test_others_units_are_not_there(ida: Client, here: Town) -> None:
    """Karen and Mads find no page of Ida's agreement, neither to read nor to press."""
    _send(ida, "/arbejdsrum/aftaler/ny/", **WRITTEN)
    address = f"/arbejdsrum/aftaler/{_one(here.cancer).id}/"
    for name in ("Karen", "Mads"):
        other = entered(leader(name))
        for act in ("", "ret/", "begynd/", "slet/"):
            assert other.get(address + act).status_code == 404
        assert other.post(f"{address}slet/", {"revision": 0}).status_code == 404
        assert "Dokumentation" not in other.get("/arbejdsrum/aftaler/").content.decode()
    assert _one(here.cancer).status is AgreementStatus.DRAFT

"""An agreement begins from what a session ended with, from a report, or by itself; and no unit has more than ten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory

from fagspejl.workspace.agreements.errors import AgreementRefused, TooManyActive
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.services.drafts import start
from fagspejl.workspace.agreements.services.living import end, resume, suspend
from fagspejl.workspace.agreements.types import AgreementStatus, EventKind
from fagspejl.workspace.home.starts import starts
from fagspejl.workspace.sessions.models import StartingPoint
from fagspejl.workspace.sessions.selectors.sessions import starting_points
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode
from support.agreed import IDA, begun, drafted, known
from support.room import open_room
from support.town import Town, entered, form_with, leader, town

FOUR = ("Patienten fortæller én gang.", "", "Ti minutter.", "")


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def test_from_what_a_session_ended_with(ida: Client, here: Town) -> None:
    """Ida's unit agreed in a session: its page leads to a form with text and considerations, and then to the agreement."""
    room = open_room(units=(here.cancer,))
    room.to(PhaseCode.AGREE)
    ended = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Vi skriver det, før vi går.", considerations=FOUR)
    record_outcome(room.control, room.facts.revision, ended)
    (point,) = starting_points([here.cancer])
    unit = f"/arbejdsrum/enhed/{here.cancer}/"
    link = f"/arbejdsrum/aftaler/ny/?afsaet={point.id}"
    assert f'<a href="{link}">Lav aftalen</a>' in ida.get(unit).content.decode()
    sent = form_with(ida.get(link), "asked")
    assert sent["text"][0].strip() == "Vi skriver det, før vi går."
    assert sent["consideration_citizen"][0].strip() == FOUR[0]
    made = ida.post("/arbejdsrum/aftaler/ny/", {**sent, "title": "Skriv det"})
    (agreed,) = agreements_of([here.cancer])
    assert made["Location"] == f"/arbejdsrum/aftaler/{agreed.id}/"
    assert f'<a href="{made["Location"]}">Se aftalen</a>' in ida.get(unit).content.decode()


def test_anothers_starting_point(ida: Client, here: Town) -> None:
    """Ida asks for a form from Karen's starting point, or for Karen's unit: there is none."""
    point = StartingPoint.objects.create(
        unit=here.family, from_kind="agreement", from_id="x", text="Karens", made_on=today_here()
    )
    for query in (f"afsaet={point.id}", "afsaet=x", f"enhed={here.family}"):
        assert ida.get(f"/arbejdsrum/aftaler/ny/?{query}").status_code == 404


def test_from_a_report(here: Town) -> None:
    """Ida's report suggests an agreement: the link is there, and the form says where she comes from."""
    cast = leader("Ida")
    ida, request = entered(cast), RequestFactory().get("/")
    request.fagspejl_staff = cast.staff  # type: ignore[attr-defined]
    (found,) = [one for one in starts(request, uuid4()) if one.sheet == "agreement"]
    address, _, _ = found.url.partition(
        "&rapport="
    )  # with a report: tests/dialogue/test_from_the_report_to_a_tool.py
    assert "Vælg ét udsagn fra rapporten" in ida.get(address).content.decode()


@pytest.mark.stores
def test_no_more_than_ten(here: Town) -> None:
    """Ten of Ida's agreements hold: an eleventh is refused, begun or resumed, until one ends or is replaced."""
    active = [begun(here.cancer, title=str(number)) for number in range(10)]
    extra = drafted(here.cancer, title="Én til")
    with pytest.raises(TooManyActive):
        start(extra, 0, actor=IDA)
    start(extra, 0, replaces=active[0], actor=IDA)
    replaced = known(active[0])
    assert (replaced.status, replaced.replaced_by) == (AgreementStatus.REPLACED, extra)
    assert replaced.events[-1].kind is EventKind.REPLACED
    suspend(extra, known(extra).revision, because="Ferie", until=today_here() + timedelta(days=3), actor=IDA)
    last = begun(here.cancer, title="Sidste")
    with pytest.raises(TooManyActive):
        resume(extra, known(extra).revision, actor=IDA)
    end(last, known(last).revision, taught="Nok", actor=IDA)
    resume(extra, known(extra).revision, actor=IDA)
    assert len(agreements_of([here.cancer], [AgreementStatus.ACTIVE])) == 10


def test_replaced_only_within_the_unit(here: Town) -> None:
    """Ida cannot let her agreement take the place of Karen's, nor end hers in favour of it."""
    karens, mine = begun(here.family), drafted(here.cancer)
    with pytest.raises(AgreementRefused):
        start(mine, 0, replaces=karens, actor=IDA)
    start(mine, 0, actor=IDA)
    with pytest.raises(AgreementRefused):
        end(mine, 1, taught="Nok", replaced_by=karens, actor=IDA)
    assert known(karens).status is AgreementStatus.ACTIVE

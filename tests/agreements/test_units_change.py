"""Units are merged, leaders replaced, owners leave: agreements stay with the work and whoever leads it now."""

from __future__ import annotations

from uuid import uuid4

import pytest
from click.testing import CliRunner

from fagspejl.accounts.models import User
from fagspejl.audit.selectors import lines
from fagspejl.commands.cli import main
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementStatus
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of, sessions_of, starting_points
from support.agreed import begun, known
from support.room import open_room
from support.town import Town, entered, form_with, leader, town


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _carry(*said: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["carry-unit", *said])
    return done.exit_code, done.output


@pytest.mark.stores
def test_merged_into_another(here: Town) -> None:
    """Ida's unit becomes part of Karen's: its agreement and session are hers after the command, and only then."""
    one = begun(here.cancer)
    room, both = open_room(units=(here.cancer,)), open_room(units=(here.family, here.cancer))
    karen = entered(leader("Karen"))
    address = f"/arbejdsrum/aftaler/{one}/"
    assert karen.get(address).status_code == 404
    code, told = _carry("--from", "kraeft", "--to", "fam", "--dry-run")
    assert (code, "1 aftaler og 2 sessioner" in told) == (0, True)
    assert karen.get(address).status_code == 404
    assert _carry("--from", "kraeft", "--to", "fam")[0] == 0
    assert karen.get(address).status_code == 200
    assert {found.id for found in sessions_of([here.family])} == {room.id, both.id}
    assert sessions_of([here.cancer]) == outcomes_of([here.cancer]) == starting_points([here.cancer]) == []
    (written,) = [line for line in lines(about=str(here.family)) if line.event == "unit_carried"]
    assert written.facts["agreements"] == 1


def test_more_than_ten_afterwards(here: Town) -> None:
    """Two units with eight agreements each become one: all sixteen hold, and no new one begins."""
    for unit in (here.family, here.cancer):
        for number in range(8):
            begun(unit, title=f"Aftale {number}")
    assert _carry("--from", "kraeft", "--to", "fam")[0] == 0
    assert len(agreements_of([here.family], [AgreementStatus.ACTIVE])) == 16
    karen = entered(leader("Karen"))
    sent = {**form_with(karen.get("/arbejdsrum/aftaler/ny/"), "asked"), "title": "Én til"}
    filled = {"text": "Vi gør det.", "why": "Fordi.", "for_whom": "Alle", "visible_sign": "Det ses."}
    made = karen.post("/arbejdsrum/aftaler/ny/", {**sent, **filled})
    start = f"{made['Location']}begynd/"
    refused = karen.post(start, form_with(karen.get(start), "asked")).content.decode()
    assert "I har 10 aftaler, der gælder. Det er det meste." in refused


def test_forgotten_unit(here: Town) -> None:
    """The organisation forgot a unit: Per lists it by its id, and its agreement goes where it belongs now."""
    gone = uuid4()
    one = begun(gone)
    assert _carry() == (0, f"{gone}: 1 aftaler\n")
    assert _carry("--from", str(gone), "--to", "fam")[0] == 0
    assert known(one).unit == here.family
    assert _carry() == (0, "Alle enheder med aftaler er der endnu.\n")


def test_wrong_units(here: Town) -> None:
    """Per mistypes a unit, leaves one out, or names one twice: nothing is carried."""
    one = begun(here.cancer)
    assert _carry("--from", "kraeft", "--to", "nowhere")[0] == 1
    assert _carry("--from", "nowhere", "--to", "fam")[0] == 1
    assert _carry("--from", "kraeft")[0] == 2
    assert _carry("--from", "kraeft", "--to", "kraeft")[0] == 2
    assert known(one).unit == here.cancer


def test_a_unit_that_moves(here: Town) -> None:
    """Ida's unit moves below another and gets a new name: it is the same unit, and nothing has to be carried."""
    one = begun(here.cancer)
    Unit.objects.filter(id=here.cancer).update(name="Onkologi", parent=here.family)
    page = entered(leader("Ida")).get(f"/arbejdsrum/aftaler/{one}/").content.decode()
    assert "Onkologi" in page


def test_successor_and_owner(here: Town) -> None:
    """Ida leaves and Omar leads: he has the agreement at once, nobody looks after it until he takes it over."""
    ida = leader("Ida")
    one = begun(here.cancer, account=ida.staff.id)
    before = entered(ida)
    address = f"/arbejdsrum/aftaler/{one}/"
    assert "Ida passer aftalen." in before.get(address).content.decode()
    Person.objects.filter(key="ida").update(leaves=True, is_leader=False)
    Person.objects.create(key="omar", name="Omar", unit_id=here.cancer, is_leader=True)
    omar = entered(leader("Omar"))
    assert before.get(address).status_code == 404
    page = omar.get(address).content.decode()
    assert "Aftalen har ingen, der passer den nu." in page
    assert "Ida" not in page
    omar.post(f"{address}overtag/", form_with(omar.get(f"{address}overtag/"), "revision"))
    assert "Omar passer aftalen." in omar.get(address).content.decode()


def test_account_that_is_closed(here: Town) -> None:
    """Ida's account is closed while she is still on the roster: the agreement says that nobody looks after it."""
    ida = leader("Ida")
    one = begun(here.cancer, account=ida.staff.id)
    User.objects.filter(id=ida.staff.id).update(is_active=False)
    Person.objects.create(key="omar", name="Omar", unit_id=here.cancer, is_leader=True)
    page = entered(leader("Omar")).get(f"/arbejdsrum/aftaler/{one}/").content.decode()
    assert "Aftalen har ingen, der passer den nu." in page

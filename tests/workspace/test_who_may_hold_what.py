"""What is not yours is not there: units, sessions and cases of one's own, and of those one was appointed for."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.organisation.models import Person
from fagspejl.workspace.sessions.selectors.sessions import facilitators_of
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.planning import appoint
from support.room import KAREN, open_room
from support.staff import somebody
from support.town import Town, entered, leader, town

APPOINTING = (Event.FACILITATOR_APPOINTED, Event.FACILITATOR_DISMISSED)
SHEETS = ("", "svarsedler/", "ark/", "tast-ind/")


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _status(client: Client, path: str) -> int:
    return int(client.get(path).status_code)


def test_another_leader_has_nothing_of_it(here: Town) -> None:
    """Ida and Mads, Karen's own leader, find neither her unit nor her session, open or closed, and can do nothing there."""
    room = open_room(units=(here.family,))
    for name in ("Ida", "Mads"):
        other = entered(leader(name))
        for path in SHEETS:
            assert _status(other, f"/arbejdsrum/session/{room.id}/{path}") == 404
        assert other.post(f"/arbejdsrum/session/{room.id}/", {"act": "close"}).status_code == 404
        assert _status(other, f"/arbejdsrum/enhed/{here.family}/") == 404
        assert _status(other, f"/arbejdsrum/enhed/{here.family}/vignet/") == 404
        assert _status(other, f"/arbejdsrum/ny/?enhed={here.family}") == 404
        assert str(room.id) not in other.get("/arbejdsrum/").content.decode()
        assert room.facts.is_open
    close_session(room.id, actor=KAREN)
    assert _status(entered(leader("Karen")), f"/arbejdsrum/session/{room.id}/") == 200


def test_whoever_leads_nobody_has_no_workspace(here: Town) -> None:
    """Lone has an account and no unit: the workspace is not there, and the front page does not name it."""
    lone = entered(somebody("Lone"))
    for path in (
        "",
        "ny/",
        "om-tallene/",
        f"enhed/{here.family}/",
        f"session/{uuid4()}/",
        f"vignet/{uuid4()}/",
    ):
        assert _status(lone, f"/arbejdsrum/{path}") == 404
    assert "/arbejdsrum/" not in lone.get("/").content.decode()


def test_facilitator_is_appointed_and_dismissed(here: Town) -> None:
    """Karen appoints Lone by her address; Lone holds sessions of the unit until Karen takes it back."""
    who = somebody("Lone")
    karen, lone = entered(leader("Karen")), entered(who)
    unit = f"/arbejdsrum/enhed/{here.family}/"
    assert karen.post(unit, {"act": "appoint", "email": " Lone@Fjordby.dk "}).status_code == 302
    assert facilitators_of(here.family) == [who.staff.id]
    room = open_room(units=(here.family,))
    assert _status(lone, f"/arbejdsrum/session/{room.id}/") == 200
    assert "/arbejdsrum/" in lone.get("/").content.decode()
    page = lone.get(unit).content.decode()
    assert "Mødeledere" not in page
    assert lone.post(unit, {"act": "appoint", "email": "lone@fjordby.dk"}).status_code == 404
    karen.post(unit, {"act": "dismiss", "account": str(who.staff.id)})
    assert facilitators_of(here.family) == []
    assert _status(lone, f"/arbejdsrum/session/{room.id}/") == 404
    told = [one.event for one in entries_about(str(here.family), events=APPOINTING)]
    assert sorted(told) == sorted(APPOINTING)


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("ingen@fjordby.dk", "Ingen åben konto har den adresse"),
        ("", "Ingen åben konto har den adresse"),
        ("karen@fjordby.dk", "Du kan holde sessioner allerede"),
    ],
)
def test_who_cannot_be_appointed(here: Town, email: str, said: str) -> None:
    """Karen is told what to do where an address has no account, or is her own; what she typed is still there."""
    karen = entered(leader("Karen"))
    page = karen.post(
        f"/arbejdsrum/enhed/{here.family}/", {"act": "appoint", "email": email}
    ).content.decode()
    assert said in page
    assert f'value="{email}"' in page
    assert facilitators_of(here.family) == []


def test_rights_end_with_the_roster(here: Town) -> None:
    """Karen, who no longer leads, loses the workspace at her next click; Lone keeps what she was appointed for."""
    who = somebody("Lone")
    appoint(here.family, who.staff.id, actor=KAREN)
    karen = entered(leader("Karen"))
    Person.objects.filter(key="karen").update(is_leader=False)
    assert _status(karen, "/arbejdsrum/") == 404
    assert _status(entered(who), f"/arbejdsrum/enhed/{here.family}/") == 200


def test_joint_session_is_read_by_those_who_took_part(here: Town) -> None:
    """Mads holds a session with Karen's unit: she has it when it is closed, without any way in, and Ida never has."""
    room = open_room(units=(here.whole, here.family))
    page = f"/arbejdsrum/session/{room.id}/"
    karen = entered(leader("Karen"))
    assert _status(karen, page) == 404
    close_session(room.id, actor=KAREN)
    assert _status(karen, page) == 200
    assert karen.post(page, {"act": "forget"}).status_code == 404
    assert _status(entered(leader("Ida")), page) == 404
    assert _status(entered(leader("Mads")), page) == 200

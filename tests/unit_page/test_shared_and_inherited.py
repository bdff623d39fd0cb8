"""Those who lead a unit today share its page and notices; a successor inherits them, and who has left has nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import notice_of
from support.agreed import begun
from support.town import Town, entered, leader, town
from support.unit_page import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

OWN = {"own": "Tak for jeres hjælp.", "act": "release", "sprog": "da"}


@pytest.fixture
def here(db: None) -> Town:
    """The town, with a second leader in Karen's unit."""
    found = town()
    Person.objects.create(key="bente", name="Bente", unit_id=found.family, is_leader=True)
    return found


def _status(client: Client, here: Town) -> set[int]:
    base = f"/arbejdsrum/enhed/{here.family}/"
    return {client.get(f"{base}{path}").status_code for path in ("", "side/", "fortael/")}


def test_two_leaders_act(here: Town) -> None:
    """Karen and Bente lead one unit: Bente sees what Karen made, renews its address and withdraws Karen's notice."""
    karen, bente = entered(leader("Karen")), entered(leader("Bente"))
    base = f"/arbejdsrum/enhed/{here.family}/"
    assert karen.post(f"{base}side/", {"turn": "0"}).status_code == 302
    assert karen.post(f"{base}fortael/", OWN).status_code == 302
    begun(here.family, title="Fælles aftale")
    assert _status(bente, here) == {200}
    assert "Tak for jeres hjælp." in bente.get(f"{base}fortael/").content.decode()
    assert "Vi har aftalt: Fælles aftale" in bente.get(f"{base}fortael/").content.decode()
    assert bente.post(f"{base}side/", {"turn": "1"}).status_code == 302
    assert bente.post(f"{base}fortael/", {"act": "withdraw"}).status_code == 302
    assert notice_of(here.family) is None


def test_a_successor(here: Town) -> None:
    """Karen leaves and Asta leads the unit: she finds its page, agreements and notice, and Karen finds nothing."""
    path, karen = page_of(here.family), entered(leader("Karen"))
    begun(here.family, title="Karens aftale")
    assert karen.post(f"/arbejdsrum/enhed/{here.family}/fortael/", OWN).status_code == 302
    Person.objects.filter(key__in=["karen", "bente"]).update(is_leader=False, leaves=True)
    Person.objects.create(key="asta", name="Asta", unit_id=here.family, is_leader=True)
    asta = entered(leader("Asta"))
    assert _status(asta, here) == {200}
    assert path in asta.get(f"/arbejdsrum/enhed/{here.family}/side/").content.decode()
    notice = asta.get(f"/arbejdsrum/enhed/{here.family}/fortael/").content.decode()
    assert "Tak for jeres hjælp." in notice
    assert "Karens aftale" in notice
    assert _status(karen, here) <= {302, 404}


def test_nobody_else(here: Town) -> None:
    """Ida, and Mads who leads the unit above, find nothing of it, and can release nothing."""
    page_of(here.family)
    for name in ("Ida", "Mads"):
        other = entered(leader(name))
        assert _status(other, here) == {404}
        assert other.post(f"/arbejdsrum/enhed/{here.family}/side/", {"turn": "1"}).status_code == 404
        assert other.post(f"/arbejdsrum/enhed/{here.family}/fortael/", OWN).status_code == 404
    assert notice_of(here.family) is None


def test_a_facilitator_reads_only(here: Town) -> None:
    """Lone was appointed to hold the unit's sessions: its address and its notices are not hers."""
    from fagspejl.accounts.selectors import account_of
    from fagspejl.workspace.sessions.services.planning import appoint
    from support.staff import somebody
    from support.unit_page import KAREN

    who = somebody("Lone")
    lone = entered(who)
    account = account_of(who.email)
    assert account is not None
    appoint(here.family, account.staff.id, actor=KAREN)
    assert lone.get(f"/arbejdsrum/enhed/{here.family}/").status_code == 200
    assert lone.get(f"/arbejdsrum/enhed/{here.family}/side/").status_code == 404
    assert lone.get(f"/arbejdsrum/enhed/{here.family}/fortael/").status_code == 404

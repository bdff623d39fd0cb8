"""A path is its owner's: Mads sees dates and what she shares, a new leader dates alone, a successor nothing."""

from __future__ import annotations

from html import unescape

import pytest

from fagspejl.organisation.models import Person
from support.followed import GOAL, LINE, Followed, add_leader, client_of, planner, put_above, write_goal

PRIVATE = "Det her er kun mit"
SEEN = "Vi så ikke nok"


@pytest.fixture
def full(world: Followed) -> Followed:
    """Karen has a shared goal, a private one, a line and a look back."""
    karen, url = client_of("Karen"), world.url()
    write_goal(karen, url)
    karen.post(url, {"act": "goal", "about": "", "text": PRIVATE, "status": "going"})
    karen.post(url, {"act": "lines", "line_1": LINE})
    karen.post(url, {"act": "look", "about": "look_back_90", "happened": "no", "seen": SEEN})
    return world


def _page(name: str, url: str) -> str:
    return unescape(client_of(name).get(url).content.decode())


def test_own_leader_sees_what_is_shared(full: Followed) -> None:
    """Mads reads the shared goal and the line; neither the private goal nor what Karen saw."""
    page = _page("Mads", full.url())
    assert GOAL in page
    assert LINE in page
    assert PRIVATE not in page
    assert SEEN not in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_own_leader_changes_nothing(full: Followed) -> None:
    """Mads may not act on Karen's path."""
    assert client_of("Mads").post(full.url(), {"act": "empty"}).status_code == 404
    assert GOAL in _page("Karen", full.url())


def test_new_own_leader_waits_for_her_word(full: Followed) -> None:
    """Lone is Karen's leader now: she sees dates alone and Mads nothing, until Karen shares with Lone too."""
    add_leader("Lone")
    _account("Lone")
    put_above("Lone", "Karen")
    page = _page("Lone", full.url())
    assert "Senest" in page
    assert not [text for text in (GOAL, LINE, PRIVATE, SEEN) if text in page]
    assert client_of("Mads").get(full.url()).status_code == 404
    assert client_of("Karen").post(full.url(), {"act": "share"}).status_code == 302
    page = _page("Lone", full.url())
    assert GOAL in page
    assert PRIVATE not in page
    assert client_of("Mads").get(full.url()).status_code == 404


def test_others_find_nothing(full: Followed) -> None:
    """Ida, a successor in Karen's unit, and HR find no such page, in any format."""
    successor = add_leader("Asta")
    Person.objects.filter(id=successor.id).update(unit=Person.objects.get(name="Karen").unit)
    Person.objects.filter(name="Karen").update(is_leader=False)
    _account("Asta")
    bente, _ = planner()
    for client in (client_of("Ida"), client_of("Asta"), bente):
        assert client.get(full.url()).status_code == 404
        assert client.post(full.url(), {"act": "share"}).status_code == 404
        assert client.get(f"{full.url()}plan.ics").status_code == 404
    assert GOAL in _page("Karen", full.url())


def _account(name: str) -> None:
    """Publication made accounts for those who had a report; a new leader gets hers by the roster's key."""
    from fagspejl.accounts.selectors import account_of
    from fagspejl.accounts.services import add_user
    from support.staff import PER

    if account_of(f"{name.lower()}@fjordby.dk") is None:
        add_user(email=f"{name.lower()}@fjordby.dk", name=name, actor=PER, roles=(), person_key=name)

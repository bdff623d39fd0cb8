"""Bente chooses whom a round is about: by unit, from a list, or pasted; long lists come in pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person, Unit
from support.desk import drafted, planner
from support.roster import CAST, employees

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _about(round_id: object) -> set[str]:
    asking, _ = who_is_asked(round_id, now=utc_now())  # type: ignore[arg-type]
    return {asking.people[leader].key for leader in asking.leaders}


def _steps(client: Client, round_id: object) -> str:
    return client.get(f"/planlaeg/runde/{round_id}/").content.decode()


def test_a_unit_and_what_is_below_it(client: Client, tmp_path: Path) -> None:
    """Bente ticks Familieområdet: of the three leaders only Karen is asked about, and the round's page says how many."""
    round_id = drafted(tmp_path, *CAST, *employees(6))
    url = f"/planlaeg/runde/{round_id}/opsaetning/ledere/"
    planner(client)
    assert "Runden handler om 3 ledere." in _steps(client, round_id)
    assert client.post(url, {"act": "scope", "scope": "units", "version": "0"}).status_code == 302
    assert _about(round_id) == set()
    assert "Runden handler ikke om nogen endnu." in _steps(client, round_id)
    lines = client.get(url).context["lines"]
    assert next((line.name, line.depth) for line in lines) == ("Børn og Unge", 0)
    shown = [line.key for line in lines]
    sent = {"act": "tick", "shown": shown, "ticked": ["fam"], "version": "1"}
    assert client.post(url, sent).status_code == 302
    assert _about(round_id) == {"karen"}
    assert "Runden handler om 1 leder." in _steps(client, round_id)
    assert client.post(url, {**sent, "ticked": ["boern"], "version": "2"}).status_code == 302
    assert "karen" in _about(round_id)
    assert len(_about(round_id)) > 1


def test_a_pasted_list(client: Client, tmp_path: Path) -> None:
    """Bente pastes ids and addresses: leaders are taken in, and who is no leader stands there to be corrected."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/opsaetning/ledere/"
    planner(client)
    client.post(url, {"act": "scope", "scope": "leaders", "version": "0"})
    pasted = "KAREN\nida@egedal.example; sofie@egedal.example\n\nukendt"
    answer = client.post(url, {"act": "paste", "pasted": pasted, "version": "1"})
    assert answer.status_code == 422
    assert answer.context["unknown"] == ["sofie@egedal.example", "ukendt"]
    assert plan_of(round_id).values.chosen == ("ida", "karen")


def test_pages_keep_each_others_ticks(client: Client, tmp_path: Path) -> None:
    """Bente ticks one leader on each of two pages: saving the second page keeps the first one's."""
    round_id = drafted(tmp_path)
    unit = Unit.objects.get(key="fam")
    Person.objects.bulk_create(
        Person(key=f"l{n:03}", name=f"Leder {n:03}", unit=unit, is_leader=True) for n in range(150)
    )
    url = f"/planlaeg/runde/{round_id}/opsaetning/ledere/"
    planner(client)
    client.post(url, {"act": "scope", "scope": "leaders", "version": "0"})
    for side, key, version in (("1", "karen", "1"), ("2", "l149", "2")):
        lines = client.get(f"{url}?side={side}").context["lines"]
        assert len(lines) <= 100
        shown = [line.key for line in lines]
        assert key in shown
        sent = {"act": "tick", "shown": shown, "ticked": [key], "version": version, "side": side}
        assert client.post(url, sent)["Location"].endswith(f"?side={side}")
    assert plan_of(round_id).values.chosen == ("karen", "l149")
    assert [line.key for line in client.get(f"{url}?q=leder+149").context["lines"]] == ["l149"]


def test_the_second_of_two_is_told(client: Client, tmp_path: Path) -> None:
    """Bente ticks on a page from before Jens's change: her ticks stand there, and nothing is overwritten."""
    round_id = drafted(tmp_path)
    url = f"/planlaeg/runde/{round_id}/opsaetning/ledere/"
    planner(client)
    client.post(url, {"act": "scope", "scope": "leaders", "version": "0"})
    shown = [line.key for line in client.get(url).context["lines"]]
    client.post(url, {"act": "tick", "shown": shown, "ticked": ["mads"], "version": "1"})
    answer = client.post(url, {"act": "tick", "shown": shown, "ticked": ["karen"], "version": "1"})
    assert answer.status_code == 409
    assert {line.key for line in answer.context["lines"] if line.ticked} == {"karen"}
    assert plan_of(round_id).values.chosen == ("mads",)

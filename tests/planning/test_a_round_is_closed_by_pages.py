"""From the deadline to the reports by pages alone; the worker does what needs the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.duties import close_due
from fagspejl.operations.services.rounds.silence import SILENCE
from support.closing import answered_round
from support.desk import planner, work
from support.small_round import KEY, SmallRound
from support.staff import log_in, somebody

pytestmark = pytest.mark.django_db(transaction=True)


def _with_key(made: SmallRound) -> None:
    """Put the round's key where the site has its keys."""
    keys = key_store(made.round.id)
    for folder in filter(None, (keys.folder, keys.escrow)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{made.round.id}.key").write_bytes(KEY)


def _state(made: SmallRound) -> str:
    return Round.objects.values_list("state", flat=True).get(id=made.round.id)


def test_closing_in_three_presses(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Bente closes, confirms and publishes; she may leave the page between, and finds it as she left it."""
    settings.DATA = tmp_path / "data"
    made = answered_round()
    _with_key(made)
    planner(client)
    page = f"/planlaeg/runde/{made.round.id}/luk/"
    for act, kind, state, told in (
        ("close", "close", RoundState.SEALED, "23 svar er talt med."),
        ("confirm", "confirm", RoundState.KEYS_GONE, "rundens nøgle blev slettet"),
        ("publish", "publish", RoundState.PUBLISHED, "Rapporterne er offentliggjort."),
    ):
        assert f'value="{act}"' in client.get(page).text
        assert client.post(page, {"act": act}).status_code == 302
        waiting = client.get(page)
        assert waiting["Refresh"] == "3"
        assert f'value="{act}"' not in waiting.text
        assert work() == [kind]
        assert _state(made) == state
        after = client.get(page)
        assert "Refresh" not in after
        assert told in after.text
    results = client.get(f"/planlaeg/runde/{made.round.id}/resultater/").text
    assert f"/organisation/{made.round.id}/filer/" in results
    again = client.post(f"/planlaeg/runde/{made.round.id}/resultater/").text
    assert "Der er ingen fejl." in again
    log = client.get(f"/planlaeg/log/?runde={made.round.id}").text
    assert "Bente Rosenvang lukkede »Evaluering 2026« og talte svarene op." in log


def test_a_fault_keeps_the_key(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Bente reports a fault: after a fortnight the key still stands, and when she confirms it is destroyed."""
    settings.DATA = tmp_path / "data"
    made = answered_round()
    _with_key(made)
    planner(client)
    page = f"/planlaeg/runde/{made.round.id}/luk/"
    client.post(page, {"act": "close"})
    work()
    assert "Vælg, hvad der er galt." in client.post(page, {"act": "fault"}).text
    assert client.post(page, {"act": "fault", "fault": "numbers"}).status_code == 302
    assert "Bente Rosenvang har meldt en fejl" in client.get(page).text
    close_due(utc_now() + 2 * SILENCE, lambda key, **facts: None)
    assert _state(made) == RoundState.SEALED
    client.post(page, {"act": "confirm"})
    work()
    assert _state(made) == RoundState.KEYS_GONE


def test_the_copy_is_confirmed_by_its_holder(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Dorte keeps the copy: she alone confirms that it is destroyed, and until then publication is refused."""
    settings.DATA = tmp_path / "data"
    made = answered_round(policy=RoundPolicyValues(access=AccessPolicy(escrow="offline")))
    _with_key(made)
    planner(client)
    page, copy = f"/planlaeg/runde/{made.round.id}/luk/", f"/planlaeg/runde/{made.round.id}/luk/kopi/"
    dorte = Client()
    log_in(dorte, somebody("Dorte", "dpo", app=True))
    assert "Behold kopien" in dorte.get(copy).text
    for act in ("close", "confirm", "publish"):
        client.post(page, {"act": act})
        work()
    assert _state(made) == RoundState.KEYS_GONE
    refused = client.get(page).text
    assert "Kopien af nøglen er ikke bekræftet slettet." in refused
    assert "dorte@fjordby.dk" in refused
    assert "Først når også kopien er væk, kan ingen forbinde et svar med en person." in refused
    assert 'value="publish"' not in refused
    assert client.post(copy, {"destroyed": "1"}).status_code == 404
    assert copy in dorte.get("/").text
    assert "Sæt kryds" in dorte.post(copy).text
    assert dorte.post(copy, {"destroyed": "1"}).status_code == 302
    confirmed = client.get(page).text
    assert "Ingen kan længere forbinde et svar med en person." in confirmed
    assert 'value="publish"' in confirmed
    client.post(page, {"act": "publish"})
    work()
    assert _state(made) == RoundState.PUBLISHED

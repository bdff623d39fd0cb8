"""From the deadline to the reports by pages alone; the worker does what needs the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types import RoundState
from fagspejl.operations.services.desk import key_store
from support.closing import answered_round
from support.desk import planner, work
from support.small_round import KEY, SmallRound

pytestmark = pytest.mark.django_db(transaction=True)


def _with_key(made: SmallRound) -> None:
    """Put the round's key where the site has its keys."""
    keys = key_store(made.round.id)
    for folder in (keys.folder, keys.escrow):
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{made.round.id}.key").write_bytes(KEY)


def _state(made: SmallRound) -> str:
    return Round.objects.values_list("state", flat=True).get(id=made.round.id)


def test_closing_in_three_presses(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Bente closes, sees the count, confirms and publishes; between them she leaves the page, and it is where she left it."""
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

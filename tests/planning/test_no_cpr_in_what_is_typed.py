"""Somebody's CPR number in the name of a file, or in a reason that Bente or Karen types, is kept nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.evaluation.models import ListChange
from fagspejl.organisation.models import Person, RosterDraft
from fagspejl.organisation.selectors import last_import
from support.desk import drafted, planner
from support.import_desk import decide_all, keep_columns, page, send, take_in
from support.roster import CAST, employees, roster_text
from support.staff import HERE, account_at, log_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
CPR = "010190-1234"


def test_the_name_of_a_file_and_a_reason(client: Client) -> None:
    """Bente uploads a file named after a number, and writes another in her reason: pages and tables show dots."""
    planner(client)
    send(client, roster_text(*CAST), f"liste {CPR}.csv")
    assert keep_columns(client, source=f"Løn {CPR}").status_code == 302
    assert CPR not in RosterDraft.objects.get().file + RosterDraft.objects.get().source
    decide_all(client, f"Er rigtigt for {CPR}")
    assert CPR not in page(client, "valg/")
    assert take_in(client).status_code == 302
    made = last_import()
    assert made is not None
    assert CPR not in page(client) + str(made)


def test_reasons_on_lists(client: Client, tmp_path: Path) -> None:
    """Karen names whom she misses by a number, and Bente gives one in a reason: both are kept as dots."""
    round_id = drafted(tmp_path, *CAST, *employees(4))
    planner(client)
    lists = f"/planlaeg/runde/{round_id}/lister/"
    client.post(lists, {"act": "send"}, headers=HERE)
    karen = Client()
    log_in(karen, account_at("karen@egedal.example"))
    wish = {"act": "add", "name": f"Ane {CPR}", "perspective": "employee", "reason": f"{CPR} er ny"}
    assert karen.post(f"/min-liste/{round_id}/", wish, headers=HERE).status_code == 302
    omar = str(Person.objects.get(key="omar").id)
    off = {"act": "remove", "person": omar, "reason": f"{CPR} er på barsel"}
    hers = f"{lists}{Person.objects.get(key='karen').id}/"
    assert client.post(hers, off, headers=HERE).status_code == 302
    kept = "".join(f"{one.name} {one.reason}" for one in ListChange.objects.all())
    assert "Ane" in kept
    assert "på barsel" in kept
    assert CPR not in kept

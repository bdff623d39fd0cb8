"""Two planners, a day, a round that opened, columns that mean nothing: the import desk says what holds."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.services.opening import open_round
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.imports import taking
from fagspejl.organisation.models import Person, RosterDraft, RosterImport, RosterSource
from fagspejl.organisation.selectors import last_import
from fagspejl.organisation.services import drafts
from support.desk import drafted, planner
from support.import_desk import PEOPLE, decide_all, keep_columns, page, send, take_in, text_of, version
from support.roster import BENTE, CAST, IDA, KAREN, MADS, SOFIE, employees, roster_text, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
FOREIGN = "Nr;Hvem;Kontakt;Sted;Chef\n1;Mads Lund;mads@egedal.example;Børn;\n2;Sofie Berg;;Børn;1\n"
COLUMNS = {"person": "=Nr", "name": "=Hvem", "email": "=Kontakt", "unit": "=Sted", "leader": "=Chef"}


def _ready(client: Client, text: str) -> None:
    send(client, text)
    assert keep_columns(client).status_code == 302
    if "forskel" not in client.get(f"{PEOPLE}fejl/").content.decode().split("button-primary")[1][:90]:
        decide_all(client)


def test_the_second_planner_is_told() -> None:
    """Bente has a list on its way when Jens uploads his, and he presses on a page from before her last change."""
    bente, jens = Client(), Client()
    planner(bente)
    planner(jens, "Jens Dal")
    send(bente, FOREIGN)
    refused = send(jens, FOREIGN)
    assert refused.status_code == 409
    assert "Bente Rosenvang er i gang med en liste (liste.csv)" in text_of(refused)
    seen = version(jens, "kolonner/")
    assert keep_columns(bente, **COLUMNS).status_code == 302
    late = jens.post(f"{PEOPLE}kolonner/", {"version": seen, "act": "keep", "organisation": "Egedal Kommune"})
    assert late.status_code == 409
    assert "Bente Rosenvang ændrede listen" in text_of(late)
    assert 'value="Egedal Kommune"' in late.content.decode()
    assert jens.post(f"{PEOPLE}kasser/", {"version": seen}).status_code == 409
    assert RosterDraft.objects.exists()
    assert jens.post(f"{PEOPLE}kasser/", {"version": version(jens, "fejl/")}).status_code == 302
    assert not RosterDraft.objects.exists()


def test_a_needed_column_is_never_left_out(client: Client) -> None:
    """No heading says anything to Fagspejl: nothing is kept until each needed field has a column of its own."""
    planner(client)
    send(client, FOREIGN)
    assert "Der mangler en kolonne: Navn, E-mail og Enhed" in page(client, "kolonner/")
    assert keep_columns(client, **{**COLUMNS, "leader": ""}).status_code == 409
    twice = keep_columns(client, **{**COLUMNS, "leader": "=Nr"})
    assert "Kolonnen »Nr« er valgt til to felter" in text_of(twice)
    assert client.get(f"{PEOPLE}fejl/").headers["Location"] == f"{PEOPLE}kolonner/"
    given = {f"field-{name}": value for name, value in COLUMNS.items()}
    looked = client.post(
        f"{PEOPLE}kolonner/", {**given, "version": version(client, "kolonner/"), "act": "look"}
    )
    assert "50 % mads@egedal.example" in text_of(looked)
    assert RosterDraft.objects.get().mapping is None
    assert keep_columns(client, **COLUMNS, source="SD Løn").status_code == 302
    assert RosterSource.objects.get().name == "SD Løn"


def test_reasons_are_asked_for(client: Client) -> None:
    """Mads leads only Sofie: that there is no report is decided on with a reason, and the reason stays with the list."""
    planner(client)
    send(client, FOREIGN)
    keep_columns(client, **COLUMNS)
    assert "Kun 1 bliver spurgt om denne leder" in page(client, "valg/")
    empty = client.post(f"{PEOPLE}valg/", {"version": version(client, "valg/"), "reason": " ", "act": "all"})
    assert "Skriv, hvorfor det er rigtigt" in text_of(empty)
    noticed = re.findall(r'name="notice" value="(\w+)"', client.get(f"{PEOPLE}valg/").content.decode())
    ticked = {"version": version(client, "valg/"), "reason": "", "act": "ticked", "notice": noticed}
    assert client.post(f"{PEOPLE}valg/", ticked).content.decode().count(" checked") == len(noticed)
    assert take_in(client).status_code == 409
    decide_all(client, "Lille afdeling")
    assert take_in(client).status_code == 302
    made = last_import()
    assert made is not None
    assert [(one.code, one.reason, one.by) for one in made.decisions] == [
        ("roster_small_group", "Lille afdeling", "Bente Rosenvang")
    ]


def test_a_department_is_not_taken_for_everybody(client: Client, tmp_path: Path) -> None:
    """Bente uploads one department's file: that all others would leave is said, and nothing happens before she ticks."""
    taken_in(tmp_path, *CAST, *employees(12))
    planner(client)
    send(client, FOREIGN)
    keep_columns(client, **COLUMNS)
    decide_all(client, "Lille afdeling")
    assert "går ud af listen. Er filen kun en del af organisationen" in page(client, "forskel/")
    assert "Sæt flueben, hvis den er hele listen" in text_of(take_in(client))
    assert Person.objects.get(key="karen").leaves is False
    sure = {"version": version(client, "forskel/"), "whole": "1"}
    assert client.post(f"{PEOPLE}forskel/", sure).status_code == 302
    told = page(client)
    assert "Listen er taget i brug." in told
    assert "2 personer, heraf 1 leder, i 1 enhed" in told  # the units before are kept, and empty


def test_after_a_day_it_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody came back: a day later no page knows the list, and the night deletes it."""
    planner(client)
    send(client, FOREIGN)
    RosterDraft.objects.update(began_at=utc_now() - timedelta(hours=25))
    assert client.get(f"{PEOPLE}kolonner/").status_code == 410
    (rule,) = drafts.retention(utc_now())
    assert (rule.look().count, rule.delete(), RosterDraft.objects.count()) == (1, 1, 0)
    assert send(client, FOREIGN).status_code == 302
    (rule,) = drafts.retention(utc_now())
    assert (rule.look().count, rule.delete()) == (0, 0)


def test_an_open_round_ends_undoing(client: Client, tmp_path: Path) -> None:
    """A round opened on the last list: it cannot be undone any more, and the night drops what would have undone it."""
    round_id = drafted(tmp_path, *CAST)
    planner(client)
    made = last_import()
    assert made is not None
    assert "Fortryd den seneste liste" in page(client)
    open_round(round_id, keys=KeyStore(tmp_path / "k", tmp_path / "e"), actor=BENTE, now=utc_now())
    assert "kan ikke fortrydes, fordi en runde er åbnet" in page(client)
    refused = client.post(f"{PEOPLE}fortryd/", {"import": made.id})
    assert (refused.status_code, Person.objects.count()) == (409, 5)
    (rule,) = taking.retention(utc_now())
    assert (rule.look().count, rule.delete(), rule.look().count) == (1, 1, 0)
    assert RosterImport.objects.get().before is None


def test_what_would_undo_goes_after_a_month(client: Client, tmp_path: Path) -> None:
    """Omar has left and no round opens: after thirty days nothing that holds him is kept for the sake of an undo."""
    drafted(tmp_path, *CAST)
    planner(client)
    _ready(client, roster_text(MADS, KAREN, IDA, SOFIE))
    assert take_in(client).status_code == 302
    (now,) = taking.retention(utc_now())
    assert now.look().count == 0
    (later,) = taking.retention(utc_now() + timedelta(days=31))
    assert later.look().count == 1
    later.delete()
    last = last_import()
    assert last is not None
    assert not last.can_be_undone


def test_the_difference_is_what_happens(client: Client, tmp_path: Path) -> None:
    """Omar leaves, Lone comes, Sofie moves, Ida gets a new address: each stands where the filter says."""
    drafted(tmp_path, *CAST)
    planner(client)
    lone = "lone;Lone Dam;;da;fam;;;medarbejder;;karen;;;;"
    sofie = SOFIE.replace(";fam;", ";kraeft;").replace(";karen;", ";ida;")
    text = roster_text(MADS, KAREN, IDA.replace("ida@egedal", "ib@egedal"), sofie, lone)
    _ready(client, text)
    shown = {kind: page(client, "forskel/", slags=kind) for kind in ("new", "moved", "left", "changed")}
    found: dict[str, Any] = {
        kind: [name for name in ("Lone Dam", "Sofie Berg", "Omar Said", "Ida Bro") if name in text]
        for kind, text in shown.items()
    }
    assert found == {
        "new": ["Lone Dam"],
        "moved": ["Sofie Berg"],
        "left": ["Omar Said"],
        "changed": ["Ida Bro"],
    }
    assert "ida@egedal.example → ib@egedal.example" in shown["changed"]
    assert "Personer 1-1 af 1" in page(client, "forskel/", navn="lone")
    assert take_in(client).status_code == 302
    assert set(Person.objects.filter(leaves=False).values_list("key", flat=True)) == {
        "mads",
        "karen",
        "ida",
        "sofie",
        "lone",
    }
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

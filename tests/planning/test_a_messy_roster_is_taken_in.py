"""The messy roster goes through the whole import desk in the browser's own way: no terminal, no script."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.audit.models import AccessEntry
from fagspejl.organisation.models import Person, RosterDraft, RosterImport
from fagspejl.organisation.selectors import last_import, people
from support.desk import planner
from support.import_desk import (
    CORRECTIONS,
    MESSY,
    PEOPLE,
    corrected_book,
    decide_all,
    keep_columns,
    messy,
    page,
    send,
    take_in,
    version,
)

pytestmark = pytest.mark.django_db


def test_from_file_to_roster_and_back(client: Client) -> None:
    """Bente uploads it, says one column, corrects six rows, decides the rest, looks at the difference, applies, undoes."""
    planner(client)
    assert send(client, MESSY.read_bytes(), "messy.xlsx").headers["Location"] == f"{PEOPLE}kolonner/"
    columns = page(client, "kolonner/")
    assert "Der mangler en kolonne: E-mail" in columns
    assert "Kender personer på dette" in columns
    assert keep_columns(client).status_code == 409
    assert keep_columns(client, email="=Kontakt (arbejde)", source="Løn").status_code == 302

    faults = page(client, "fejl/")
    assert "Fejl i alt: 6" in faults
    assert "Emma Vind" in faults
    assert "Emma Vind" not in page(client, "fejl/", slags="roster_day")
    assert client.get(f"{PEOPLE}forskel/").headers["Location"] == f"{PEOPLE}fejl/"
    book = client.get(f"{PEOPLE}fejl/fejl.xlsx").content
    from django.core.files.uploadedfile import SimpleUploadedFile

    given = {
        "version": version(client, "fejl/"),
        "files": SimpleUploadedFile("fejl.xlsx", corrected_book(book, CORRECTIONS)),
    }
    assert client.post(f"{PEOPLE}rettet/", given).status_code == 302
    assert "Alle rækker kan bruges" in page(client, "fejl/")

    choices = page(client, "valg/")
    assert "ligner »egedal.example«" in choices
    assert "Kun 3 bliver spurgt om denne leder" in choices
    assert "Der mangler" in page(client, "forskel/")
    assert take_in_without_decisions(client) == 409
    decide_all(client)
    difference = page(client, "forskel/")
    assert "Personer 1-28 af 28" in difference
    assert take_in(client).status_code == 302

    assert len(people()) == 28
    assert not RosterDraft.objects.exists()
    made = last_import()
    assert made is not None
    assert made.new == 28
    assert {one.reason for one in made.decisions} == {"Det er sådan hos os."}
    assert "Det blev besluttet" in page(client)
    events = set(AccessEntry.objects.values_list("event", flat=True))
    assert {
        "roster_uploaded",
        "roster_mapped",
        "roster_corrected",
        "roster_decided",
        "roster_imported",
    } <= events

    assert client.post(f"{PEOPLE}fortryd/", {"import": made.id}).status_code == 302
    assert not Person.objects.exists()
    assert RosterImport.objects.get().undone_at is not None
    # the same file again is recognised by what she said the first time
    send(client, MESSY.read_bytes(), "messy.xlsx")
    assert "fra Løn" in page(client, "kolonner/")
    assert "Fejl i alt: 6" in page(client, "fejl/")


def take_in_without_decisions(client: Client) -> int:
    """Bente presses on all the same, as a page from before would let her."""
    given = {"version": version(client, "forskel/")}
    return client.post(f"{PEOPLE}forskel/", given).status_code


def test_it_is_the_script_s() -> None:
    """The workbook that ships is what the script makes, and has at least fifteen kinds of mess."""
    made = messy()
    assert MESSY.read_bytes() == made["book"]()
    assert len(made["MESS"]) >= 15

"""A long list with many faults: by pages, by kind, as a workbook; corrected rows come back alone, some at a time."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fagspejl.organisation.models import Person
from support.desk import planner
from support.import_desk import (
    PEOPLE,
    corrected_book,
    decide_all,
    keep_columns,
    page,
    send,
    take_in,
    text_of,
    version,
)

pytestmark = pytest.mark.django_db
HEAD = "medarbejdernummer;navn;e-mail;enhed;leder;ansat_siden\n"
MADS = "m;Mads Lund;mads@egedal.example;Børn;;\n"
LEAST, COUNT = 120, 250


def _list() -> str:
    rows = []
    for n in range(COUNT):
        address = "ikke en adresse" if n < LEAST else f"p{n}@egedal.example"
        day = "i fjor" if n in (0, COUNT - 1) else "2020-01-01"
        rows.append(f"p{n};Sofie Berg {n};{address};Børn;m;{day}\n")
    return HEAD + MADS + "".join(rows)


def _correct(client: Client, book: bytes) -> int:
    sent = {"version": version(client, "fejl/"), "files": SimpleUploadedFile("fejl.xlsx", book)}
    return client.post(f"{PEOPLE}rettet/", sent).status_code


def test_faults_by_pages_and_kinds(client: Client) -> None:
    """Bente sees the first hundred, turns the page, and looks at one kind alone; a page beyond the last is the last."""
    planner(client)
    send(client, _list())
    keep_columns(client)
    first = page(client, "fejl/")
    assert f"Fejl i alt: {LEAST + 2}" in first
    assert f"Fejl 1-100 af {LEAST + 2}" in first
    assert "side=2" in client.get(f"{PEOPLE}fejl/").content.decode()
    second = page(client, "fejl/", side="2")
    assert f"Fejl 101-{LEAST + 2} af {LEAST + 2}" in second
    days = page(client, "fejl/", slags="roster_day")
    assert "Fejl 1-2 af 2" in days
    assert "Sofie Berg 249" in days
    assert "Sofie Berg 7 " not in days
    assert f"af {LEAST + 2}" in page(client, "fejl/", side="99999")


def test_corrected_rows_come_alone(client: Client) -> None:
    """Bente corrects half of the rows, uploads them, then the rest: her first corrections count when the second come."""
    planner(client)
    send(client, _list())
    keep_columns(client)
    book = client.get(f"{PEOPLE}fejl/fejl.xlsx").content
    rows = {n + 3: {"e-mail": f"p{n}@egedal.example"} for n in range(LEAST)}
    rows[3] |= {"ansat_siden": "2020-01-01"}
    rows[COUNT + 2] = {}
    assert _correct(client, corrected_book(book, rows)) == 302
    left = page(client, "fejl/")
    assert "Fejl i alt: 1" in left
    assert f"Sofie Berg {COUNT - 1}" in left
    again = client.get(f"{PEOPLE}fejl/fejl.xlsx").content
    rest: dict[int, dict[str, str]] = {row: {} for row in range(COUNT + 2)}
    rest[COUNT + 2] = {"ansat_siden": "2020-01-01"}
    assert _correct(client, corrected_book(again, rest)) == 302
    assert "Alle rækker kan bruges" in page(client, "fejl/")
    if "Kun" in page(client, "valg/"):
        decide_all(client)
    assert take_in(client).status_code == 302
    assert Person.objects.count() == COUNT + 1
    assert not re.search(r"\b1-1 af\b", page(client))


def test_rows_of_another_file(client: Client) -> None:
    """The workbook that comes back is no workbook of ours, or of another list: it is told, and nothing changes."""
    planner(client)
    send(client, _list())
    keep_columns(client)
    seen = version(client, "fejl/")
    sent = {"version": seen, "files": SimpleUploadedFile("andet.csv", b"a;b\n1;2\n")}
    answer = client.post(f"{PEOPLE}rettet/", sent)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert f"Fejl i alt: {LEAST + 2}" in text_of(answer)
    assert version(client, "fejl/") == seen


def test_nothing_is_undone_by_somebody_elses_press(client: Client) -> None:
    """Bente's page from before shows an undo of a list that is no longer the last one: pressing it undoes nothing."""
    planner(client)
    for number in (1, 2):
        send(client, HEAD + MADS + f"s;Sofie {number};s@egedal.example;Børn;m;\n")
        keep_columns(client)
        decide_all(client)
        assert take_in(client).status_code == 302
        if number == 1:
            old = re.search(r'name="import" value="([^"]+)"', client.get(PEOPLE).content.decode())
    assert old is not None
    client.post(f"{PEOPLE}fortryd/", {"import": old[1]})
    assert Person.objects.get(key="s").name == "Sofie 2"

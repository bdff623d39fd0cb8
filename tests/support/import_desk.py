"""The import desk in tests: files go up as a browser sends them, and pages come back as text."""

from __future__ import annotations

import html
import io
import re
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fagspejl.reporting.exports.sheets import Written
from fagspejl.reporting.exports.xlsx import xlsx_book

PEOPLE = "/planlaeg/personer/"
MESSY = Path("examples/roster/messy.xlsx")
# What Bente corrects in the messy roster: row of the file -> heading -> what she writes.
CORRECTIONS: Mapping[int, Mapping[str, str]] = {
    10: {"Kontakt (arbejde)": "freja.berg@egedal.example"},
    12: {"Kontakt (arbejde)": ""},
    17: {"Nærmeste leder (tjenestenr.)": "1200"},
    18: {"Nærmeste leder (tjenestenr.)": "1200"},
    22: {"Lederkollega til": ""},
    24: {"Ansættelsesdato": "2020-08-01"},
}


def messy() -> dict[str, Any]:
    """The script that makes the messy roster."""
    return runpy.run_path("scripts/messy_roster.py")


def send(client: Client, content: bytes | str, name: str = "liste.csv") -> HttpResponse:
    """Upload one file."""
    raw = content.encode() if isinstance(content, str) else content
    response: HttpResponse = client.post(f"{PEOPLE}fil/", {"files": SimpleUploadedFile(name, raw)})
    return response


def page(client: Client, name: str = "", **asked: str) -> str:
    """The text of one of the desk's pages."""
    response = client.get(f"{PEOPLE}{name}", asked)
    assert response.status_code == 200, (response.status_code, response.headers)
    return text_of(response)


def text_of(response: HttpResponse) -> str:
    """A page as its words, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def version(client: Client, name: str) -> str:
    """The version that a page's form carries."""
    found = re.search(r'name="version" value="(\d+)"', client.get(f"{PEOPLE}{name}").content.decode())
    assert found is not None
    return found[1]


def keep_columns(client: Client, **said: str) -> HttpResponse:
    """Say what columns mean, and go on to read the roster."""
    fields = {f"field-{name}" if name != "source" else name: value for name, value in said.items()}
    given = {**fields, "version": version(client, "kolonner/"), "act": "keep"}
    response: HttpResponse = client.post(f"{PEOPLE}kolonner/", given)
    return response


def decide_all(client: Client, reason: str = "Det er sådan hos os.") -> None:
    """Give one reason for everything that is asked."""
    given = {"version": version(client, "valg/"), "reason": reason, "act": "all"}
    assert client.post(f"{PEOPLE}valg/", given).status_code == 302


def take_in(client: Client) -> HttpResponse:
    """Take the roster in."""
    given = {"version": version(client, "forskel/")}
    response: HttpResponse = client.post(f"{PEOPLE}forskel/", given)
    return response


def corrected_book(book: bytes, corrections: Mapping[int, Mapping[str, str]]) -> bytes:
    """A workbook of faulty rows with corrections written into it, as a spreadsheet saves it."""
    from python_calamine import CalamineWorkbook

    opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
    name = opened.sheet_names[0]
    rows = [[str(cell) for cell in row] for row in opened.get_sheet_by_name(name).to_python()]
    head = rows[0]
    for row in rows[1:]:
        for heading, cell in corrections[int(float(row[1]))].items():
            row[head.index(heading)] = cell
    made = io.BytesIO()
    with xlsx_book(made, "Rettet") as target:
        sheet = target.add(name, [12] * len(head))
        for row in rows:
            sheet.written([Written(cell) for cell in row])
    return made.getvalue()

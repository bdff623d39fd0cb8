"""Whatever anybody takes away as a file, nothing in it is computed by the spreadsheet that opens it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client

from access.matrix import ROWS
from fagspejl.evaluation.models import Round
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.courses.models import Course
from support.desk import drafted, planner
from support.import_desk import PEOPLE, keep_columns, send, version
from support.whole_site import whole_site

EVIL = (
    '=HYPERLINK("http://x.example";"k")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "'=1+1",
)
# Everything of the published site that comes as a file; a new one has to be looked at and written here.
FILES = {
    "agreement-life-csv",
    "agreement-life-json",
    "agreement-life-pdf",
    "course-csv",
    "course-json",
    "course-questions-csv",
    "course-questions-json",
    "employees-pdf",
    "follow-up-csv",
    "follow-up-date",
    "follow-up-xlsx",
    "load-poster-pdf",
    "load-shifts-csv",
    "responsibility-sheet",
    "note-pdf",
    "organisation-board",
    "organisation-figures",
    "organisation-pdf",
    "planning-form-file",
    "planning-mails-dates",
    "planning-questionnaire-file",
    "reflection-export",
    "report-date",
    "report-pdf",
    "report-sheets",
}
KNOWN_LINES = (
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "METHOD",
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
)
KNOWN_LINES += (
    "SEQUENCE",
    "SUMMARY",
    "DESCRIPTION",
    "TRANSP",
    "STATUS",
    "X-",
    "REFRESH-INTERVAL",
    "URL",
    "CLASS",
)


def _csv(body: bytes) -> None:
    text = body.decode("utf-8-sig")
    for row in csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in text.splitlines()[0] else ","
    ):
        for cell in row:
            number = cell.removeprefix("-").replace(".", "", 1).isdigit()
            assert number or not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")), (
                cell
            )


def _book(body: bytes) -> None:
    for name, inside in _members(body):
        if name.endswith((".xml", ".rels")):
            assert b"<f>" not in inside, name
            assert b"<f " not in inside, name
            assert b"table:formula" not in inside, name
            assert b'TargetMode="External"' not in inside, name


def _calendar(body: bytes) -> None:
    for line in body.decode().split("\r\n"):
        assert "\r" not in line, line
        assert "\n" not in line, line
        assert not line or line.startswith((" ", *KNOWN_LINES)), line


def _archive(body: bytes) -> None:
    for name, inside in _members(body):
        assert not name.startswith("/"), name
        assert ".." not in name, name
        check = CHECKS.get(name.rpartition(".")[2])
        if check is not None:
            check(inside)


def _members(body: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            yield name, package.read(name)


CHECKS: dict[str, Callable[[bytes], object]] = {
    "csv": _csv,
    "xlsx": _book,
    "ods": _book,
    "ics": _calendar,
    "zip": _archive,
    "json": json.loads,
    "pdf": lambda body: body.startswith(b"%PDF") or pytest.fail("no PDF"),
    "sav": lambda body: body.startswith(b"$FL") or pytest.fail("no SAV"),
    "toml": lambda body: body.decode(),
    "txt": lambda body: body.decode(),
}


def _body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else bytes(answer.content)  # type: ignore[attr-defined, arg-type, call-overload]


def _looked_at(answer: HttpResponseBase) -> bool:
    """Whether it was a file, and then nothing in it is computed."""
    named = answer.get("Content-Disposition", "")
    if "attachment" not in named:
        return False
    name = named.split('filename="')[1].split('"')[0]
    assert named.count('"') == 2, named
    CHECKS[name.rpartition(".")[2]](_body(answer))
    return True


@pytest.mark.django_db
def test_every_file_of_the_site(tmp_path: Path, settings: LazySettings) -> None:
    """Units, people and the round are called like formulas; whoever asks for whatever address gets texts."""
    cookies, facts = whole_site(tmp_path, settings)
    for model in (Person, Unit):
        for number, one in enumerate(model.objects.all()):
            one.name = f"{EVIL[number % len(EVIL)]} {number}"
            one.save()
    Round.objects.update(title=EVIL[0], organisation=EVIL[1])
    Course.objects.update(title=EVIL[2])
    seen: set[str] = set()
    for row in ROWS:
        if "GET" not in row.methods.split() or 200 not in row.statuses:
            continue
        for name in ("Karen", "Mads", "Bente", "Dorte", "Per", "Vibe", "nobody"):
            client = Client()
            for key, value in cookies[name].items():
                client.cookies[key] = value
            answer = client.get(row.path.format(**facts), headers={"Origin": "http://testserver"})
            if answer.status_code == 200 and _looked_at(answer):
                seen.add(row.name)
    assert seen == FILES


@pytest.mark.django_db
def test_rows_that_come_back_to_be_corrected(client: Client) -> None:
    """The workbook of faulty rows holds what the file held, as texts: also once somebody has stood in the cell."""
    planner(client)
    rows = "".join(
        f'{n};"{text.replace(chr(34), chr(34) * 2)}";ikke en adresse;Børn;\n' for n, text in enumerate(EVIL)
    )
    assert send(client, f"medarbejdernummer;navn;e-mail;enhed;leder\n{rows}").status_code == 302
    assert keep_columns(client).status_code == 302
    answer = client.get(f"{PEOPLE}fejl/fejl.xlsx")
    assert _looked_at(answer)
    told = dict(_members(answer.content))
    assert b"HYPERLINK" in b"".join(told.values())
    assert b'quotePrefix="1"' in told["xl/styles.xml"]
    again = SimpleUploadedFile("fejl.xlsx", answer.content)
    sent = {"version": version(client, "fejl/"), "files": again}
    assert client.post(f"{PEOPLE}rettet/", sent).status_code in (302, 400)


@pytest.mark.django_db
def test_files_of_a_draft(client: Client, tmp_path: Path) -> None:
    """A draft with a title in several lines gives a calendar, a questionnaire and a forecast that hold nothing else."""
    made = drafted(tmp_path)
    planner(client)
    Round.objects.update(title='=1+1\r\nBEGIN:VEVENT\r\nX:"', organisation="a\r\nb")
    url = f"/planlaeg/runde/{made}/"
    files = ("mails/datoer.ics", "skema/fil/", "prognose/papir.pdf")
    assert client.post(f"{url}prognose/", {"seed": "1"}).status_code == 302
    answers = {name: client.get(f"{url}{name}") for name in files}
    found = [name for name, answer in answers.items() if _looked_at(answer)]
    assert found == list(files), answers

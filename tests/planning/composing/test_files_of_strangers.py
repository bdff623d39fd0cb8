"""A file that somebody made to do harm is refused with one sentence, soon, and nothing of it is kept or read elsewhere."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fagspejl.evaluation.selectors.questionnaires import own_questionnaires
from fagspejl.instrument.loader import files_of
from support.desk import planner
from support.import_desk import text_of
from support.source import ROOT

pytestmark = pytest.mark.django_db
OWN = "/planlaeg/skemaer/"
MB = 1 << 20
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return made.getvalue()


def _lss(inside: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<document><groups><rows>{inside}</rows></groups><questions/></document>".encode()


def _encrypted() -> bytes:
    made = bytearray(_zip(**{"instrument.toml": b"x" * 40}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def _lying_size() -> bytes:
    """A directory that says 10 bytes of what unpacks to 300 MB."""
    made = bytearray(_zip(**{"instrument.toml": b" " * (300 * MB)}))
    at = made.index(b"PK\x01\x02")
    made[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(made)


TRAPS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a billion laughs": (
        "a.lss",
        lambda: _lss("&l9;", f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>'),
        "henviser til noget uden for sig selv",
    ),
    "a file of the server": (
        "a.lss",
        lambda: _lss("&x;", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "henviser til noget uden for sig selv",
    ),
    "a parameter entity from elsewhere": (
        "a.lss",
        lambda: _lss("", '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://x.example/d"> %x;]>'),
        "henviser til noget uden for sig selv",
    ),
    "a document type in UTF-16": (
        "a.lss",
        lambda: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'.encode("utf-16"),
        "henviser til noget uden for sig selv",
    ),
    "a tower": ("a.lss", lambda: b"<a>" * 500_000, "ikke en fil fra LimeSurvey"),
    "rows without end": ("a.lss", lambda: _lss("<row><a/></row>" * 120_000), "for stor"),
    "attributes without end": (
        "a.lss",
        lambda: b"<a " + b" ".join(b'a%d="1"' % n for n in range(150_000)) + b"/>",
        "ikke en fil fra LimeSurvey",
    ),
    "three megabytes": ("a.lss", lambda: b" " * (3 * MB), "for stor"),
    "thirty megabytes": ("a.zip", lambda: b"PK\x03\x04" + bytes(30 * MB), "for stor"),
    "a bomb": ("a.zip", lambda: _zip(**{"instrument.toml": bytes(500 * MB)}), "for stor"),
    "a bomb that lies": ("a.zip", _lying_size, ""),
    "a bomb beside": (
        "a.zip",
        lambda: _zip(**{"instrument.toml": b"id = 1", "readme.txt": bytes(300 * MB)}),
        "instrument.toml",
    ),
    "a way out of the folder": (
        "a.zip",
        lambda: _zip(**{"../../../instrument.toml": b"id = 1", "../../../da.toml": b"a = 1"}),
        "instrument.toml",
    ),
    "a hundred files": (
        "a.zip",
        lambda: _zip(**{f"{n}/instrument.toml": b"a = 1" for n in range(100)}),
        "for stor",
    ),
    "an encrypted one": ("a.zip", _encrypted, "ZIP-filen kan ikke læses"),
    "half a file": ("a.zip", lambda: _zip(**{"instrument.toml": b"a = 1" * 999})[:90], "ZIP-filen kan ikke læses"),
    "a workbook": ("a.zip", lambda: _zip(**{"xl/workbook.xml": b"<a/>"}), "ingen instrument.toml"),
    "a key of parts": ("instrument.toml", lambda: b"a" + b".a" * 120_000 + b" = 1", "punktummer"),
    "arrays in arrays": ("instrument.toml", lambda: b"a = " + b"[" * 120_000, "ikke gyldig TOML"),
    "a thousand unknown keys": (
        "instrument.toml",
        lambda: b"".join(b"[a%d]\n" % n for n in range(20_000)),
        "fejl til",
    ),
    "nothing": ("instrument.toml", lambda: b"", ""),
    "not text": ("instrument.toml", lambda: bytes(range(256)) * 100, "UTF-8"),
}  # fmt: skip


def _send(client: Client, name: str, content: bytes) -> HttpResponse:
    answer: HttpResponse = client.post(OWN, {"files": SimpleUploadedFile(name, content)})
    return answer


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_it_is_refused(client: Client, name: str) -> None:
    """Somebody hands it in: Bente's page says what is the matter, within a second or two, and keeps nothing."""
    planner(client)
    file, make, told = TRAPS[name]
    content = make()
    before = time.process_time()
    answer = _send(client, file, content)
    seconds = time.process_time() - before
    assert answer.status_code == 200
    shown = text_of(answer)
    assert 'role="alert"' in answer.content.decode()
    assert told in shown
    assert "root:" not in shown
    assert len(answer.content) < 100_000
    assert not own_questionnaires()
    assert seconds < 5
    print(f"{name}: {len(content) >> 10} kB refused in {seconds:.2f} s")


def test_a_script_in_a_title_is_text(client: Client) -> None:
    """A questionnaire whose words hold markup, braces and line breaks is kept as text, and every page shows it as text."""
    planner(client)
    files = dict(files_of("faglig-ledelse"))
    title = files["da.toml"].decode().split('title = "', 1)[1].split('"', 1)[0]
    evil = "<script>alert(1)</script> {{ 7*7 }} {% now 'Y' %} {round.__class__}"
    files["da.toml"] = files["da.toml"].replace(title.encode(), evil.encode(), 1)
    answer = _send(client, "a.zip", _zip(**files))
    for shown in (answer, client.get(OWN)):
        page = shown.content.decode()
        assert "<script>alert(1)" not in page
        assert "49" not in text_of(shown).split("{{ 7*7 }}")[0][-5:]


def test_every_form_that_takes_a_file_takes_it_in_memory() -> None:
    """A page that takes files asks for them in one way, so that none is dropped in silence for being large."""
    pages = [path for path in ROOT.glob("src/**/*.html") if 'type="file"' in path.read_text("utf-8")]
    assert {path.name for path in pages} == {"questionnaires.html", "faults.html", "people.html"}

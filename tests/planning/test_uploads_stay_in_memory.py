"""What a planner uploads never becomes a file, leaves no CPR number anywhere, and costs little when it is a trap."""

from __future__ import annotations

import builtins
import contextlib
import io
import logging
import os
import resource
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from fagspejl.intake import WEB_LIMITS
from fagspejl.organisation.models import RosterDraft
from support.desk import planner
from support.import_desk import PEOPLE, decide_all, keep_columns, page, send, take_in, text_of, version
from support.traps import HEAD, TRAPS

pytestmark = pytest.mark.django_db
CPR = "010190-1234"
FEED = Path("tests/intake/cases/roster/fourfiles")
MADS = "m;Mads Lund;mads@egedal.example;Børn;;0202801111\n"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every file that this process opens to write, or asks for as a temporary one."""
    found: list[str] = []
    plain, low = builtins.open, os.open

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if any(sign in mode for sign in "wax+"):
            found.append(str(file))
        return plain(file, mode, *args, **kwargs)

    def lower(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            found.append(str(path))
        return low(path, flags, *args, **kwargs)

    def asked(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr(builtins, "open", opened)
    monkeypatch.setattr(os, "open", lower)
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, asked)
    yield found
    found.clear()


def test_three_megabytes_never_touch_the_disk(client: Client, written: list[str], tmp_path: Path) -> None:
    """Bente uploads more than Django would keep in memory by itself: nothing is written to disk, not for a moment."""
    planner(client)
    written.clear()
    before = set(Path(tempfile.gettempdir()).iterdir())
    many = "".join(f"{n};P {n};p{n}@egedal.example;Børn;m;{'x' * 30_000}\n" for n in range(100))
    assert send(client, HEAD + MADS + many).status_code == 302
    assert [path for path in written if "sqlite" not in path and path != os.devnull] == []
    new = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert not [path for path in new if path.name.endswith((".csv", ".upload"))]


@pytest.mark.parametrize("feed", [True, False])
def test_no_cpr_number_is_left(client: Client, feed: bool, caplog: pytest.LogCaptureFixture) -> None:
    """A list or a feed with CPR numbers goes all the way in: no page, row, file or line of a log has one of them."""
    caplog.set_level(logging.DEBUG)
    planner(client)
    if feed:
        raw = b"".join(path.read_bytes() for path in FEED.iterdir())
        numbers = _numbers(raw.decode())
        files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(FEED.iterdir())]
        seen = [client.post(f"{PEOPLE}fil/", {"files": files})]
    else:
        numbers = {CPR, "0202801111", "020280-1111", CPR.replace("-", "")}
        sofie = f"s;Sofie {CPR};sofie@egedal.example;Børn;m;{CPR}\nx;Omar Said;omar(at)egedal.example;Børn;m;{CPR}\n"
        seen = [send(client, HEAD + MADS + sofie, f"liste {CPR}.csv")]
    assert seen[0].status_code == 302, text_of(seen[0])
    seen.append(client.get(f"{PEOPLE}kolonner/"))
    assert keep_columns(client).status_code == 302
    seen += [client.get(f"{PEOPLE}{name}") for name in ("fejl/", "fejl/fejl.xlsx", "valg/", "forskel/", "")]
    if feed:
        decide_all(client)
        seen.append(client.get(f"{PEOPLE}forskel/"))
        assert take_in(client).status_code == 302
    for response in seen:
        body = response.content + _unzipped(response.content)
        assert not [one for one in numbers if one.encode() in body]
    dump = _dump()
    assert not [one for one in numbers if one in dump]
    assert not [one for one in numbers if one in caplog.text]
    kept = [path for path in Path(settings.DATA).rglob("*") if path.is_file()]
    assert not [one for one in numbers for path in kept if one.encode() in path.read_bytes()]


def test_more_than_the_limit_is_not_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """21 MB are refused with a sentence; of what says how large it is, no byte is asked for."""
    planner(client)
    asked: list[int] = []
    given = io.BytesIO(b"x")

    class Unread(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            return given.read(size)

    response = client.generic(
        "POST",
        f"{PEOPLE}fil/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(21 << 20),
        **{"wsgi.input": Unread()},  # type: ignore[arg-type]
    )
    assert response.status_code == 413
    assert "Grænsen er 20 MB" in text_of(response)
    assert asked == []


def test_a_length_that_lies(client: Client) -> None:
    """Somebody sends 21 MB and says that it is less: reading stops at the limit, and nothing is kept."""
    planner(client)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
        + b"a;b\n" * (21 << 18)
        + b"\r\n--x--\r\n"
    )
    from fagspejl.planning import uploads

    before, uploads._FORM_BYTES = uploads._FORM_BYTES, 64 << 20  # type: ignore[misc]
    try:
        response = client.post(f"{PEOPLE}fil/", body, content_type="multipart/form-data; boundary=x")
    finally:
        uploads._FORM_BYTES = before  # type: ignore[misc]
    assert response.status_code == 413
    assert not RosterDraft.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({*TRAPS} - {"line.csv", "quote.csv"}))  # rows with faults
def test_traps_are_refused(client: Client, name: str) -> None:
    """Bombs, a million rows, five thousand columns: refused with a reason, soon and in little memory."""
    planner(client)
    content = TRAPS[name]()
    send(client, HEAD + MADS)  # the first child warms the file cache
    client.post(f"{PEOPLE}kasser/", {"version": version(client, "kolonner/")})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    response = send(client, content, name)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert response.status_code == 400, text_of(response)
    assert not RosterDraft.objects.exists()
    assert seconds < 5
    print(f"{name}: {len(content) >> 10} kB refused in {seconds:.1f} s")


def test_what_takes_too_much_dies_alone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would take more memory than a reading may have is refused; the site goes on."""
    from fagspejl.intake.roster import held_apart

    assert held_apart._MEMORY <= 230 << 20  # and the program itself takes 70
    monkeypatch.setattr(held_apart, "_MEMORY", 1 << 20)
    planner(client)
    response = send(client, HEAD + MADS * 40_000)
    assert "tager for meget tid eller hukommelse" in text_of(response)
    assert "Læg en liste ind" in page(client)
    assert WEB_LIMITS.csv_bytes == 20 << 20


def _numbers(text: str) -> set[str]:
    import re

    found = set(re.findall(r"\b\d{6}-?\d{4}\b", text))
    assert found
    return found | {one.replace("-", "") for one in found}


def _unzipped(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return b""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def _dump() -> str:
    import zlib

    parts: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        raw = bytes(value)
                        with contextlib.suppress(zlib.error):
                            raw = zlib.decompress(raw)
                        value = raw.decode("latin-1")  # noqa: PLW2901
                    parts.append(str(value))
    return "\n".join(parts)

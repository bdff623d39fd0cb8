"""The server's door leads respondents past Django's handler: what they get there is what they get through all of it."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from support.invited import open_round

pytestmark = pytest.mark.django_db(
    transaction=True
)  # the door closes a connection that stands in a transaction

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def door() -> Iterator[Any]:
    """The application as a server loads it; what it tells Python's collector is taken back."""
    before = gc.get_threshold()
    from fagspejl.config.wsgi import application

    yield application
    gc.unfreeze()
    gc.set_threshold(*before)


def _through(door: Any, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": FORM,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    answer = door(environ, lambda status, headers: started.append((status, headers)))
    assert isinstance(answer, list), "in one piece"
    ((status, headers),) = started
    return int(status[:3]), dict(headers), b"".join(answer)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/svar"),
        ("GET", "/svar/"),
        ("GET", "/svar/send/"),
        ("GET", "/svar/aaaaaaaaaaaaaaaaaaaaaaaaaa/"),
        ("GET", "/svar/en/to/tre/"),
        ("GET", "/static/nothing.css"),
        ("POST", "/svar/send/"),
        ("PUT", "/svar/"),
    ],
)
def test_same_answer(door: Any, method: str, path: str) -> None:
    """Omar opens what is there and what is not: the same page, status and headers on both ways."""
    sent = b"kode=abc"
    status, headers, body = _through(door, method, path, sent)
    other = Client(headers={"host": "localhost"}).generic(method, path, sent, content_type=FORM)
    assert (status, body) == (other.status_code, other.content)
    theirs = dict(other.items())
    theirs.pop("Content-Length", None)  # Django's test client counts; behind the door the server does
    assert headers == theirs


def test_a_link_opens_and_is_saved(door: Any) -> None:
    """Sofie opens her link and goes on to the form behind the server's door."""
    made = open_round()
    link = made.ask("Sofie Lund", "Karen Holm")
    status, headers, body = _through(door, "GET", f"/svar/{link}/")
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert "Karen Holm" in body.decode()
    status, _, body = _through(
        door, "POST", "/svar/start/", urlencode({"kode": link, "tjek": "wrong"}).encode()
    )
    assert (status, link in body.decode()) == (400, False)


def test_nothing_stands_before_the_short_way() -> None:
    """Whoever puts something before these two would leave respondents out of it without noticing."""
    assert settings.MIDDLEWARE[:2] == [
        "fagspejl.config.middleware.SecurityHeaders",
        "fagspejl.config.middleware.ShortPath",
    ]


def test_staff_pages_come_whole_too(door: Any) -> None:
    """Karen's log-in page goes through everything, and comes in one piece."""
    status, headers, body = _through(door, "GET", "/log-ind/")
    assert status == 200
    assert headers["Content-Length"] == str(len(body))

"""A page never waits for the mail server: codes are sent, and refusals written down, when the answer has left."""

from __future__ import annotations

import gc
import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test.utils import override_settings

from fagspejl.accounts import afterwards
from fagspejl.audit.models import AccessEntry
from support.staff import somebody

pytestmark = pytest.mark.django_db(transaction=True)
Post = Callable[[str], int]
_SECONDS = 20.0


@pytest.fixture
def post() -> Iterator[Post]:
    """Send the log-in form with an address to the application as a server does; returns the status."""
    before = gc.get_threshold()
    from fagspejl.config import wsgi

    def asked(address: str) -> int:
        body = urlencode({"email": address}).encode("ascii")
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/log-ind/",
            "QUERY_STRING": "",
            "REMOTE_ADDR": "10.0.0.7",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver",
            "HTTP_ORIGIN": "http://testserver",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
        }
        told: list[str] = []
        list(wsgi.application(environ, lambda status, headers: told.append(status)))
        return int(told[0][:3])

    yield asked
    gc.unfreeze()
    gc.set_threshold(*before)


class _Slow(EmailBackend):
    """A mail server that takes nothing before it is told to."""

    goes_on = threading.Event()

    def send_messages(self, messages: list[object]) -> int:  # type: ignore[override]
        assert self.goes_on.wait(_SECONDS)
        return super().send_messages(messages)


def _soon(what: Callable[[], bool]) -> None:
    until = time.monotonic() + _SECONDS
    while not what():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.01)


def test_a_server_that_says_nothing(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail server hangs: Karen reads that a code is on its way all the same, and gets it when the server is back."""
    karen = somebody("Karen Holm")
    monkeypatch.setattr(_Slow, "goes_on", threading.Event())
    with override_settings(EMAIL_BACKEND=f"{__name__}._Slow"):
        assert post(karen.email) == 302
        assert mail.outbox == []
        _Slow.goes_on.set()
        _soon(lambda: len(mail.outbox) == 1)
    assert mail.outbox[0].to == [karen.email]


def test_a_refusal_is_written_all_the_same(post: Post) -> None:
    """Somebody guesses at an address: the same answer, and a moment later Per finds it in the log."""
    assert post("nobody@fjordby.dk") == 302
    _soon(lambda: AccessEntry.objects.filter(event="login_refused").count() == 1)


def test_no_more_than_so_many_at_once(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The server hangs for hours: what would be one mail too many is given up and told, and the site goes on."""
    karen, ida = somebody("Karen Holm"), somebody("Ida Bro")
    monkeypatch.setattr(_Slow, "goes_on", threading.Event())
    monkeypatch.setattr(afterwards, "_room", threading.BoundedSemaphore(1))
    with override_settings(EMAIL_BACKEND=f"{__name__}._Slow"):
        assert [post(karen.email), post(ida.email)] == [302, 302]
        _Slow.goes_on.set()
        _soon(lambda: len(mail.outbox) == 1)
    assert mail.outbox[0].to == [karen.email]
    assert "given up" in caplog.text


def test_a_server_that_is_not_there(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """The mail server is down: Karen's page comes, and Per reads in the log that her code was not sent."""
    karen = somebody("Karen Holm")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        there = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": nobody.getsockname()[1], "EMAIL_USE_TLS": False}
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", **there):
            assert post(karen.email) == 302
            _soon(lambda: "was not sent" in caplog.text)

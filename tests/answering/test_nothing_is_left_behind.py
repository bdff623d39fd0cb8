"""No cookie, no log line, no cache: what respondents do leaves no trace but the sealed row. Every response is guarded."""

from __future__ import annotations

import logging
import re

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

from fagspejl.answering import views
from fagspejl.config.log_rules import NotRespondents
from fagspejl.config.middleware import SecurityHeaders
from support.invited import OpenRound, open_round
from support.respondent import Respondent

pytestmark = pytest.mark.django_db

GUARDS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _guarded(response: HttpResponse) -> None:
    for name, value in GUARDS.items():
        assert response.headers[name] == value
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert not response.cookies
    assert "Server" not in response.headers


def test_every_page_is_guarded_and_kept_nowhere(asked: OpenRound) -> None:
    """Start page, form, review, receipt, errors: all with the headers, none with a cookie, none to be cached."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    client, sofie = Client(), Respondent(link).begin()
    body = "&".join(f"{name}={value}" for name, value in sofie.fields().items())
    kind = {"content_type": "application/x-www-form-urlencoded"}
    for response in (
        client.get(f"/svar/{link}/"),
        client.get("/svar/"),
        client.get(f"/svar/{'a' * 26}/"),
        client.get("/svar/side/"),
        client.put("/svar/side/"),
        *(client.post(path, body, **kind) for path in ("/svar/start/", "/svar/side/", "/svar/gennemse/")),
        client.post("/svar/side/", "kode=x", **kind),
        client.post("/svar/side/", body, headers={"origin": "https://example.org"}, **kind),
        client.get("/svar/a/b/c/"),
    ):
        _guarded(response)
        assert response.headers["Cache-Control"].split(", ")[0] == "no-store"
        assert "Vary" not in response.headers
    assert client.cookies == {}


def test_files_are_guarded_and_kept_for_a_year(asked: OpenRound) -> None:
    """Style and script are named by their content: they may be kept, and another name is not found."""
    page = Respondent(asked.links["Sofie Lund", "Karen Holm"]).open().page
    paths = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(paths) == 2
    for path in paths:
        response = Client().get(path)
        _guarded(response)
        assert "immutable" in response.headers["Cache-Control"]
    missing = Client().get("/static/answer.000000000000.css")
    _guarded(missing)
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "no-store"


def test_whole_visit_weighs_little(asked: OpenRound) -> None:
    """The first page with all it asks for: three requests and less than 60 KB, unpacked."""
    page = Respondent(asked.links["Sofie Lund", "Karen Holm"]).open().page
    fetched = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    files = [Client().get(path).content for path in fetched]
    assert len(files) + 1 <= 3
    assert len(page.encode()) + sum(map(len, files)) < 60_000


def test_host_that_is_not_ours(asked: OpenRound) -> None:
    """A forged host gets a bare 400 with all headers, and no address is built from it."""
    response = Client().get("/svar/", headers={"host": "evil.example.org"})
    assert response.status_code == 400
    assert b"evil" not in response.content
    _guarded(response)


def test_encrypted_sites_say_so_for_years(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with https tells browsers never to come without it; localhost does not."""
    request = HttpRequest()
    request.META = {"HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80"}
    plain = SecurityHeaders(lambda _: HttpResponse())(request)
    assert "Strict-Transport-Security" not in plain.headers
    monkeypatch.setattr(settings, "BASE_URL", "https://fagspejl.example.org")
    secure = SecurityHeaders(lambda _: HttpResponse())(request)
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_nothing_is_logged(asked: OpenRound, caplog: pytest.LogCaptureFixture) -> None:
    """Good, dead, tampered and unknown requests leave no line in any log."""
    caplog.set_level(logging.DEBUG)
    link = asked.links["Sofie Lund", "Karen Holm"]
    sofie = Respondent(link).answer(u_dilemmas="4")
    Respondent("a" * 26).open()
    sofie.send("/svar/side/", {"kode": link, "leader": "x"})
    Client().get(f"/svar/{link}/", headers={"host": "evil.example.org"})
    lines = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert lines == []


def test_a_fault_of_ours_tells_no_one(
    asked: OpenRound, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program error while Sofie saves: she reads that it is ours, and the log names the place but not her or her words."""

    def broken(*args: object, **named: object) -> None:
        raise ValueError("Hun lytter", link)

    link = asked.links["Sofie Lund", "Karen Holm"]
    sofie = Respondent(link).begin()
    monkeypatch.setattr(views, "save_draft", broken)
    sofie.press("/svar/side/", k_works_well="Hun lytter")
    assert sofie.status == 500
    assert "Der er sket en fejl hos os" in sofie.text
    written = "\n".join(
        f"{record.getMessage()} {record.exc_text} {record.__dict__}" for record in caplog.records
    )
    assert "ValueError < broken:" in written
    for secret in (link, "lytter", "/svar"):
        assert secret not in written


def test_log_filter_stops_a_path() -> None:
    """Whatever library logs a respondent's path, the line is dropped; other lines pass."""
    request = HttpRequest()
    request.path = "/svar/abc/"
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", ("/svar/abc/",), None
    )
    other = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/rapport/",), None)
    assert not NotRespondents().filter(record)
    assert NotRespondents().filter(other)
    other.request = request
    assert not NotRespondents().filter(other)

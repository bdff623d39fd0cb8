"""Every setting and every event of the log stands in the documents; every error has a page in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from django.utils.module_loading import import_string

from fagspejl.accounts.errors import NotLoggedIn, NotYours
from fagspejl.audit.types import Event
from fagspejl.config.environment import MailAddressUnknown, MailUnprotected, mail
from fagspejl.config.error_pages import STATUS, not_found, page_of
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.loader import load
from fagspejl.operations.errors import PAGES
from support.site_process import fagspejl
from support.source import ROOT, modules

REFERENCE = ROOT / "docs" / "reference"
# What only tests and the makefile read.
OF_TESTS = {"FAGSPEJL_BROWSER", "FAGSPEJL_CHROMIUM", "FAGSPEJL_EXPLORE", "FAGSPEJL_TEST_DATABASE"}


def _read(*names: str) -> str:
    return "\n".join((REFERENCE / name).read_text(encoding="utf-8") for name in names)


def test_every_variable_is_described() -> None:
    """Per finds each variable that the program reads in the reference."""
    read: set[str] = set()
    for path in modules("src/fagspejl"):
        # What ends in "_" begins the names of a family, such as those that a program of the organisation's own is given.
        read |= set(re.findall(r"\"(FAGSPEJL_[A-Z_]*[A-Z])\"", path.read_text(encoding="utf-8")))
    told = set(re.findall(r"`(FAGSPEJL_[A-Z_]+)`", _read("settings.md", "commands.md")))
    assert read - told - OF_TESTS == set()
    assert told - read == set()


def test_every_event_is_described() -> None:
    """The data protection officer finds each event of the log in the reference, and none that does not exist."""
    told = set(
        re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"^\| (`[^|]+) \|", _read("audit-events.md"), re.M)))
    )
    assert told == {event.value for event in Event}


def _made(error: type[Exception]) -> Exception:
    """An error that holds a secret, where it holds anything at all."""
    if error is InstrumentChanged:
        return error("secret", load("faglig-ledelse"))
    try:
        return error("secret")
    except TypeError:
        return error()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_error_has_its_page(language: str) -> None:
    """Whatever goes wrong, the page says so in the reader's language and holds nothing of the error."""
    told = {name: STATUS[kind] for name, kind in PAGES.items()}
    assert set(told.values()) == {400, 403, 404, 429, 500, 503}
    with translation.override(language):
        for name, status in told.items():
            error = import_string(name)
            page = page_of(_made(error))
            assert page.status_code == status
            text = page.content.decode()
            assert f'<html lang="{language}">' in text
            assert "secret" not in text


def test_not_yours_is_not_there() -> None:
    """What is somebody else's, what needs a log-in and what does not exist are one page, sign by sign."""
    request = RequestFactory().get("/rapport/x/")
    pages = [page_of(NotYours()), page_of(NotLoggedIn()), page_of(Http404("x")), not_found(request)]
    assert {page.content for page in pages} == {pages[0].content}
    assert {page.status_code for page in pages} == {404}


def test_busy_says_when_to_come_back() -> None:
    """The database is away: the page asks for patience, and machines are told how long."""
    for error in (OperationalError("locked"), InstrumentChanged("x", load("faglig-ledelse"))):
        page = page_of(error)
        assert (page.status_code, page["Retry-After"]) == (503, "30")


@pytest.mark.parametrize(
    ("address", "host", "port", "starttls", "tls"),
    [
        ("smtp://u:p%40x@mail.fjordby.dk", "mail.fjordby.dk", 587, True, False),
        ("smtps://mail.fjordby.dk", "mail.fjordby.dk", 465, False, True),
        ("smtp+plain://localhost:2525", "localhost", 2525, False, False),
        ("smtp+plain://127.0.0.2", "127.0.0.2", 25, False, False),
        ("smtp+plain://[::1]", "::1", 25, False, False),
    ],
)
def test_mail_server_by_address(address: str, host: str, port: int, starttls: bool, tls: bool) -> None:
    """Per names his mail server in one variable, encrypted unless he says otherwise."""
    found = mail({"FAGSPEJL_SMTP": address}, demo=False)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starttls, tls)
    assert found["EMAIL_HOST_PASSWORD"] == ("p@x" if "u:" in address else "")


@pytest.mark.parametrize("address", ["mail.fjordby.dk", "http://mail.fjordby.dk", "smtp://", "smtp://x:port"])
def test_mail_address_that_says_nothing(address: str) -> None:
    """Per forgets the beginning or mistypes the port: refused, with how it should read."""
    with pytest.raises(MailAddressUnknown, match="smtps://"):
        mail({"FAGSPEJL_SMTP": address}, demo=False)


@pytest.mark.parametrize(
    "host", ["mail.fjordby.dk", "10.0.0.5", "localhost.fjordby.dk", "[2001:db8::1]", "0.0.0.0"]
)
def test_no_mail_leaves_the_machine_unprotected(host: str) -> None:
    """Per names another machine without TLS: refused, for links and log-in codes could be read on the way."""
    with pytest.raises(MailUnprotected, match="STARTTLS"):
        mail({"FAGSPEJL_SMTP": f"smtp+plain://{host}:25"}, demo=False)


@pytest.mark.parametrize(
    ("language", "said"), [("da", "er en anden. Links og koder"), ("en", "could be read")]
)
def test_it_is_told_in_a_sentence(tmp_path: Path, language: str, said: str) -> None:
    """Per's command ends with what to write instead, in his language, before anything is made in the database."""
    smtp = {"FAGSPEJL_SMTP": "smtp+plain://mail.fjordby.dk"}
    added = fagspejl(
        tmp_path, "user", "add", "per@fjordby.dk", "--name", "Per", "--language", language, **smtp
    )
    assert (added.returncode, added.stdout) == (1, "")
    assert said in added.stderr
    assert "Traceback" not in added.stderr
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_demo_keeps_its_mail() -> None:
    """The demo sends nothing to anybody."""
    assert "smtp" not in mail({"FAGSPEJL_SMTP": "smtp://mail.fjordby.dk"}, demo=True)["EMAIL_BACKEND"]


def test_no_page_administers_anything(tmp_path: Path) -> None:
    """There is no admin of Django's anywhere: no screen shows answers, releases or the log's table."""
    from django.conf import settings

    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert [
        path for path in modules("src/fagspejl") if "ModelAdmin" in path.read_text(encoding="utf-8")
    ] == []

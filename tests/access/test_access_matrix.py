"""Every address, every role, own and others' things, every method: what comes back is what the table says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from access.matrix import CAST, DEMO_ONLY, ROWS, as_markdown
from fagspejl.lib.unknown_codes import UnknownCodes
from support.source import ROOT
from support.whole_site import Cookies, whole_site


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        elif one.name is not None:
            yield one.name


def _status(method: str, path: str, cookies: Cookies) -> int:
    """Ask once, and take back whatever it changed."""
    client = Client(raise_request_exception=False)
    for name, value in cookies.items():
        client.cookies[name] = value
    with transaction.atomic():
        answer = client.generic(method, path, headers={"Origin": "http://testserver"})
        transaction.set_rollback(True)
    return int(answer.status_code)


# Views refuse PUT, PATCH and DELETE in the same line, and HEAD is a GET without its page: one of each pair is enough
# for every run, the others are asked among the slow tests.
@pytest.mark.either
@pytest.mark.parametrize(
    "methods", [("GET", "POST", "PUT"), pytest.param(("HEAD", "PATCH", "DELETE"), marks=pytest.mark.slow)]
)
def test_what_comes_back(
    methods: tuple[str, ...],
    db: None,
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody in the cast gets more or less than the table says, at any address, by any method."""
    # So many wrong keys from one network are made to wait: tests/workspace/test_guessed_codes.py. Here all are asked.
    monkeypatch.setattr(UnknownCodes, "refuses", lambda *_, **__: False)
    cookies, facts = whole_site(tmp_path, settings)
    wrong = []
    for row in ROWS:
        path = row.path.format(**facts)
        for method in row.methods.split():
            if method not in methods:
                continue
            got = tuple(_status(method, path, cookies[name]) for name in CAST)
            if got != row.statuses:
                wrong.append(f"{method} {row.path}: {got}, not {row.statuses}")
    assert wrong == []


def test_no_address_is_missing() -> None:
    """A new page is in the table before it is on the site."""
    names = set(_names(get_resolver().url_patterns))
    assert names - {row.name for row in ROWS} == set()
    assert {row.name for row in ROWS} - names == set()


def test_demo_pages_are_listed_and_exist_nowhere_else(db: None, client: Client) -> None:
    """The demo's log-in without a code is unknown on a real site, and no demo page is forgotten here."""
    from fagspejl.demo.pages.urls import urlpatterns

    assert set(_names(list(urlpatterns))) == DEMO_ONLY
    for pattern in urlpatterns:
        path = "/" + str(pattern.pattern).replace("<slug:key>", "bente").replace("<path:name>", "x/y")
        if path != "/":
            assert client.get(path.replace("<str:name>", "x.html")).status_code == 404


def test_document_is_the_table() -> None:
    """The published table is the one that is checked; the module's own docstring says how to print it."""
    kept = (ROOT / "docs" / "reference" / "access-matrix.md").read_text(encoding="utf-8")
    assert kept == as_markdown()


def test_every_method_and_thing_is_there() -> None:
    """No row leaves out a method, and every page about a thing stands with one's own and with one that is not."""
    for name in {row.name for row in ROWS}:
        for path in {row.path for row in ROWS if row.name == name}:
            methods = " ".join(row.methods for row in ROWS if row.path == path and row.name == name).split()
            assert sorted(methods) == ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"], path
    for name in ("report", "report-pdf", "report-looks"):
        assert {"{report}", "{nothing}"} <= {row.path.split("/")[2] for row in ROWS if row.name == name}

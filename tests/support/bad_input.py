"""Input that no browser of Bente's would send, and the pages of the desk that are given it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.urls import URLPattern, URLResolver

from fagspejl import planning
from fagspejl.planning import urls

TEN_MB: Final = "æ" * 5_000_000
BAD: Final = {
    "nothing": "",
    "nul": "a\0b",
    "surrogate": "a\ud800b",
    "braces": "{{ 7*7 }}{% now 'Y' %}{round.__class__}{0}%s%(x)s",
    "lines": "a\r\nBcc: nina@fjordby.dk\r\n\r\nb",
    "cpr": "010190-1234",
    "formula": "=cmd|' /C calc'!A0",
    "other": "6f2f6ef4-3a4b-4c29-9a55-7a2f4c8f1c11",
    "number": "99999999999999999999999999",
    "below": "-1",
    "digits": "²",
    "date": "9999-12-31",
    "long": "Ω" * 20_000,
}
# Sessions, what a browser is counted by, and the log of looks move with any request.
_APART: Final = ("django_session", "cache", "axes", "throttle", "sqlite_", "django_migrations")
_ENDS: Final = ("planning-people-discard", "planning-draft-drop")


def addresses(patterns: list[Any] | None = None) -> Iterator[URLPattern]:
    """Yield every address of the planner's pages; those that delete a draft come last."""
    if patterns is None:
        every = list(addresses(urls.urlpatterns))
        yield from sorted(every, key=lambda one: one.name in _ENDS)
        return
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns)
        else:
            yield one


def acts() -> list[str]:
    """Return every word that a button of the planner's pages sends, with words that none sends."""
    folder = Path(planning.__file__).parent
    named: set[str] = set()
    for page in folder.rglob("*.html"):
        named.update(re.findall(r'name="act" value="([a-z_-]+)"', page.read_text(encoding="utf-8")))
    for module in folder.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        named.update(re.findall(r'(?:case|act ==) "([a-z_-]+)"', text))
    assert len(named) > 20
    return [*sorted(named), "drop-all", "__class__"]


class _Controls(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.named: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name")
        if name and tag in ("input", "select", "textarea", "button"):
            self.named.setdefault(name, []).append(told.get("value") or "")


def controls(page: str) -> dict[str, list[str]]:
    """Return the names of the controls of a page, each with the values that stand in it."""
    found = _Controls()
    found.feed(page)
    return found.named


def fingerprint() -> str:
    """Return a sum over every row of every table that a refused act must not touch."""
    told = hashlib.sha256()
    for table in sorted(connection.introspection.table_names()):
        if not any(part in table for part in _APART):
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(repr(row) for row in cursor.fetchall())
            told.update(repr((table, rows)).encode("utf-8", "backslashreplace"))
    return told.hexdigest()


class Stored:
    """What the database holds, looked at anew only after something was written."""

    def __init__(self) -> None:
        self._known = ""
        connection.execute_wrappers.append(self._note)

    def _note(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        told = str(sql).lstrip()
        if told[:6].upper() in ("INSERT", "UPDATE", "DELETE") and not any(
            part in told[:60] for part in _APART
        ):
            self._known = ""
        return execute(sql, params, many, context)

    def now(self) -> str:
        """Return a sum over all that is stored."""
        self._known = self._known or fingerprint()
        return self._known

    def end(self) -> None:
        """Look no longer."""
        connection.execute_wrappers.remove(self._note)


def stored_texts() -> Iterator[str]:
    """Yield every text of the database."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (value for value in row if isinstance(value, str))

"""Somebody who answers without a script: opens a link, fills in what the page shows, presses a button."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

URLENCODED = "application/x-www-form-urlencoded"


class Form(HTMLParser):
    """Every field of a page's forms, as a browser would send them untouched, by the form's action."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._text: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one tag."""
        found = dict(attrs)
        name, value = found.get("name") or "", found.get("value") or ""
        if tag == "form":
            self._form = self.forms.setdefault(found.get("action") or "", {})
        elif tag == "input":
            if found.get("type") not in ("radio", "checkbox") or "checked" in found:
                self._form[name] = value
        elif tag == "textarea":
            self._text, self._form[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        """Leave a text field."""
        if tag == "textarea":
            self._text = None

    def handle_data(self, data: str) -> None:
        """Read what stands in a text field; a browser leaves out a line break that comes first."""
        if self._text is not None:
            before = self._form[self._text]
            self._form[self._text] = before + (data.removeprefix("\n") if not before else data)


class Respondent:
    """One person with one link. `page` is what stands on the screen, `status` and `headers` how it came."""

    def __init__(self, link: str = "", client: Client | None = None) -> None:
        self.link, self.page, self.status = link, "", 0
        self.headers: Mapping[str, str] = {}
        self._client = client or Client()

    def open(self, path: str = "", **headers: str) -> Respondent:
        """Open the personal link, or another path."""
        return self._shown(self._client.get(path or f"/svar/{self.link}/", headers=headers))

    def fields(self, action: str = "") -> dict[str, str]:
        """Return what the page's form would send; of the form that leads to `action`, or the first that can save."""
        forms = Form(self.page).forms
        if action:
            return dict(forms[action])
        wanted = [at for at in ("/svar/side/", "/svar/send/", "/svar/start/") if at in forms]
        return dict(forms[wanted[0]])

    def send(self, path: str, fields: Mapping[str, str] | None = None, **headers: str) -> Respondent:
        """Send fields to a path as a browser's form does."""
        body = urlencode(dict(self.fields() if fields is None else fields))
        return self._shown(self._client.post(path, body, content_type=URLENCODED, headers=headers))

    def begin(self) -> Respondent:
        """Open the link and press the button."""
        self.open()
        return self.send("/svar/start/", self.fields("/svar/start/"))

    def press(self, path: str, **chosen: str) -> Respondent:
        """Fill in fields of the page in hand (u_ for a statement, k_ for a comment) and press a button."""
        filled = {re.sub(r"^([uk])_", r"\1.", name): value for name, value in chosen.items()}
        return self.send(path, {**self.fields(), **filled})

    def answer(self, **chosen: str) -> Respondent:
        """Answer on the first page of a questionnaire of one page, and send."""
        self.begin().press("/svar/gennemse/", **chosen)
        return self.press("/svar/send/")

    @property
    def text(self) -> str:
        """What a reader of the page reads, white space tidied."""
        return words_of(self.page)

    def _shown(self, response: Any) -> Respondent:
        self.status, self.headers = response.status_code, response.headers
        self.page = b"".join(response).decode() if response.streaming else response.content.decode()
        return self


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip = tag in ("title", "script")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.parts.append(data)


def words_of(html: str) -> str:
    """Return a page's text."""
    parser = _Words()
    parser.feed(html)
    return " ".join(" ".join(parser.parts).replace("\u00a0", " ").split())


def rows() -> list[tuple[bytes, bytes]]:
    """Return every stored answer as it lies there: locator and blob."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator, blob FROM response ORDER BY locator")
        return [(bytes(locator), bytes(blob)) for locator, blob in cursor.fetchall()]

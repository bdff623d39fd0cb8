"""Somebody with a phone in a room, without a script: opens what the code leads to, fills in forms, presses buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, Protocol
from urllib.parse import urlencode

from django.test import Client

from support.respondent import URLENCODED, words_of

Fields = list[tuple[str, str]]


class _Forms(HTMLParser):
    """The fields of each form as a browser would send them untouched, by the act that the form names."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, Fields]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one tag."""
        told = dict(attrs)
        if tag == "form":
            self.found.append((told.get("action") or "", []))
            return
        untouched = told.get("type") not in ("radio", "checkbox") or "checked" in told
        if tag == "input" and self.found and untouched:
            self.found[-1][1].append((told.get("name") or "", told.get("value") or ""))


class Coded(Protocol):
    """A room that is joined by a code."""

    @property
    def code(self) -> str:
        """The code."""


class Phone:
    """One phone. `page` is what stands on it, `status` and `headers` how it came, `address` where it is found again."""

    def __init__(self, room: Coded) -> None:
        self.room, self.page, self.status, self.address = room, "", 0, ""
        self.headers: Mapping[str, str] = {}
        self.client: Any = Client(enforce_csrf_checks=True)

    def join(self, group: str | None = None, *, leader: bool = False) -> Phone:
        """Open the code and join."""
        self.open(f"/d/{self.room.code}/")
        chosen = {} if group is None else {"group": group}
        return self.press("join", **chosen, **({"leder": "1"} if leader else {}))

    def open(self, path: str = "") -> Phone:
        """Open a path, or one's own page again."""
        return self._shown(self.client.get(path or self.address))

    def form(self, act: str) -> tuple[str, Fields]:
        """Return where a form of the page leads, and what it would send untouched."""
        found = [(to, fields) for to, fields in _Forms(self.page).found if ("act", act) in fields]
        assert found, f"no form for {act}: {self.text[:200]}"
        return found[0]

    def press(self, act: str, **chosen: str | Sequence[str]) -> Phone:
        """Fill in fields of a form and press its button."""
        action, fields = self.form(act)
        kept = [(name, value) for name, value in fields if name not in chosen]
        for name, value in chosen.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return self.send(kept, action)

    def send(self, fields: Fields, action: str = "") -> Phone:
        """Send fields as a browser's form does."""
        path = action or self.address
        sent = self.client.post(path, urlencode(fields), content_type=URLENCODED, headers=_OWN)
        self.address = path.partition("?")[0]
        return self._shown(sent)

    @property
    def text(self) -> str:
        """What is read on the page."""
        return words_of(self.page)

    def _shown(self, response: Any) -> Phone:
        self.status, self.headers, self.page = (
            response.status_code,
            response.headers,
            response.content.decode(),
        )
        return self


_OWN = {"Origin": "http://testserver"}

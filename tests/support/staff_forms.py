"""Somebody logged in on the served demo who opens every page she finds and fills in every form, over HTTP alone.

What she types into a text is a marker of its own, so that a test can look for it wherever it must not be.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from itertools import count

from fagspejl.lib.clock import ZONE, utc_now

_ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_ENDING = re.compile(r"\.(pdf|ics|csv|json|png|svg|html)$")
_VOWELS = "aeiouy"
_EACH = 2  # pages of one kind


@dataclass
class Form:
    """A form as a page shows it: where it goes, what stands in it, and which of that is free text."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Page(HTMLParser):
    """The links and the POST forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._chosen: set[str] = set()
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what the page offers."""
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "form":
            self._form, self._chosen = Form(told.get("action", "")), set()
            if told.get("method", "").lower() == "post":
                self.forms.append(self._form)
        elif self._form is not None and told.get("name"):
            self._take(tag, told, self._form)
        elif tag == "option" and self._form is not None and self._select not in self._chosen:
            self._form.values.append((self._select, told.get("value", "")))
            self._chosen.add(self._select)

    def handle_endtag(self, tag: str) -> None:
        """Leave a form."""
        if tag == "form":
            self._form = None

    def _take(self, tag: str, told: dict[str, str], form: Form) -> None:
        name, kind, value = told["name"], told.get("type", "text"), told.get("value", "")
        if tag == "textarea" or (tag == "input" and kind == "text"):
            form.texts.append(name)
        elif tag == "select":
            self._select = name
        elif tag == "button":
            form.buttons.append((name, value))
        elif kind in {"radio", "checkbox"}:
            if kind == "checkbox" or name not in self._chosen:
                form.values.append((name, value or "on"))
                self._chosen.add(name)
        elif kind == "date":
            form.values.append(
                (name, value or (utc_now().astimezone(ZONE).date() + timedelta(days=9)).isoformat())
            )
        elif kind == "number":
            form.values.append((name, value or "6"))
        elif kind == "hidden":
            form.values.append((name, value))


@dataclass(frozen=True)
class Marker:
    """A word that was typed once. `page`: where, with the ids of rows taken out."""

    word: str
    page: str
    field: str


class Staff:
    """One of the cast. `seen`: page -> what it said, as she last opened it; `typed`: what she wrote."""

    _numbers = count()

    def __init__(self, url: str, key: str) -> None:
        self.url, self.seen, self.typed = url, dict[str, str](), list[Marker]()
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._browser = urllib.request.build_opener(cookies)
        self._ask(f"/demo/som/{key}/", b"")

    def walk(self, *starts: str, within: tuple[str, ...], write: bool, most: int = 160) -> None:
        """Open everything below `within` that can be reached from `starts`; `write`: fill in each kind of form once.

        At most `most` pages are opened, and of each kind of page (ids of rows taken out) at most two.
        """
        waiting, met, sent = list(starts), set[str](), set[tuple[str, ...]]()
        kinds = Counter[str]()
        while waiting and len(met) < most:
            path = waiting.pop(0)
            kind_of_page = _ONE.sub("*", path)
            if path in met or kinds[kind_of_page] == _EACH:
                continue
            met.add(path)
            kinds[kind_of_page] += 1
            status, text = self._ask(path)
            self.seen[path] = text
            if status != 200 or _ENDING.search(path):
                continue
            page = _read(text)
            ours = [
                one for one in page.forms if _within(one.action or path, within)
            ]  # logging out is nobody's text
            for form in ours if write else ():
                for button in form.buttons or [("", "")]:
                    kind = (_ONE.sub("*", form.action or path), *button, *form.texts)
                    if kind not in sent and "slet" not in kind[0]:
                        sent.add(kind)
                        self._fill(path, form, button)
                        waiting += self._onward(path, within, met)
            waiting += [
                link for link in _paths(path, page.links) if _within(link, within) and link not in met
            ]

    def _onward(self, path: str, within: tuple[str, ...], met: set[str]) -> list[str]:
        """What the page links to after a form was sent; the form may have made something new."""
        links = _paths(path, _read(self._ask(path)[1]).links)
        return [link for link in links if _within(link, within) and link not in met]

    def _fill(self, path: str, form: Form, button: tuple[str, str]) -> None:
        fresh = next((one for one in _read(self._ask(path)[1]).forms if one.texts == form.texts), form)
        values = list(fresh.values)
        for name in fresh.texts:
            word = _word(next(self._numbers))
            self.typed.append(Marker(word, _ONE.sub("*", form.action or path), name))
            values.append((name, f"vi prøver {word}"))
        if button[0]:
            values.append(button)
        where = urllib.parse.urljoin(path, form.action or path)
        self.seen[f"POST {where} {button}"] = self._ask(where, urllib.parse.urlencode(values).encode())[1]

    def _ask(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        headers = {"Origin": self.url, "Referer": self.url + path}
        request = urllib.request.Request(self.url + path, body, headers)
        try:
            answer = self._browser.open(request, timeout=120)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            assert answer.status < 500, (path, answer.status)
            return answer.status, answer.read().decode("utf-8", "replace")


def _read(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    return page


def _paths(base: str, links: list[str]) -> Iterator[str]:
    for link in links:
        whole = urllib.parse.urlsplit(urllib.parse.urljoin(base, link))
        if not whole.netloc:
            yield whole.path


def _within(path: str, within: tuple[str, ...]) -> bool:
    return path.startswith(within)


def _word(number: int) -> str:
    """A word without figures that no text holds by chance."""
    letters = ""
    for _ in range(
        5
    ):  # enough for every text of every form: a word that came twice would be found where it is not
        number, place = divmod(number, len(_VOWELS))
        letters = f"zq{_VOWELS[place]}" + letters
    return f"{letters}zqx"

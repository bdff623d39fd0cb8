"""Walking through the served demo as one of its cast, from link to link, without a browser.

Every page is fetched once per walk and person; what is read is the text that stands on it, figures in pictures included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from support.demo_site import DemoSite

_UNREAD = frozenset(("script", "style", "template"))
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "tspan")
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: what stands on it, and the path it leads to."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: the status, the path after redirects, the text with single spaces, and the links in order.

    `action`, `hidden`: where the first form is sent, and what it carries unseen.
    """

    status: int
    path: str
    text: str
    links: tuple[Link, ...]
    action: str = ""
    hidden: tuple[tuple[str, str], ...] = ()


class _Reader(HTMLParser):
    """Collects the text of `main` (of the whole page where it has none), values of fields, and links."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.main: list[str] | None = None
        self.links: list[tuple[str, list[str]]] = []
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self._unread = 0
        self._in_main = 0
        self._link: list[str] | None = None

    def _add(self, text: str) -> None:
        self.parts.append(text)
        if self._in_main and self.main is not None:
            self.main.append(text)
        if self._link is not None:
            self._link.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in _UNREAD:
            self._unread += 1
        if tag == "main":
            self._in_main, self.main = 1, self.main or []
        if tag not in _INLINE:
            self._add(" ")
        if tag == "input" and told.get("type", "text") in ("text", "number", "date") and told.get("value"):
            self._add(f" {told['value']} ")
        if tag == "form":
            self.forms.append((str(told.get("action") or ""), []))
        if tag == "input" and told.get("type") == "hidden" and self.forms:
            self.forms[-1][1].append((str(told.get("name")), str(told.get("value") or "")))
        if tag == "a" and told.get("href"):
            self._link = []
            self.links.append((str(told["href"]), self._link))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread -= 1
        if tag == "main":
            self._in_main = 0
        if tag == "a":
            self._link = None
        if tag not in _INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._add(data)


def squeezed(text: str) -> str:
    """Return a text with single spaces, and without the signs that only say where a line may break."""
    return " ".join(text.replace("\u00ad", "").split())


def read_page(status: int, path: str, html: str) -> Page:
    """Return a page as it is read aloud."""
    reader = _Reader()
    reader.feed(html)
    text = reader.parts if reader.main is None else reader.main
    links = tuple(
        Link(squeezed("".join(said)), urlsplit(urljoin(path, to)).path) for to, said in reader.links
    )
    action, hidden = reader.forms[0] if reader.forms else ("", [])
    return Page(status, path, squeezed("".join(text)), links, action, tuple(hidden))


@dataclass
class Walker:
    """One of the cast, logged in; `key` as in cast.json, or "" for whoever has no account."""

    site: DemoSite
    key: str
    _seen: dict[str, Page] = field(default_factory=dict)

    @cached_property
    def _opener(self) -> OpenerDirector:
        opener = build_opener(HTTPCookieProcessor(CookieJar()))
        if self.key:
            asked = Request(
                f"{self.site.url}/demo/som/{self.key}/", method="POST", headers={"Origin": self.site.url}
            )
            with opener.open(asked, timeout=60) as answer:
                assert answer.status == 200
        return opener

    def opens(self, path: str) -> Page:
        """Return the page of a path; one that is not there is returned with its status."""
        return self._sent(path, path, None)

    def _sent(self, known_as: str, path: str, fields: bytes | None) -> Page:
        if known_as not in self._seen:
            asked = Request(self.site.url + path, data=fields, headers={"Origin": self.site.url})
            try:
                answer = self._opener.open(asked, timeout=60)
            except HTTPError as refused:
                answer = refused
            with answer:
                found = urlsplit(answer.url).path
                kind = str(answer.headers.get("Content-Type", ""))
                text = answer.read().decode("utf-8", "replace") if "text" in kind else ""
                self._seen[known_as] = read_page(int(answer.status or 0), found, text)
        return self._seen[known_as]

    def follows(self, page: Page, name: str) -> Page:
        """Return the page behind a link whose text begins with `name`: the first, or of »name#2« the second."""
        name, _, place = name.partition("#")
        found = [link for link in page.links if link.text.startswith(name)]
        at = int(place or 1) - 1
        assert at < len(found), (
            f"{page.path}: no link »{name}« among {sorted({one.text for one in page.links})}"
        )
        return self.opens(found[at].path)

    def begins(self, page: Page) -> Page:
        """Press the one button of a page whose form sends nothing but hidden fields."""
        return self._sent(f"{page.action} {page.hidden}", page.action, urlencode(page.hidden).encode())

    @cached_property
    def unit(self) -> str:
        """The id of the first unit in this person's workspace."""
        home = self.opens("/arbejdsrum/")
        found = re.search(r"/arbejdsrum/enhed/([0-9a-f-]{36})/", " ".join(one.path for one in home.links))
        assert found is not None, f"{self.key}: no unit in the workspace"
        return found[1]

"""Every point of the two source texts is something that somebody in the demo does: the page says so, with its figures."""

from __future__ import annotations

import html
import re
from functools import cache
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from support.demo_site import DemoSite
from support.seed_coverage import DOCUMENT, LIST, ROOT, document, sections

KEYS = {"Karen": "karen", "Ida": "ida", "Mads": "mads", "Bente": "bente", "the lecturer": "vibe"}


class _Visitor:
    """Somebody of the cast with a browser that reads pages and follows links."""

    def __init__(self, site: str, key: str) -> None:
        self._site, self._opener = site, build_opener(HTTPCookieProcessor(CookieJar()))
        form = re.search(
            rf'<form[^>]*action="([^"]*/demo/som/{key}/)"[^>]*>(.*?)</form>', self.get("/"), re.DOTALL
        )
        assert form is not None, key
        sent = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', form[2]))
        told = Request(site + form[1], urlencode(sent).encode(), {"Origin": site})
        self._opener.open(told).read()

    def get(self, path: str) -> str:
        """Return a page."""
        return str(self._opener.open(self._site + path).read().decode())

    @cache  # noqa: B019 - as long as the test
    def at(self, page: str) -> str:
        """Return what stands on a page of the list, from its first address on."""
        name, _, more = page.partition(" > ")
        first, *steps = [*LIST["pages"][name], *([f"text:{more}"] if more else [])]
        found = self.get(first)
        for step in steps:
            found = self.get(_onward(found, step, page))
        return _text(found)


def _onward(page: str, step: str, of: str) -> str:
    links = [
        (address, html.unescape(re.sub(r"<[^>]+>", "", words)).strip())
        for address, words in re.findall(r'<a [^>]*href="([^"#?]+)[^"]*"[^>]*>(.*?)</a>', page, re.DOTALL)
    ]
    links += [(address, "") for address in re.findall(r'<iframe[^>]*src="([^"#?]+)', page)]
    if step.startswith("text:"):
        hits = [address for address, words in links if words.startswith(step.removeprefix("text:"))]
    else:
        hits = [found[0] for address, _ in links if (found := re.match(step, address))]
    assert hits, f"{of}: no link {step}"
    return hits[0]


def _text(page: str) -> str:
    page = re.sub(r"<(script|style).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).replace("\xa0", " ").split())


def test_every_bullet(visited_demo: DemoSite) -> None:
    """Karen, Ida, Bente and the lecturer open the pages named: each point's figure or sentence stands there."""
    visitors = {who: _Visitor(visited_demo.url, KEYS[who]) for who in {one["who"] for one in LIST["bullets"]}}
    missing = {
        one["id"]: one["find"]
        for one in LIST["bullets"]
        if one["find"] not in visitors[one["who"]].at(one["page"])
    }
    assert missing == {}


def test_no_bullet_is_forgotten() -> None:
    """Asta counts the points of the texts: the list has as many in each part, numbered in order, each with its tests."""
    assert sections() == LIST["sections"]
    for letter in ("A", "B"):
        numbers = [one["id"] for one in LIST["bullets"] if one["id"][0] == letter]
        assert numbers == [f"{letter}{number}" for number in range(1, len(numbers) + 1)]
    assert [one["test"] for one in LIST["bullets"] if not (ROOT / one["test"]).exists()] == []


def test_the_document_says_the_same() -> None:
    """Per reads the document: it is the list."""
    assert DOCUMENT.read_text("utf-8") == document()

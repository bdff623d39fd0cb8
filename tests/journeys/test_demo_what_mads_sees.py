"""What the demo shows Mads of Karen's unit: dates, what she shares, and the note she sent him. By link or address, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import resolve

from fagspejl.demo.catalogue import read_toml
from support.demo_site import DemoSite
from support.walked_demo import Page, Walker, squeezed

STARTS = ("/arbejdsrum/", "/opfoelgning/")
HIS = {"note", "note-pdf", "follow-up-path", "follow-up-date"}  # of what is Karen's, what Mads opens too
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNTOLD = (
    "cases.toml",
    "responsibility.toml",
    "notes.toml",
)  # what Karen and her unit wrote and did not send up
LONG = 20  # signs: something shorter may stand on two pages by chance


@dataclass(frozen=True)
class Walked:
    """One of the cast, and every page that links led to."""

    walker: Walker
    pages: dict[str, Page]

    @property
    def text(self) -> str:
        """Everything that stands on these pages."""
        return "\n".join(page.text for page in self.pages.values())


def _walked(site: DemoSite, key: str) -> Walked:
    walker, todo, pages = Walker(site, key), list(STARTS), dict[str, Page]()
    while todo:
        path = todo.pop()
        if path not in pages and path.startswith(STARTS):
            pages[path] = walker.opens(path)
            todo += [link.path for link in pages[path].links]
    return Walked(walker, pages)


@pytest.fixture(scope="module")
def karen(visited_demo: DemoSite) -> Walked:
    """Karen, who has followed every link of her workspace and of her path."""
    return _walked(visited_demo, "karen")


@pytest.fixture(scope="module")
def mads(visited_demo: DemoSite) -> Walked:
    """Mads, who has followed every link of his."""
    return _walked(visited_demo, "mads")


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield squeezed(found)
    elif isinstance(found, dict):
        for inner in found.values():
            yield from _texts(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from _texts(inner)


def test_what_karen_shares(mads: Walked) -> None:
    """Mads reads on Karen's path that both talks were held, her goal, and the three lines that they agreed on."""
    told = read_toml("paths.toml")
    page = mads.walker.follows(mads.walker.opens("/opfoelgning/"), "Karen Birkemose")
    for name in ("Samtale med dig: Holdt ", "Dialog med medarbejderne: Holdt ", "Udviklingsplan: Lavet "):
        assert name in page.text
    assert told["goal"]["text"] in page.text
    assert [line for line in told["lines"] if line not in page.text] == []


def test_what_karen_sent(mads: Walked) -> None:
    """Mads finds Karen's note in his ledger as unanswered since his day is gone, and reads what she asks and what speaks against."""
    ledger = mads.walker.opens("/arbejdsrum/notater/")
    assert "Venter på dit svar" in ledger.text
    assert "Skolerne kalder os ind, når det er meget sent Ubesvaret 26 dage indtil nu" in ledger.text
    note = mads.walker.follows(ledger, "Skolerne kalder os ind")
    sent = next(one for one in read_toml("upward.toml")["notes"] if one["leader"] == "Karen")
    for part in ("seen", "work", "citizens", "done", "options", "nothing", "counter"):
        assert [one["text"] for one in sent[part] if one["text"] not in note.text] == [], part
    assert sent["ask_text"] in note.text


def test_nothing_that_she_did_not_tell(karen: Walked, mads: Walked) -> None:
    """Nothing that Karen's unit wrote of its cases and duties, or she for herself, stands on any page that Mads is led to."""
    untold = {text for name in UNTOLD for text in _texts(read_toml(name)) if len(text) >= LONG}
    duties = read_toml("responsibility.toml")
    shipped = {one["task"] for one in duties["tasks"]} | set(duties["roles"])
    sent = mads.walker.follows(mads.walker.opens("/arbejdsrum/notater/"), "Skolerne kalder os ind").text
    kept = {text for text in untold - shipped if text in karen.text and text not in sent}
    assert len(kept) > 100  # Karen does read them, so they are looked for as they stand
    assert sorted(text for text in kept if text in mads.text) == []
    assert read_toml("paths.toml")["first_look"]["seen"] not in mads.text


def test_no_address_of_hers(karen: Walked, mads: Walked) -> None:
    """Mads types every address that Karen is led to: of all that names something of hers, four kinds are there."""
    hers = [path for path in karen.pages if ID.search(path)]
    assert len(hers) > 60
    assert {resolve(path).url_name for path in hers if mads.walker.opens(path).status != 404} == HIS

"""The list of bullets is whole, in our own words, and each of them is shown by something that the demo holds."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fagspejl.demo
import fagspejl.instrument
import fagspejl.workspace
from seed_coverage.bullets import DOCUMENT, bullets, places, sections
from seed_coverage.document import as_markdown
from support.source import ROOT

_SEEDS = (
    *Path(fagspejl.demo.__path__[0]).glob("*.toml"),
    *(Path(fagspejl.workspace.__path__[0]) / "library" / "da").rglob("*.toml"),
    *Path(fagspejl.instrument.__path__[0]).rglob("da.toml"),
)
_DAY = re.compile(
    r"\b20\d\d\b|\d\. (januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
)
_SENTENCE = 12  # signs: shorter than that, one text may stand in another by chance


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield " ".join(found.split())
    elif isinstance(found, dict):
        for inner in found.values():
            yield from _texts(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from _texts(inner)


def test_as_many_as_the_sources_hold() -> None:
    """Underviseren counts with a pencil: each part of both texts has as many rows here as bullets there."""
    held = Counter(one.section for one in bullets())
    assert held == {one.code: one.bullets for one in sections()}
    assert Counter(one.code[0] for one in bullets()) == {"A": 59, "B": 49}
    for source in "AB":
        numbers = [int(one.code[1:]) for one in bullets() if one.code.startswith(source)]
        assert numbers == list(range(1, len(numbers) + 1))
    assert all(one.code[0] == one.section[0] for one in bullets())


def test_the_stem_and_the_statements_alone_are_word_for_word() -> None:
    """Bente compares with the tested instrument: these six stand as they were tested, and nothing else does."""
    assert [one.section for one in bullets() if one.word_for_word] == ["A.asked", *["A.statements"] * 5]


def test_every_bullet_leads_somewhere() -> None:
    """Karen follows any row: it names a page, something to find on it, and tests that exist."""
    assert [one.code for one in bullets() if not one.seen or not all(one.seen.values())] == []
    assert {name for one in bullets() for name in one.seen} == set(places())
    assert [one for row in bullets() for one in row.tests if not (ROOT / one).is_file()] == []
    assert [one.code for one in bullets() if not one.tests] == []


def test_a_heading_alone_is_no_proof() -> None:
    """Ida would find a menu on an empty page too: each bullet is shown by a figure, or by a sentence that was put there."""
    texts = [text for path in _SEEDS for text in _texts(tomllib.loads(path.read_text(encoding="utf-8")))]
    seeds, long = "\n".join(texts), [text for text in texts if len(text) >= _SENTENCE]
    proven = [
        one.code
        for one in bullets()
        if any(
            re.search(r"\d", find) or find in seeds or any(text in find for text in long)
            for finds in one.seen.values()
            for find in finds
        )
    ]
    assert [one.code for one in bullets() if one.code not in proven] == []


def test_nothing_found_is_of_one_day() -> None:
    """Omar builds the demo next spring: its days have moved, and every row still holds."""
    told = [find for one in bullets() for finds in one.seen.values() for find in finds]
    assert [
        find
        for find in (*told, *(link for one in places().values() for link in one.follow))
        if _DAY.search(find)
    ] == []


def test_document_is_made_from_the_list() -> None:
    """Whoever reads the document reads what the test opens."""
    assert DOCUMENT.read_text(encoding="utf-8") == as_markdown()

"""The bullets of both source texts and the places where they are met, as their two files hold them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from support.source import ROOT

HERE = Path(__file__).parent
DOCUMENT = ROOT / "docs" / "reference" / "seed-coverage.md"
THE_TEST = "tests/seed_coverage/test_every_bullet_is_on_a_page.py"


@dataclass(frozen=True, slots=True)
class Place:
    """A page and the way to it: who walks, from which address, over which links. `page`: the name of its address."""

    page: str
    start: str
    who: str
    told: str
    follow: tuple[str, ...]
    begin: bool


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet: in our words, except where `word_for_word`; `seen`: place -> what stands there."""

    code: str
    section: str
    da: str
    en: str
    tool: str
    tests: tuple[str, ...]
    seen: Mapping[str, tuple[str, ...]]
    word_for_word: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a source, and how many bullets were counted in it."""

    code: str
    da: str
    en: str
    bullets: int


@cache
def places() -> Mapping[str, Place]:
    """Return every place by its name."""
    told = tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))
    return {
        name: Place(
            one["page"],
            one["start"],
            one["who"],
            one["as"],
            tuple(one.get("follow", ())),
            bool(one.get("begin", False)),
        )
        for name, one in told.items()
    }


@cache
def sections() -> tuple[Section, ...]:
    """Return the parts of both sources, in their order."""
    return tuple(Section(**one) for one in _file()["sections"])


@cache
def bullets() -> tuple[Bullet, ...]:
    """Return every bullet, in the order of the sources."""
    return tuple(
        Bullet(
            one["code"],
            one["section"],
            one["da"],
            one["en"],
            one["tool"],
            tuple(one["tests"]),
            {seen["place"]: tuple(seen["finds"]) for seen in one["seen"]},
            bool(one.get("word_for_word", False)),
        )
        for one in _file()["bullets"]
    )


@cache
def _file() -> dict[str, list[dict]]:  # type: ignore[type-arg]
    return tomllib.loads((HERE / "bullets.toml").read_text(encoding="utf-8"))

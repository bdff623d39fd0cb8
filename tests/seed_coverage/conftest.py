"""A served copy of the run's demo, and whoever of its cast walks through it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from seed_coverage.bullets import Place
from support.demo_site import DemoSite, served_demo
from support.shared_demo import BuiltDemo
from support.walked_demo import Page, Walker

Walks = Callable[[Place], Page]


@pytest.fixture(scope="session")
def walks(built_demo: BuiltDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walks]:
    """Walk to a place as the one whom it names, and return the page there. Nothing is fetched twice."""
    with served_demo(built_demo.folder, tmp_path_factory.mktemp("coverage")) as site:

        @cache
        def walker(key: str) -> Walker:
            return Walker(site, key)

        @cache
        def walk(place: Place) -> Page:
            own = walker(place.who)
            page = own.opens(_start(place.start, site, own, walker))
            for name in place.follow:
                page = own.follows(page, name)
            return own.begins(page) if place.begin else page

        yield walk


def _start(start: str, site: DemoSite, own: Walker, walker: Callable[[str], Walker]) -> str:
    """Fill in what only this demo knows."""
    if start.startswith("{answer:"):
        name = start[len("{answer:") : -1]
        return site.path_of(next(one["link"] for one in site.cast["shown"] if one["name"].startswith(name)))
    if start.startswith("{wall:"):
        leader = walker(start[len("{wall:") : -1])
        found = re.search(
            r"/enhed/[a-z2-7]{26}/", leader.opens(f"/arbejdsrum/enhed/{leader.unit}/side/").text
        )
        assert found is not None
        return found[0]
    if start == "{course}":
        lecturer = walker("vibe")
        held = lecturer.follows(lecturer.opens("/arbejdsrum/kurser/"), "Ledelse af fagprofessionelle")
        return next(one.path for one in held.links if one.path.startswith("/kursus/side/"))
    return start.format(
        unit=own.unit if "{unit}" in start else "",
        report=site.person(own.key)["report"] if "{report}" in start else "",
    )

"""Dot pictures at random, and what their drawings show, read back from the SVG."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from xml.etree import ElementTree

from hypothesis import strategies as st

from fagspejl.lib.wording import wording
from fagspejl.workspace.charts.layout import LOOKS, Layout, Size, arrange
from fagspejl.workspace.charts.picture import Block, DotPicture, Leader

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {language: wording(language, "fagspejl.workspace.words") for language in ("da", "en")}
NAMES = (
    "Erfarne",
    "Nye",
    "Socialrådgivere",
    "Social- og sundhedsassistenter i aftenvagt på afdeling fire",
    "Speciallæger",
    "Jurister <og> andre",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
)
POLES = ("Vejlede", "Løse for", "Vejlede forældrene, så de selv finder en løsning")
EXAMPLE = DotPicture(
    "Hvor langt skal vi gå for familien?",
    "Vejlede",
    "Løse for",
    (
        Block(
            "Erfarne",
            7,
            (1, 2, 2, 3, 3, 4, 8),
            (2, 2, 3, 3, 3, 4, 6),
            ((1, 2), (2, 2), (2, 3), (3, 3), (8, 6)),
        ),
        Block("Nye", 5, (5, 6, 8, 9, 9), (4, 5, 6, 6, 7), ((5, 4), (6, 5), (8, 6), (9, 6), (9, 7))),
    ),
    sentences=(
        "Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10).",
        "Nye ligger typisk højere end erfarne.",
    ),
    caution="At vi ligger tæt, betyder ikke, at vi har ret.",
)


@st.composite
def _block(draw: st.DrawFn, name: str, most: int, rest: bool) -> Block:
    n = draw(st.integers(1, most))
    # often all alike: the highest stacks there can be
    answers = st.integers(0, 10) if draw(st.booleans()) else st.just(draw(st.integers(0, 10)))
    first = draw(st.lists(answers, min_size=n, max_size=n))
    if not draw(st.booleans()):
        return Block(name, n, tuple(sorted(first)), rest=rest)
    second = draw(st.lists(answers, min_size=n, max_size=n))
    pairs = tuple(zip(first, second, strict=True)) if draw(st.booleans()) else ()
    return Block(name, n, tuple(sorted(first)), tuple(sorted(second)), pairs, rest)


@st.composite
def dot_pictures(draw: st.DrawFn) -> DotPicture:
    """Up to six groups and Øvrige, 150 answers in a round, one or two rounds, with or without band and leader."""
    count = draw(st.integers(1, 6))
    names = draw(st.permutations(NAMES))[:count]
    rest = count > 1 and draw(st.booleans())
    left = 150
    blocks = []
    for place, name in enumerate((*names, "Øvrige") if rest else names):
        after = count + rest - place - 1
        blocks.append(draw(_block(name, left - after, place == count)))
        left -= blocks[-1].n
    low, high = sorted((draw(st.integers(0, 10)), draw(st.integers(0, 10))))
    own = st.none() | st.integers(0, 10)
    return DotPicture(
        "Hvor langt skal vi gå?",
        draw(st.sampled_from(POLES)),
        draw(st.sampled_from(POLES)),
        tuple(blocks),
        (low, high) if draw(st.booleans()) else None,
        Leader(draw(own), draw(own)) if draw(st.booleans()) else None,
        ("Vi er delt.",),
    )


@dataclass(frozen=True)
class Dot:
    """One drawn shape: whose, in which round, where, for how many people."""

    block: str
    number: int
    x: float
    y: float
    people: int


def dots_in(svg: str) -> list[Dot]:
    """Return every dot of a drawing."""
    found = []
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if "data-block" not in group.attrib:
            continue
        for shape in group:
            if shape.tag == f"{SVG}text":  # the count of the stack before it
                last = found.pop()
                found.append(Dot(last.block, last.number, last.x, last.y, int(shape.text or "")))
            else:
                x, y = float(shape.attrib["x"]), float(shape.attrib["y"])
                found.append(Dot(group.attrib["data-block"], int(group.attrib["data-round"]), x, y, 1))
    return found


def counts_in(svg: str, picture: DotPicture, size: Size) -> dict[tuple[str, int], Counter[int]]:
    """Return the answers that a reader counts: (block, round) -> value -> people, by the nearest whole number."""
    look = arrange(picture, size).look
    found: dict[tuple[str, int], Counter[int]] = {}
    for dot in dots_in(svg):
        value = round((dot.x - look.left) / look.step)
        found.setdefault((dot.block, dot.number), Counter())[value] += dot.people
    return found


def texts_in(svg: str) -> list[ElementTree.Element]:
    """Return every text of a drawing."""
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


def said(element: ElementTree.Element) -> str:
    """Return what a text shows, without its title."""
    return (element.text or "") + "".join(
        (child.text or "") * (child.tag != f"{SVG}title") + (child.tail or "") for child in element
    )


__all__ = [
    "EXAMPLE",
    "LOOKS",
    "WORDS",
    "Dot",
    "Layout",
    "counts_in",
    "dot_pictures",
    "dots_in",
    "said",
    "texts_in",
]

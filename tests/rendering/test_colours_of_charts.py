"""The colours of charts: seen on white, and told apart by people who do not see all colours."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from fagspejl.reporting.render.svg import SHAPES
from fagspejl.web import inline

KINDS = ("employee", "subordinate_leader", "peer", "self", "superior")
# Linear RGB as people without one kind of cone see it: Machado, Oliveira and Fernandes 2009, severity 1.
SIGHTS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
EACH_SIGHT = pytest.mark.parametrize("sight", SIGHTS)


def luminance(colour: str, sight: str) -> float:
    """The relative luminance (WCAG 2.2) of a colour as it is seen, from 0 to 1."""
    plain = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in plain]
    seen = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in SIGHTS[sight]]
    return sum(a * min(1.0, max(0.0, b)) for a, b in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(one: str, other: str, sight: str) -> float:
    """The contrast ratio (WCAG 2.2) of two colours as they are seen, from 1 to 21."""
    low, high = sorted((luminance(one, sight), luminance(other, sight)))
    return (high + 0.05) / (low + 0.05)


def colour_of(selector: str, name: str) -> str:
    """A colour of charts.css, through the tokens."""
    [rule] = re.findall(r"(?:^|\})" + re.escape(selector) + r"\{([^}]*)\}", inline.sheet("charts.css"))
    value = dict(re.findall(r"([\w-]+): ?([^;]+)", rule))[name]
    tokens = dict(re.findall(r"--([\w-]+): ?(#\w+)", inline.sheet("tokens.css")))
    found = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return tokens[found[1]] if found else value


@EACH_SIGHT
def test_marks_and_bands_stand_out_from_the_paper(sight: str) -> None:
    """Per sees no red and Lone no blue: each mark and band has 3 : 1 against white."""
    for kind in KINDS:
        for name in ("--ink", "--strong"):
            assert contrast(colour_of(f".k-{kind}", name), "#ffffff", sight) >= 3, (kind, name)


def test_no_two_perspectives_share_a_shape() -> None:
    """Per prints in black and white: who is who is told by five shapes, whatever their colours."""
    assert set(KINDS) <= SHAPES.keys()
    drawn = [re.sub(r'(class|id)="[^"]*"', "", SHAPES[kind]) for kind in KINDS]
    assert all(one != other for one, other in combinations(drawn, 2))


@EACH_SIGHT
def test_shares_of_a_bar_darken_step_by_step(sight: str) -> None:
    """Whoever sees no red, no green or no blue still sees each part of a bar darker than the one before it."""
    shades = [colour_of(f".shade-{step}", "fill") for step in range(2, 6)]
    light = [luminance(shade, sight) for shade in shades]
    assert all(after < before / 1.15 for before, after in pairwise(light)), light


@EACH_SIGHT
def test_counts_can_be_read_on_their_part(sight: str) -> None:
    """Sofie reads the number on each part of a bar: 4.5 : 1 on every shade, dark on light and white on the darkest."""
    ink = colour_of(".stacked-bar text", "fill")
    for step in range(1, 5):
        assert contrast(ink, colour_of(f".shade-{step}", "fill"), sight) >= 4.5, step
    assert contrast("#ffffff", colour_of(".shade-5", "fill"), sight) >= 4.5

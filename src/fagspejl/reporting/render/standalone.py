"""A chart's drawing with its looks written into it: the drawing of the web page, for a place without its style sheet.

Looks come from the web's own sheets, so that a colour or a width is changed in one place.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from fagspejl.reporting.page_types.charts import Chart
from fagspejl.reporting.render import svg
from fagspejl.web import inline

_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(
    r"(?:\.([\w-]+) )?(\w+)?((?:\.[\w-]+)*)"
)  # inside what, which element, its classes
_PAINT: Final = re.compile(r"fill|stroke(-\w+)?|font-(size|weight)|text-anchor|--\w+")
_VARIABLE: Final = re.compile(r"var\(([\w-]+)\)")
_POINT: Final = re.compile(
    'h0(?=[M"])'
)  # a dot: browsers draw a line of no length, other renderers leave it out
_CLASS: Final = re.compile(r'<(\w+) class="([^"]*)"')


class _Rule(NamedTuple):
    """Part of the sheet: inside which drawing ("" any), which element ("" any), its classes, and what it sets."""

    inside: str
    tag: str
    classes: frozenset[str]
    sets: dict[str, str]


def standalone(chart: Chart) -> tuple[int, str]:
    """Return the drawing's height in px and what stands in its <svg>; places are shares of the width it is given."""
    drawn = svg.drawing(chart)
    shapes = [kind for kind in svg.SHAPES if f"#mark-{kind}" in drawn.parts]
    symbols = "".join(f'<g id="mark-{kind}">{svg.SHAPES[kind]}</g>' for kind in shapes)

    def styled(element: re.Match[str]) -> str:
        return f"<{element[1]}{_look(drawn.look, element[1], element[2])}"

    parts = _POINT.sub("h.01", _CLASS.sub(styled, drawn.parts))
    return drawn.height, f"<defs>{symbols}</defs>{parts}"


@cache
def _look(inside: str, tag: str, classes: str) -> str:
    """Return what the sheet says of an element, as the last and closest rule has it."""
    has, found = frozenset(classes.split()), dict[str, str]()
    for rule in _rules():
        if rule.inside in {"", inside} and rule.tag in {"", tag} and rule.classes <= has:
            found |= rule.sets

    def filled(value: str) -> str:
        return _VARIABLE.sub(lambda name: filled(found.get(name[1], _tokens().get(name[1], ""))), value)

    return "".join(f' {name}="{filled(value)}"' for name, value in found.items() if not name.startswith("--"))


@cache
def _rules() -> list[_Rule]:
    """Return the rules on drawings, the weakest first."""
    rules = []
    for selectors, declarations in _RULE.findall(inline.sheet("charts.css")):
        sets = dict(part.split(":", 1) for part in declarations.split(";"))
        painted = {name: value.strip() for name, value in sets.items() if _PAINT.fullmatch(name)}
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found is not None and painted:
                inside, tag, classes = (part or "" for part in found.groups())
                rules.append(_Rule(inside, tag, frozenset(classes.split(".")) - {""}, painted))
    return sorted(rules, key=lambda rule: (len(rule.classes) + bool(rule.inside), bool(rule.tag)))


@cache
def _tokens() -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+): ?([^;}]+)", inline.sheet("tokens.css")))

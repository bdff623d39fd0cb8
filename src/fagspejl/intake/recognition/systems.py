"""What is known of the systems files come from: one TOML file each in intake/systems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from fagspejl.intake.mapping.leave_out import LeaveOut, Reason
from fagspejl.intake.vocabulary import clean
from fagspejl.lib.sameness import normal

_FOLDER: Final = "fagspejl.intake.systems"


@dataclass(frozen=True, slots=True)
class CodebookSheet:
    """A worksheet that says what columns or values mean: its names, and the headings of its columns ("" without)."""

    sheets: frozenset[str]
    columns: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class System:
    """One system. Headings are as `normal()` leaves them.

    `marks`: it is told by at least `least` of these. `patterns`: further marks, as expressions for whole headings.
    `person`: columns that tell one respondent from another, the best first. `aside`: columns nobody needs to be told
    of. `leader_if_likely`: the leader, if the contents look so and no other column's do. `generic`: headings that say
    nothing in a second row. `further`: a record with a cell that holds this is one more row of headings. `blank`:
    cells that say nobody was asked. `leave_out`: rules by any of several headings. `texts` and `labels`
    are worksheets with a codebook, `aside_sheets` worksheets nobody needs to be told of.
    """

    id: str
    name: str
    marks: frozenset[str]
    least: int
    patterns: tuple[re.Pattern[str], ...] = ()
    person: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    leader_if_likely: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    further: str = ""
    blank: tuple[str, ...] = ()
    leave_out: tuple[tuple[tuple[str, ...], LeaveOut], ...] = ()
    texts: CodebookSheet | None = None
    labels: CodebookSheet | None = None
    aside_sheets: tuple[str, ...] = ()

    def strength(self, headings: Iterable[str]) -> int:
        """Return how many of the marks are among headings that went through `normal()`."""
        names = set(headings)
        found = len(names & self.marks)
        return found + sum(any(p.fullmatch(name) for name in names) for p in self.patterns)


@cache
def systems() -> tuple[System, ...]:
    """All systems, by file name."""
    folder = files(_FOLDER)
    texts = {f.name: f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")}
    return tuple(_system(name.removesuffix(".toml"), tomllib.loads(texts[name])) for name in sorted(texts))


def of_headings(headings: Iterable[str]) -> list[System]:
    """Return the systems whose marks the headings bear, the clearest first.

    One whose marks all are another's too is that other one's shadow and left out.
    """
    names = {normal(heading) for heading in headings} - {""}
    found = [(system.strength(names), system) for system in systems()]
    told = [(strength, system) for strength, system in found if strength >= system.least]
    told.sort(key=lambda pair: -pair[0])
    kept: list[System] = []
    for _, system in told:
        mine = _marks_in(system, names)
        if all(len(mine - _marks_in(other, names)) >= system.least for other in kept):
            kept.append(system)
    return kept


def _marks_in(system: System, names: set[str]) -> set[str]:
    return {name for name in names if name in system.marks or any(p.fullmatch(name) for p in system.patterns)}


def _system(name: str, tree: dict[str, object]) -> System:
    tell, columns = _table(tree, "tell"), _table(tree, "columns")
    heading, values = _table(tree, "heading"), _table(tree, "values")
    marks = _normal(tell.get("marks"))
    return System(
        id=name,
        name=str(tree["name"]),
        marks=frozenset(marks),
        least=int(str(tell.get("least", 2))),
        patterns=tuple(re.compile(text) for text in _texts(tell.get("patterns"))),
        person=_normal(columns.get("person")),
        leader=_normal(columns.get("leader")),
        leader_if_likely=_normal(columns.get("leader_if_likely")),
        aside=frozenset((*marks, *_normal(columns.get("aside")))),
        generic=frozenset(_normal(heading.get("generic"))),
        further=str(heading.get("further", "")),
        blank=_normal(values.get("blank")),
        leave_out=tuple(_rule(name, rule) for rule in _rules(tree)),
        texts=_codebook(_table(tree, "codebook"), "texts"),
        labels=_codebook(_table(tree, "codebook"), "labels"),
        aside_sheets=_normal(_table(tree, "codebook").get("aside")),
    )


def _rules(tree: dict[str, object]) -> list[dict[str, object]]:
    rules = _table(tree, "rows").get("leave_out", [])
    return [rule for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []


_REASONS: Final[dict[str, Reason]] = {
    "preview": "preview",
    "test": "test",
    "unfinished": "unfinished",
    "total": "total",
    "other": "other",
}


def _rule(system: str, rule: dict[str, object]) -> tuple[tuple[str, ...], LeaveOut]:
    unless = "unless" in rule
    values = frozenset(_normal(rule.get("unless" if unless else "is")))
    reason = _REASONS[str(rule["reason"])]
    return _normal(rule.get("column")), LeaveOut("", values, reason, unless, system)


def _codebook(tree: dict[str, object], name: str) -> CodebookSheet | None:
    table = _table(tree, name)
    if not table:
        return None
    parts = ("variable", "value", "text") if name == "labels" else ("variable", "text")
    return CodebookSheet(
        frozenset(_normal(table.get("sheets"))), tuple(frozenset(_normal(table.get(part))) for part in parts)
    )


def _table(tree: dict[str, object], name: str) -> dict[str, object]:
    found = tree.get(name, {})
    return found if isinstance(found, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(clean(str(text)) for text in value) if isinstance(value, list) else ()


def _normal(value: object) -> tuple[str, ...]:
    return tuple(normal(text) for text in _texts(value))

"""The audit of the stored parts, which reads equal texts once, finds just what the audit of the whole file finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any

import pytest

from fagspejl.disclosure.document.figure_rows import without_figures
from fagspejl.disclosure.document.parts import LEADER, UNIT, Part, document_of, document_to_audit, parts_of
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.lib.canonical import canonical
from support.rounds import make_round

Figures = list[dict[str, Any]]


@lru_cache
def _parts() -> tuple[Part, ...]:
    """Many leaders and units have nothing shown, so that their figures have the very same text."""
    return tuple(parts_of(make_round(11, leaders=24, units=12, themes=(2, 1)).release()))


def _faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((fault.finding.value, fault.where) for fault in audit(document).faults)


def _with(parts: tuple[Part, ...], place: int, figures: Figures) -> list[Part]:
    body = canonical({**json.loads(parts[place].body), "figures": figures})
    return [*parts[:place], replace(parts[place], body=body), *parts[place + 1 :]]


def _value(figures: Figures, rng: Random) -> None:
    rng.choice(figures)["value"] = 3.1


def _status(figures: Figures, rng: Random) -> None:
    row = rng.choice(figures)
    row["status"] = "shown" if row["status"] == "withheld" else "withheld"


def _reason(figures: Figures, rng: Random) -> None:
    rng.choice(figures)["reason"] = "few"


def _number(figures: Figures, rng: Random) -> None:
    rng.choice(figures)["n"] = 4


def _blocks(figures: Figures, rng: Random) -> None:
    rng.choice(figures)["blocks"] = ["employee-1"]


def _beside(figures: Figures, rng: Random) -> None:
    rng.choice(figures)[rng.choice(["leader", "unit", "exact"])] = "3.14159"


def _gone(figures: Figures, rng: Random) -> None:
    del figures[rng.randrange(len(figures))]


def _twice(figures: Figures, rng: Random) -> None:
    figures.append(dict(rng.choice(figures)))


def _order(figures: Figures, rng: Random) -> None:
    figures.reverse()


CHANGES = (_value, _status, _reason, _number, _blocks, _beside, _gone, _twice, _order)


@pytest.mark.parametrize("kind", [LEADER, UNIT])
@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_planted_is_found_as_in_the_file(
    kind: str, silent: bool, change: Callable[[Figures, Random], None]
) -> None:
    """Per changes the figures of a home among others: one that is not the first, and the last."""
    parts, rng = _parts(), Random(3)
    homes = [
        place
        for place, part in enumerate(parts)
        if part.kind == kind
        and all(row["status"] == "withheld" for row in json.loads(part.body)["figures"]) == silent
    ]
    assert len(homes) > 1
    for place in (homes[1], homes[-1]):
        figures = json.loads(parts[place].body)["figures"]
        change(figures, rng)
        planted = _with(parts, place, figures)
        found = _faults(document_to_audit(planted))
        assert found == _faults(document_of(planted))
        assert found or change is _order


def test_one_name_under_another() -> None:
    """Per copies what he planted under Karen's name, word for word, to every leader of whom nothing is shown."""
    parts = list(_parts())
    silent = [
        place
        for place, part in enumerate(parts)
        if part.kind == LEADER
        and all(row["status"] == "withheld" for row in json.loads(part.body)["figures"])
    ]
    for place in silent:
        figures = json.loads(parts[place].body)["figures"]
        figures[0]["leader"] = parts[silent[0]].key
        parts = _with(tuple(parts), place, figures)
    found = _faults(document_to_audit(parts))
    assert found == _faults(document_of(parts))
    assert found


def test_parts_are_written_in_one_way() -> None:
    """Bente's own reading of a part, written again, gives the same bytes: no seam shows where figures were put in."""
    for part in _parts():
        assert canonical(json.loads(part.body)) == part.body


@pytest.mark.parametrize(
    "leader",
    [
        {
            "comments": [{"questions": {"figures": ['],"leader":', '"figures":[]']}}],
            "figures": [],
            "leader": {"id": "k"},
        },
        {
            "comments": [],
            "figures": [{"blocks": [], "id": '],"leader":'}],
            "leader": {"id": "k"},
            "path": ["figures"],
        },
        {
            "comments": [],
            "figures": [{"id": "æ"}, {"id": "b"}],
            "leader": {"id": "k", "name": 'K",figures":['},
        },
        {"comments": [], "figures": [{"blocks": [], "leader": {"id": "æ"}}], "leader": {"id": "k"}},
        {"comments": [], "figures": [], "leader": {"id": "k"}},
        {"comments": [], "leader": {"id": "k"}},
    ],
)
def test_figures_are_cut_out_where_they_stand(leader: dict[str, Any]) -> None:
    """A question, a comment and a name that look like figures are left where they are, however the part is written."""
    for body in (canonical(leader), json.dumps(leader, indent=1)):
        rest, home = without_figures("leader", body, "leader")
        assert rest == {name: value for name, value in leader.items() if name != "figures"}
        assert (home.kind, home.id, home.rows()) == ("leader", "k", leader.get("figures", []))


@pytest.mark.parametrize(
    "body",
    [
        '{"figures":{"a":[1],"leader":2},"leader":{"id":"k"}}',
        '{"figures":7,"leader":{"id":"k"}}',
        '{"figures":[7],"leader":{"id":"k"}}',
    ],
)
def test_what_is_no_list_of_figures_is_refused(body: str) -> None:
    """What is no list of rows is never taken for Karen's figures."""
    _, home = without_figures("leader", body, "leader")
    with pytest.raises(ValueError, match=r"."):
        home.rows()


@pytest.mark.parametrize(
    "body",
    ['{"a":1]"leader":{"id":"k"}}', '{"leader":{"id":"k"}', '["leader"]', '{"a"=1,"leader":{"id":"k"}}', ""],
)
def test_what_is_no_json_is_refused(body: str) -> None:
    """A part that somebody broke does not read."""
    with pytest.raises((ValueError, TypeError)):
        without_figures("leader", body, "leader")

"""Two rounds and what is said of the change between them: nobody below five can be solved from all of it together."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from disclosure.test_outputs_are_a_function_of_the_cells import _same_cells
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.over_time import comparable_units
from fagspejl.disclosure.release import Release
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.pages.of_units.organisation import build_unit
from fagspejl.reporting.pages.outline import Outline, Place
from fagspejl.reporting.pages.over_time.past import Past, WhyNot
from fagspejl.reporting.pages.plain import dumps as plain
from fagspejl.reporting.pages.report import build_report
from independent.jointly_safe import Row, smallest_group
from reporting.questionnaires import fitting
from support.rounds import Round, make_round, twin
from support.two_rounds import LAST, THIS, beside, dated, next_year


def _developments(now: Release, before: Release) -> list[Development | None]:
    """What every leader's report and every unit's page say of the two rounds."""
    instrument, outline = fitting(now), Outline(now.printed.organisation)
    found = [
        build_report(now, leader, instrument, "da", past=beside(now, before, leader)).development
        for leader in now.leader_ids
    ]
    places = comparable_units(before, now)
    for unit in range(len(outline.names)):
        other = places.get(unit)
        why = None if other is not None else WhyNot.MOVED
        past = Past(before.info, None if other is None else before.unit(other), why, "rosters_deleted")
        shown = outline.on_page(Place(unit), [now.unit(unit)], lambda _: "", "da")
        found.append(build_unit(now, instrument, "da", shown, past).development)
    return found


def _pair(seed: int) -> tuple[Round, Round]:
    last = make_round(seed, leaders=6, units=4, sizes=(0, 3, 4, 5, 6, 9, 10, 12, 15))
    return last, next_year(last, seed + 1)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31), st.integers(0, 2**31))
def test_the_change_says_no_more_than_both_rounds_cells(seed: int, other: int) -> None:
    """Whoever in Karen's group answered what, in either round: what is said of the change is the same to the byte."""
    last, this = _pair(seed)
    truths = [(last, this), (twin(last, other), twin(this, other + 1))]
    one, two = [(dated(before.release(), LAST), dated(now.release(), THIS)) for before, now in truths]
    assume(_same_cells(one[0], two[0]))
    assume(_same_cells(one[1], two[1]))
    said = [plain(_developments(now, before)) for before, now in (one, two)]
    event(f"charts: {'change' in said[0] and 'ticks' in said[0]}")
    event(f"truths differ: {bool((truths[0][1].table.values != truths[1][1].table.values).any())}")
    assert said[0] == said[1]


@pytest.mark.parametrize("seed", range(25))
def test_nobody_is_solved_from_both_rounds_together(seed: int) -> None:
    """Asta solves all cells of both rounds, and every total and change is made of these: no group below five is left."""
    last, this = _pair(1000 + seed)
    released = [
        (json.loads(dumps(made.release())), _rows(made, year)) for year, made in enumerate((last, this))
    ]
    assert smallest_group(released) is None


def test_the_judge_finds_a_group_of_four() -> None:
    """Were the same answers released twice, one late answer apart, she would find who came late."""
    last, _ = _pair(3)
    rows = _rows(last, 0)
    document = json.loads(dumps(last.release()))
    block = next(one for one in document["blocks"] if one["leader"] and one["n"] >= 6)
    gone = next(
        row
        for row in rows
        if row.leader == block["leader"]
        and row.perspective == block["perspective"]
        and any(value is not None for value in row.values)
    )
    fewer = [row for row in rows if row != gone]
    without = {**document, "blocks": [{**b, "n": b["n"] - (b is block)} for b in document["blocks"]]}
    assert smallest_group([(document, rows), (without, fewer)]) == 1


def _rows(made: Round, year: int) -> list[Row]:
    """The answers of a round; an answer of another year is another answer, of a person who may be the same."""
    table = made.table
    names = {one: one.name.lower() for one in Perspective}
    leaders = [leader.id for leader in made.organisation.leaders]
    return [
        Row(
            leaders[int(table.leader[row])],
            names[Perspective(int(table.group[row]))],
            str(int(table.person[row])),
            tuple(int(value) + 100 * year if value else None for value in np.asarray(table.values[row])),
        )
        for row in range(len(table.leader))
    ]

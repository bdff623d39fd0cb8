"""The version for employees holds nothing that the leader's report does not hold, whatever the round."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.disclosure.document.codec import dumps as release_json
from fagspejl.disclosure.types import Answers, GroupResult, LeaderRelease, Limits, Response, Score, Withheld
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.for_employees.meeting import build_projector
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.for_employees.part import employees_part
from fagspejl.reporting.pages.plain import dumps
from reporting.questionnaires import fitting, texts
from support.rounds import rounds, twin

Cell = tuple[str, ...]
DECIMAL = re.compile(r"\d+,\d+")


def cells(group: GroupResult) -> dict[Cell, object]:
    """Return every figure and word of a group, by its place."""
    found: dict[Cell, object] = {("response",): group.response}
    for theme in group.themes:
        found |= {
            (theme.id, "score"): theme.score,
            (theme.id, "band"): theme.band,
            (theme.id, "bounds"): theme.bounds,
            (theme.id, "spread"): theme.spread,
            (theme.id, "gap"): theme.gap,
            (theme.id, "strength"): theme.strength or None,
        }
        for item in theme.items:
            found |= {(theme.id, item.id, "mean"): item.mean, (theme.id, item.id, "answers"): item.answers}
    return {
        place: cell for place, cell in found.items() if cell is not None and not isinstance(cell, Withheld)
    }


def employees_of(view: LeaderRelease) -> GroupResult:
    """Return the employees' group of a leader's release."""
    return next(group for group in view.groups if group.group == "employee")


@settings(max_examples=60, deadline=None)
@given(rounds)
def test_its_cells_are_some_of_the_reports(original) -> None:
    """Lone lays Karen's version beside Karen's report: each cell of the one stands in the other, unchanged."""
    released = original.release()
    for leader in released.leader_ids:
        view = released.leader(leader)
        part = employees_part(view, released.disclosure)
        if part is None:
            continue
        assert cells(part).items() <= cells(employees_of(view)).items()
        assert part.comments == ()
        assert isinstance(part.response, Response)
        assert part.response.n >= 6


@settings(max_examples=60, deadline=None)
@given(rounds)
def test_below_ten_only_exact_scores(original) -> None:
    """Sofie, who knows her own answer, finds in a team below ten nothing but exact theme scores and who answered."""
    released = original.release()
    for leader in released.leader_ids:
        part = employees_part(released.leader(leader), released.disclosure)
        if part is None or not isinstance(part.response, Response) or part.response.n >= 10:
            continue
        for place, cell in cells(part).items():
            assert place == ("response",) or place[-1] == "score"
            if isinstance(cell, Score):
                assert cell.tenths is not None
                assert cell.code is None


@settings(max_examples=25, deadline=None)
@given(rounds, st.integers(0, 2**16), st.sampled_from(LANGUAGES))
def test_two_truths_with_equal_cells_give_equal_versions(original, seed: int, language: Language) -> None:
    """Lone holds Karen's report and the version: two organisations that the report does not tell apart, neither does it."""
    first, second = original.release(), twin(original, seed).release()
    if release_json(first) != release_json(second):
        return
    instrument = fitting(first)
    for leader in first.leader_ids:
        pages = [build_employees(one, leader, instrument, language) for one in (first, second)]
        assert dumps(pages[0]) == dumps(pages[1])


@settings(max_examples=25, deadline=None)
@given(rounds)
def test_every_decimal_is_a_cell(original) -> None:
    """Asta finds no decimal on the page or the screen that is not a cell of the version."""
    released = original.release()
    instrument = fitting(released)
    for leader in released.leader_ids:
        page = build_employees(released, leader, instrument, "da")
        part = employees_part(released.leader(leader), released.disclosure)
        assert (page is None) == (part is None)
        if page is None or part is None:
            continue
        known = {15, 45}
        for cell in cells(part).values():
            match cell:
                case Score(tenths=int(value)):
                    known |= {value, 60 - value}
                case Limits(lower=lower, upper=upper):
                    known |= {lower, upper}
                case Answers() | _:
                    pass
        printed = {f"{value // 10},{value % 10}" for value in known}
        said = " ".join(texts((page, build_projector(page))))
        assert set(DECIMAL.findall(said)) <= printed

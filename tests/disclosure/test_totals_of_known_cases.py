"""Organisations whose report once said something untrue of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Provenance, Response, Score, UnitGroup
from fagspejl.operations.services.report_files import Order, checked_release, files_read

CASES = Path(__file__).parents[1] / "cases" / "figures"


def released(case: str) -> Release:
    """Release a case's files as `fagspejl report` does."""
    folder = CASES / case
    order = Order(folder / "answers.csv", "faglig-ledelse", folder / "leaders.csv")
    read = files_read(order, lambda *_: None)
    return checked_release(order, read, Provenance(), lambda *_: None).release


def employees(found: Release, unit: str) -> UnitGroup:
    """What the employees say in one unit."""
    return next(row.groups[0] for row in found.units() if row.unit == unit)


def test_the_whole_is_everybody() -> None:
    """Seventy people answered, 3.6 on average: the whole says so, not 2.5 of the thirty in one department."""
    whole = employees(released("root_total"), "R")
    assert isinstance(whole.response, Response)
    assert (whole.response.n, whole.response.invited) == (70, 70)
    (theme,) = whole.themes
    assert theme.score == Score(36)
    assert [(item.mean, item.n) for item in theme.items] == [(Score(36), 70)] * 5


def test_no_department_of_it_could_be_subtracted() -> None:
    """Two leaders lie beside the department of three: the whole prints, so the department does not."""
    found = released("root_total")
    assert [unit.unit for unit in found.units() if isinstance(unit.groups[0].response, Response)] == ["R"]


@pytest.mark.parametrize(("unit", "n"), [("R", [48, 48, 42, 42, 42]), ("A", [30, 30])])
def test_n_is_of_those_who_enter_the_figure(unit: str, n: list[int]) -> None:
    """Six people do not enter three statements, so these rest on 42, not 48; nor could A be subtracted from them."""
    found = employees(released("total_n"), unit)
    (theme,) = found.themes
    assert [item.n for item in theme.items if item.n is not None] == n
    assert theme.response == found.response

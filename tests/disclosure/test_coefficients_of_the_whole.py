"""A release holds the coefficients of the whole organisation: of fifty people at least, coarse, and known by name."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.study import StudyGroup, study
from fagspejl.analysis.study_parts import Coefficient
from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.document.parts import document_of, parts_of
from fagspejl.disclosure.measured.organisation_study import measure_study, named_groups, uses_marks
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.types import Finding
from support.rounds import make_round

Document = dict[str, Any]
POLICY = ReportingPolicy()


def _table(leaders: int, superiors: int) -> analysis.ResponseTable:
    """Six employees, a self-rating and some superiors of each leader, who see her somewhat alike."""
    rng = np.random.default_rng(4)
    roles = (analysis.Perspective.EMPLOYEE, analysis.Perspective.SELF, analysis.Perspective.SUPERIOR)
    group = np.repeat(roles, (leaders * 6, leaders, leaders * superiors))
    each = np.arange(leaders)
    leader = np.concatenate([np.repeat(each, 6), each, np.repeat(each, superiors)])
    level = rng.normal(3.4, 0.5, leaders)[leader] + rng.normal(0, 0.5, leader.size)
    values = np.clip(np.round(level[:, None] + rng.normal(0, 0.6, (leader.size, 5))), 1, 5)
    return analysis.ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[analysis.ItemSpec(f"q{i}", "t") for i in range(5)],
        values=values,
        leader=leader,
        group=group,
        person=np.arange(leader.size),
        invited=np.full((leaders, 5), -1),
    )


def _employees(table: analysis.ResponseTable) -> StudyGroup:
    block = np.where(table.group == analysis.Perspective.EMPLOYEE, table.leader, -1).astype(np.int32)
    return StudyGroup("employee", block, np.arange(table.n_leaders, dtype=np.int32))


@pytest.fixture(scope="module")
def of_sixty() -> tuple[Coefficient, ...]:
    """What is measured over sixty leaders, their employees, self-ratings and superiors."""
    return measure_study(table := _table(60, 1), [_employees(table)], POLICY)


@pytest.fixture(scope="module")
def made() -> Release:
    return replace(make_round(5, leaders=90, units=12, themes=(5, 4)), study=True).release()


@pytest.fixture(scope="module")
def whole(made: Release) -> Document:
    document: Document = json.loads(dumps(made))
    assert audit(document).faults == ()
    assert [row for row in document["analysis"] if row["value"] is not None]
    return document


def test_they_are_the_studys_rounded(of_sixty: tuple[Coefficient, ...]) -> None:
    """Per's release says of sixty leaders what `fagspejl analyse` says, with two decimals and people in tens."""
    table = _table(60, 1)
    groups = [_employees(table), *named_groups(table)]
    found = {(one.section, one.group, one.statistic): one for one in of_sixty}
    exact = [one for one in study(table, groups, POLICY).coefficients if one.value is not None]
    assert len(exact) > 10
    for one in exact:
        told = found[one.section, one.group, one.statistic]
        assert told.value == pytest.approx(one.value, abs=0.005001)
        assert told.people is not None
        assert one.people is not None
        assert told.people == one.people // 10 * 10 >= 50
        if one.lower is not None and one.upper is not None:
            assert told.lower is not None
            assert told.upper is not None
            assert told.lower <= one.lower + 1e-9
            assert told.upper >= one.upper - 1e-9
        assert told.verdict == one.verdict


@pytest.mark.parametrize(("leaders", "superiors"), [(49, 1), (30, 2)])
def test_marks_of_fewer_than_fifty_leaders_are_not_in_them(leaders: int, superiors: int) -> None:
    """Sixty superiors of thirty leaders are not enough: what single persons marked enters no coefficient, and no reason."""
    table = _table(leaders, superiors)
    assert not [one for one in measure_study(table, [_employees(table)], POLICY) if uses_marks(one)]
    shown = study(table, [_employees(table), *named_groups(table)], POLICY).coefficients
    assert all(one.value is None for one in shown if uses_marks(one))


def test_marks_of_sixty_leaders_are(of_sixty: tuple[Coefficient, ...]) -> None:
    """Over sixty leaders the self-ratings have an alpha of their own, and go with the employees' or not."""
    assert {"reliability", "self_other"} <= {one.section for one in of_sixty if uses_marks(one)}


def test_a_small_round_tells_of_no_number() -> None:
    """Of Karen's round with few people nothing but "too few" is told, and of single persons not even that."""
    made = replace(make_round(1, leaders=4, units=2), study=True).release()
    assert all(one.value is None and one.people is None for one in made.printed.analysis)
    assert not any(uses_marks(one) for one in made.printed.analysis)


def test_they_are_kept_in_file_and_parts(made: Release, whole: Document) -> None:
    """The file and the stored parts hold the same rows, and are read back as they were."""
    assert document_of(parts_of(made))["analysis"] == whole["analysis"]
    assert loads(dumps(made)).printed.analysis == made.printed.analysis


def _shown(document: Document) -> Document:
    row: Document = next(row for row in document["analysis"] if row["value"] is not None)
    return row


def of_forty(document: Document) -> None:
    _shown(document)["people"] = 40


def exact_people(document: Document) -> None:
    _shown(document)["people"] += 3


def third_decimal(document: Document) -> None:
    _shown(document)["value"] = 0.813


def of_a_leader(document: Document) -> None:
    _shown(document)["leader"] = "l1"


def of_a_statistic_of_our_own(document: Document) -> None:
    _shown(document)["statistic"] = "mean"


def of_a_unit(document: Document) -> None:
    _shown(document)["group"] = "u3"


def twice(document: Document) -> None:
    document["analysis"].append(dict(_shown(document)))


def number_without_people(document: Document) -> None:
    _shown(document)["people"] = None


def reason_of_single_persons(document: Document) -> None:
    row = {**_shown(document), "group": "self", "section": "reliability", "statistic": "omega"}
    row |= dict.fromkeys(("value", "lower", "upper", "people"))
    document["analysis"] = [one for one in document["analysis"] if one["group"] != "self"]
    document["analysis"].append({**row, "verdict": "too_few", "reason": "too_few"})


@pytest.mark.parametrize(
    ("tamper", "finding"),
    [
        (of_forty, Finding.COEFFICIENT_OF_FEW),
        (exact_people, Finding.NUMBER_TOO_FINE),
        (third_decimal, Finding.NUMBER_TOO_FINE),
        (of_a_leader, Finding.UNREADABLE),
        (of_a_statistic_of_our_own, Finding.COEFFICIENT_UNKNOWN),
        (of_a_unit, Finding.COEFFICIENT_UNKNOWN),
        (twice, Finding.COEFFICIENT_UNKNOWN),
        (number_without_people, Finding.COEFFICIENT_UNKNOWN),
        (reason_of_single_persons, Finding.COEFFICIENT_OF_MARKS),
    ],
)
def test_the_audit_names_what_is_wrong(
    whole: Document, tamper: Callable[[Document], None], finding: Finding
) -> None:
    """Lone changes one coefficient; the audit names exactly that kind of fault."""
    document = copy.deepcopy(whole)
    tamper(document)
    assert {fault.finding for fault in audit(document).faults} == {finding}

"""Bente's next round tells of her lot in one number and its interval: held by scores counted by hand, and by the file."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from fagspejl.analysis.lots.draw import Halves, draw
from fagspejl.analysis.lots.effect import UnitAfter, effect
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.document.organisation_part import organisation_document
from fagspejl.disclosure.document.parts import document_of, parts_of
from fagspejl.disclosure.document.reading import DocumentInvalid
from fagspejl.disclosure.lots import (
    LotReaders,
    said_of_lot,
    tells_readers_of_others,
    themes_for_lot,
    units_for_lot,
)
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.organisation import audit_organisation
from fagspejl.disclosure.types import InstrumentStamp, Leader, LotPrinted, Organisation, RoundInfo, Unit

UNITS, PEOPLE = 48, 8
SEED = b"\x05" * 32


def _organisation() -> Organisation:
    units = [Unit("root", "Fjordby", -1), *(Unit(f"d{at}", f"Afdeling {at}", 0) for at in range(4))]
    units += [Unit(f"u{at}", f"Enhed {at}", 1 + at % 4) for at in range(UNITS)]
    return Organisation(tuple(units), tuple(Leader(f"l{at}", f"Leder {at}", 5 + at) for at in range(UNITS)))


def _release(lift: dict[str, int], seed: int, silent: tuple[int, ...] = ()) -> Release:
    """Eight people a unit answer three statements; units in `lift` one step higher now and then."""
    random = np.random.default_rng(seed)
    values, leader = [], []
    for unit in range(UNITS):
        if unit in silent:
            continue
        level = 3 + (unit % 5 - 2) * 0.3
        for _ in range(PEOPLE):
            own = level + 0.6 * lift.get(f"u{unit}", 0) + random.normal(0, 0.8, 3)
            values.append(np.clip(np.round(own), 1, 5))
            leader.append(unit)
    rows = len(values)
    invited = np.zeros((UNITS, len(Perspective)), dtype=np.int32)
    invited[:, Perspective.EMPLOYEE] = PEOPLE
    table = ResponseTable.from_raw(
        values=np.array(values, dtype=np.int8),
        items=tuple(ItemSpec(f"q{at}", "t", reversed=False) for at in range(3)),
        lo=1,
        hi=5,
        leader=np.array(leader, dtype=np.int32),
        group=np.full(rows, Perspective.EMPLOYEE, dtype=np.int8),
        person=np.arange(rows, dtype=np.int32),
        invited=invited,
    )
    return release(
        table,
        _organisation(),
        comments=(),
        questions=(),
        info=RoundInfo("Forår", "Fjordby", None, None, ""),
        stamp=InstrumentStamp("x", "1", "0" * 64, validated=False),
        disclosure=DisclosurePolicy(),
        reporting=ReportingPolicy(),
    )


@pytest.fixture(scope="module")
def two() -> tuple[Release, Release, Halves]:
    """Last round, the lot drawn from it, and the next round, in which those who began first answer higher."""
    before = _release({}, 1)
    halves = draw(units_for_lot(before, "t"), SEED)
    return before, _release(dict.fromkeys(halves.first, 1), 2), halves


def test_the_number_is_that_of_the_printed_scores(two) -> None:
    """Mads takes the printed scores out of both files, one by one, and gets what the release tells."""
    before, now, halves = two
    units = []
    for name in (*halves.first, *halves.later):
        at = int(name[1:])
        scores = []
        for one in (before, now):
            rows = [row for row in one.leader_rows(at) if row.kind == "theme" and row.group == "employee"]
            scores.append(rows[0].value)
        units.append(UnitAfter(name in halves.first, *scores))
    said = said_of_lot(before, now, "t", halves)
    assert said == effect(units)
    assert said is not None
    assert said.lower > 0


def test_a_unit_that_prints_nothing_leaves_alone_and_too_few_is_nothing(two) -> None:
    """Units without a score leave; when one side has fewer than twenty nothing is said."""
    before, _, halves = two
    gone = [int(name[1:]) for name in halves.first]
    four = _release({}, 3, silent=tuple(gone[:4]))
    assert said_of_lot(before, four, "t", halves) is not None
    five = _release({}, 3, silent=tuple(gone[:5]))
    assert said_of_lot(before, five, "t", halves) is None


def _leaders(count: int) -> frozenset[str]:
    return frozenset(f"l{at}" for at in range(count))


@pytest.mark.parametrize(
    ("count", "may"), [(0, True), (1, True), (16, True), (17, False), (46, False), (48, True)]
)
def test_who_reads_many_reports_and_not_all_reads_no_difference(two, count: int, may: bool) -> None:
    """Mads reads none, a third or all of 48 reports: he is told; with more he could take the others out of it."""
    before, now, halves = two
    assert LotReaders(before, now, "t", halves).may_read(_leaders(count)) is may
    assert tells_readers_of_others(before, "t", [frozenset(), _leaders(count)]) is not may


def test_where_the_last_release_is_gone_only_all_or_none_is_told(two) -> None:
    """Its scores weigh the difference: without them nobody can say what a reader of some could take out."""
    _, now, halves = two
    readers = LotReaders(None, now, "t", halves)
    assert [readers.may_read(_leaders(count)) for count in (0, 1, 48)] == [True, False, True]


def test_what_a_reader_knows_is_taken_out_of_departments_too(two, monkeypatch) -> None:
    """A reader of few may still be left with two in one combination: then she is not told either."""
    before, now, halves = two
    readers = LotReaders(before, now, "t", halves)
    monkeypatch.setattr(readers, "_left", 0)
    monkeypatch.setattr("fagspejl.disclosure.lots.leaders_left", lambda cells, known=(): 2 if known else 9)
    assert not readers.may_read(_leaders(5))


def test_other_statements_are_not_compared(two) -> None:
    """Where the theme asks something else next time nothing is said of the lot."""
    before, now, halves = two
    other = replace(now.printed.themes[0], items=(("other", False), *now.printed.themes[0].items[1:]))
    assert said_of_lot(before, Release(replace(now.printed, themes=(other,))), "t", halves) is None
    assert themes_for_lot(now) == ["t"]


def test_departments_that_drew_alike_withhold_it(two, monkeypatch) -> None:
    """Where the printed totals and the difference would leave fewer leaders than three, nothing is said."""
    before, now, halves = two
    monkeypatch.setattr("fagspejl.disclosure.lots.leaders_left", lambda cells, known=(): 2)
    assert said_of_lot(before, now, "t", halves) is None


def test_the_file_holds_it_and_is_audited(two) -> None:
    """`release.json` with a lot reads back as it was and passes both audits; without one its bytes are as ever."""
    before, now, halves = two
    told = Release(replace(now.printed, lot=LotPrinted("t", "a" * 64, said_of_lot(before, now, "t", halves))))
    text = dumps(told)
    assert dumps(loads(text)) == text
    assert loads(text).lot == told.lot
    document = json.loads(text)
    assert audit(document).faults == ()
    assert set(document["lot"]) == {"theme", "registered", "difference", "lower", "upper"}
    assert document_of(parts_of(told))["lot"] == document["lot"]
    part = organisation_document(parts_of(told), lambda _: b"salt")
    assert part["lot"] == document["lot"]
    assert audit_organisation(part).faults == ()
    del document["lot"]
    assert document == json.loads(dumps(now))
    assert "lot" not in json.loads(dumps(now))


@pytest.mark.parametrize(
    "change",
    [{"difference": 900}, {"lower": 0.123}, {"theme": "other"}, {"n": 24}],
    ids=["outside", "finer", "theme", "count"],
)
def test_a_lot_that_says_more_is_found(two, change) -> None:
    """Whoever writes a finer number, a count of a half or another theme into the file is found out."""
    before, now, halves = two
    told = Release(replace(now.printed, lot=LotPrinted("t", "a" * 64, said_of_lot(before, now, "t", halves))))
    document = json.loads(dumps(told))
    document["lot"] |= change
    assert audit(document).faults
    with pytest.raises(DocumentInvalid):
        loads(json.dumps(document))

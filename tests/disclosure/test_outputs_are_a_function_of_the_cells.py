"""C2: two truths that print the same cells give the same Release, to the byte; and so do two releases of each."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.measured.printed import GroupPrinted
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.release_check.pair import pair_faults
from support.rounds import Round, make_round, rounds, twin

STRICTER = DisclosurePolicy(k=7, k_comments=8)


def _text(release: Release) -> str:
    """The file of a release without the coefficients of fifty people or more: they are measured, not made of cells."""
    return dumps(Release(replace(release.printed, analysis=())))


def _same_cells(one: Release, other: Release) -> bool:
    """Whether all that is measured is alike: statements, spread words, and the few numbers of the whole."""
    groups = zip(one.printed.groups, other.printed.groups, strict=True)
    return all(_same(a, b) for a, b in groups)


def _same(a: GroupPrinted, b: GroupPrinted) -> bool:
    pairs = (
        (a.cells.form, b.cells.form),
        (a.cells.tenths, b.cells.tenths),
        (a.cells.options, b.cells.options),
        (a.cells.spoken, b.cells.spoken),
        (a.spread, b.spread),
        (a.coefficients.within_sd, b.coefficients.within_sd),
    )
    return all(np.array_equal(one, other) for one, other in pairs)


@settings(max_examples=200, deadline=None)
@given(rounds, st.integers(0, 2**32 - 1))
def test_what_cells_do_not_say_changes_nothing(made: Round, seed: int) -> None:
    """Whoever in Karen's group answered what: as long as the cells are the same, so is every byte of the Release."""
    other = twin(made, seed)
    changed = (other.table.values != made.table.values).any()
    event(f"truths differ: {bool(changed)}")
    first, second = made.release(), other.release()
    event(f"spread words: {any((group.spread > 0).any() for group in first.printed.groups)}")
    assume(_same_cells(first, second))
    assert _text(first) == _text(second)


@settings(max_examples=40, deadline=None)
@given(rounds, st.integers(0, 2**32 - 1), st.booleans())
def test_two_releases_of_one_truth_say_no_more_than_their_cells(made: Round, seed: int, apart: bool) -> None:
    """Asta holds Karen's round released twice, with another limit or cut: who answered what shows in neither.

    Two truths with the same cells in both releases give the same bytes of both, and the audit of the pair says the same.
    """
    told: list[tuple[str, str, list[str]]] = []
    releases: list[tuple[Release, Release]] = []
    for truth in (made, twin(made, seed)):
        second = replace(truth, separate=not truth.separate) if apart else replace(truth, policy=STRICTER)
        pair = (truth.release(), second.release())
        releases.append(pair)
        texts = [_text(release) for release in pair]
        told.append((*texts, list(map(str, pair_faults(*map(json.loads, texts))))))
    same = all(_same_cells(one, other) for one, other in zip(*releases, strict=True))
    event(f"the same cells in both: {same}, faults of the pair: {bool(told[0][2])}")
    assume(same)
    assert told[0] == told[1]


def test_two_releases_are_compared_often_and_of_different_truths() -> None:
    """Asta counts: many of the twins differ in their answers and print the same cells in both releases."""
    counted = words = 0
    for seed in range(30):
        made = make_round(seed, leaders=6, sizes=(0, 7, 9, 10, 12, 14))
        other = twin(made, seed + 1)
        second, third = (replace(truth, policy=STRICTER) for truth in (made, other))
        first = made.release()
        if (other.table.values != made.table.values).any() and _same_cells(first, other.release()):
            both = _same_cells(second.release(), third.release())
            counted += both
            words += both and any((group.spread > 0).any() for group in first.printed.groups)
    assert counted > 15
    assert words > 10

"""Random rounds for property tests: trees, shared raters, missing answers, extremes; and twins of a round.

A twin is another truth with the same printed cells: whatever may not be told apart is changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.random import Generator

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Missing, Perspective
from fagspejl.disclosure import release as door
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.types import (
    InstrumentStamp,
    Leader,
    Organisation,
    RoundInfo,
    Unit,
    WrittenComment,
)

SIZES = (0, 1, 2, 3, 4, 4, 5, 5, 6, 8, 9, 10, 11, 14, 18)
QUESTIONS = ("good", "more")
INFO = RoundInfo(
    "Evaluering", "Åkær Kommune", date(2026, 3, 1), date(2026, 3, 14), "lederen og lederens leder"
)
STAMP = InstrumentStamp("faglig-ledelse", "1.0", "0" * 64, True)


@dataclass(frozen=True)
class Round:
    """Everything `release` takes, so that tests can change one thing and release again."""

    table: ResponseTable
    organisation: Organisation
    comments: tuple[WrittenComment, ...] = ()
    policy: DisclosurePolicy = field(default_factory=DisclosurePolicy)
    separate: bool = False
    has_person: bool = True
    with_comments: bool = True
    study: bool = False

    def release(self) -> Release:
        """Release this round; without the coefficients of the whole unless `study`, for they take seconds."""
        with pytest.MonkeyPatch.context() as patch:
            if not self.study:
                patch.setattr(door, "measure_study", lambda *_: ())
            return self._release()

    def _release(self) -> Release:
        return release(
            self.table,
            self.organisation,
            comments=self.comments,
            questions=QUESTIONS,
            info=INFO,
            stamp=STAMP,
            disclosure=self.policy,
            reporting=ReportingPolicy(),
            separate_subordinate_leaders=self.separate,
            has_person=self.has_person,
            with_comments=self.with_comments,
        )


def tree(rng: Generator, units: int, leaders: int) -> Organisation:
    """A random tree; several leaders may share a unit."""
    rows = [Unit("u0", "Åkær Kommune", -1)]
    rows += [Unit(f"u{i}", f"Enhed {i}", int(rng.integers(max(0, i - 4), i))) for i in range(1, units)]
    places = rng.integers(0, units, leaders)
    return Organisation(
        tuple(rows), tuple(Leader(f"l{i}", f"Leder {i}", int(p)) for i, p in enumerate(places))
    )


def make_round(
    seed: int,
    *,
    leaders: int = 8,
    units: int = 6,
    themes: tuple[int, ...] = (5,),
    known: bool = True,
    separate: bool = False,
    has_person: bool = True,
    policy: DisclosurePolicy | None = None,
    items: tuple[ItemSpec, ...] | None = None,
    sizes: tuple[int, ...] = SIZES,
) -> Round:
    """A believable, awkward round: small groups, shared peers, unanimous and divided groups, gaps."""
    rng = np.random.default_rng(seed)
    organisation = tree(rng, units, leaders)
    specs = items or tuple(
        ItemSpec(f"t{t}_{i}", f"t{t}", bool(rng.random() < 0.15))
        for t, size in enumerate(themes)
        for i in range(size)
    )
    rows: list[tuple[int, int, int]] = []  # leader, perspective, person
    person = 0
    peers = np.arange(10_000, 10_000 + max(4, leaders))
    for leader in range(leaders):
        size = int(rng.choice(sizes))
        below = int(rng.integers(0, min(4, size + 1)))
        for number in range(size):
            group = Perspective.SUBORDINATE_LEADER if number < below else Perspective.EMPLOYEE
            rows.append((leader, group, person))
            person += 1
        if rng.random() < 0.8:
            rows.append((leader, Perspective.SELF, 20_000 + leader))
        rows += [(leader, Perspective.SUPERIOR, 30_000 + s) for s in range(int(rng.choice((0, 1, 1, 2))))]
        chosen = rng.choice(peers, size=min(int(rng.integers(0, 8)), peers.size), replace=False)
        rows += [(leader, Perspective.PEER, int(p)) for p in chosen]
    columns = np.array(rows, dtype=int).reshape(-1, 3)
    values = _answers(rng, columns[:, 0], len(specs), leaders)
    missing = np.zeros_like(values)
    gaps = rng.random(values.shape) < rng.choice((0.0, 0.03, 0.3))
    missing[gaps] = rng.integers(1, 4, int(gaps.sum()))
    values[gaps] = 0
    invited = np.full((leaders, 5), -1)
    if known:
        for group in (Perspective.EMPLOYEE, Perspective.SUBORDINATE_LEADER, Perspective.PEER):
            counted = np.bincount(columns[columns[:, 1] == group, 0], minlength=leaders)
            invited[:, group] = counted + rng.integers(0, 4, leaders)
    shuffled = rng.permutation(len(rows))
    table = ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=specs,
        values=values[shuffled],
        missing=missing[shuffled],
        leader=columns[shuffled, 0],
        group=columns[shuffled, 1],
        person=columns[shuffled, 2],
        invited=invited,
    )
    writers = np.flatnonzero(rng.random(len(rows)) < 0.4)
    comments = tuple(
        WrittenComment(int(row), QUESTIONS[int(rng.integers(2))], f"Kommentar nummer {int(row)}")
        for row in writers
    )
    return Round(table, organisation, comments, policy or DisclosurePolicy(), separate, has_person)


def _answers(rng: Generator, leader: np.ndarray, n_items: int, leaders: int) -> np.ndarray:
    """Answers 1-5 with leader effects; some leaders' groups are unanimous, extreme or in two camps."""
    level = rng.normal(3.6, 0.7, leaders)[leader][:, None]
    rater = rng.normal(0, 0.6, leader.size)[:, None]
    values = np.clip(np.rint(level + rater + rng.normal(0, 0.8, (leader.size, n_items))), 1, 5).astype(int)
    mood = rng.choice(("plain", "same", "top", "bottom", "camps"), leaders, p=(0.6, 0.1, 0.1, 0.1, 0.1))[
        leader
    ]
    values[mood == "same"] = int(rng.integers(1, 6))
    values[mood == "top"] = np.where(rng.random((int((mood == "top").sum()), n_items)) < 0.1, 4, 5)
    values[mood == "bottom"] = np.where(rng.random((int((mood == "bottom").sum()), n_items)) < 0.1, 2, 1)
    camps = mood == "camps"
    values[camps] = np.where(rng.random(int(camps.sum()))[:, None] < 0.5, 1, 5)
    return values


def twin(original: Round, seed: int) -> Round:
    """Return another truth that should print the same: within blocks, change all that cells do not say.

    Only rows of one group and block are mixed; a cell of 5-9 keeps its sum, of 10 or more its counts, below 5 nothing.
    Whoever has an answer on the scale keeps one, and who has none gets none: people are counted by that.
    A spread cell keeps its word: where the mixed answers give another, fewer answers change places, in the end none.
    """
    rng = np.random.default_rng(seed)
    table, printed = original.table, original.release().printed
    values, missing = table.values.copy(order="F"), table.missing.copy(order="F")
    for group in printed.groups:
        members = _raters(original, group.group)
        own = {int(leader): index for index, leader in enumerate(group.blocks.leader) if leader >= 0}
        for leader in range(table.n_leaders):
            rows = members[table.leader[members] == leader]
            if rows.size == 0:
                continue
            standing = own.get(leader)
            for column in range(len(table.items)):
                if standing is not None:
                    _change(rng, values, missing, rows, column, int(group.cells.form[standing, column]))
            _keep_raters(values, missing, rows)
    other = replace(original, table=replace(table, values=values, missing=missing))
    for swaps in (16, 6, 2, 0):
        places = _words_that_differ(original, other)
        for rows, columns in places:
            part = np.ix_(rows, columns)
            values[part], missing[part] = table.values[part], table.missing[part]
            for _ in range(swaps):
                a, b = rng.choice(rows, 2, replace=False)
                column = rng.choice(columns)
                values[[a, b], column] = values[[b, a], column]
                missing[[a, b], column] = missing[[b, a], column]
            _keep_raters(values, missing, rows)
        if not places:
            break
        other = replace(original, table=replace(table, values=values, missing=missing))
    return other


def _keep_raters(values: np.ndarray, missing: np.ndarray, rows: np.ndarray) -> None:
    """Give each of the rows, all raters before, an answer again: one of somebody who has several. Cells stay."""
    for row in rows[~(values[rows] > 0).any(axis=1)]:
        giver = rows[(values[rows] > 0).sum(axis=1).argmax()]
        column = int((values[giver] > 0).argmax())
        values[[row, giver], column] = values[[giver, row], column]
        missing[[row, giver], column] = missing[[giver, row], column]


def _words_that_differ(original: Round, other: Round) -> list[tuple[np.ndarray, np.ndarray]]:
    """Rows and columns of the blocks and themes whose spread cells are not the same in both."""
    printed = original.release().printed
    places = []
    for group, changed in zip(printed.groups, other.release().printed.groups, strict=True):
        members = _raters(original, group.group)
        for block, theme in np.argwhere(group.spread != changed.spread):
            rows = members[original.table.leader[members] == group.blocks.leader[block]]
            places.append((rows, np.asarray(printed.columns()[theme])))
    return places


def _members(original: Round, group: str) -> np.ndarray:
    table = original.table
    if group == "peer":
        return np.flatnonzero(table.group == Perspective.PEER)
    if group == "subordinate_leader":
        return np.flatnonzero(table.group == Perspective.SUBORDINATE_LEADER)
    both = table.group == Perspective.EMPLOYEE
    if not original.separate:
        both |= table.group == Perspective.SUBORDINATE_LEADER
    return np.flatnonzero(both)


def _raters(original: Round, group: str) -> np.ndarray:
    """Members with an answer on the scale: who has none is not counted."""
    members = _members(original, group)
    return members[(original.table.values[members] > 0).any(axis=1)]


def _change(
    rng: Generator, values: np.ndarray, missing: np.ndarray, rows: np.ndarray, column: int, form: int
) -> None:
    mixed = rng.permutation(rows)
    values[rows, column], missing[rows, column] = values[mixed, column], missing[mixed, column]
    answered = rows[values[rows, column] > 0]
    silent = rows[values[rows, column] == 0]
    if form < 4:  # below k_distribution neither counts nor kinds of missing are printed
        missing[silent, column] = rng.choice(
            (Missing.DONT_KNOW, Missing.NO_DISCLOSE, Missing.BLANK), silent.size
        )
        for _ in range(6):  # move a point from one rater to another: the sum stays
            if answered.size < 2:
                break
            a, b = rng.choice(answered, 2, replace=False)
            if values[a, column] < 5 and values[b, column] > 1:
                values[a, column] += 1
                values[b, column] -= 1
    if form == 0:
        values[answered, column] = rng.integers(1, 6, answered.size)
    if form == 5:
        values[answered, column] = rng.integers(1, 4)
    if form == 7:
        values[answered, column] = rng.integers(4, 6)


rounds = st.builds(
    make_round,
    st.integers(0, 2**32 - 1),
    leaders=st.integers(1, 14),
    units=st.integers(1, 9),
    themes=st.sampled_from(((5,), (5, 3), (1,), (2, 5, 4))),
    known=st.booleans(),
    separate=st.booleans(),
    has_person=st.booleans(),
    policy=st.sampled_from(
        (DisclosurePolicy(), DisclosurePolicy(k=7, k_comments=8), DisclosurePolicy(k=10, k_comments=10))
    ),
)

"""Checks that need all answers at once: who answered twice, more answers than people, statements not asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.answer_file import Answers
from fagspejl.intake.answers.leaders import INVITED, UNKNOWN_N, Roster
from fagspejl.intake.findings import Findings
from fagspejl.intake.vocabulary import BLANK, NOT_ASKED

NAMES = {perspective: perspective.name.lower() for perspective in Perspective}


def check_one_answer_each(answers: Answers, findings: Findings, *, separate: bool) -> None:
    """Record every row that repeats a person for one leader and perspective, and every second self row.

    Unless they are kept apart (`separate`), employees and subordinate leaders are one group.
    """
    selves = np.flatnonzero(answers.group == Perspective.SELF)
    for row, first in _repeats(answers.leader[selves].astype(np.int64)):
        leader = answers.leaders[int(answers.leader[selves[row]])]
        here, there = int(selves[row]), int(selves[first])
        other = answers.row_of(there, seen_from=here)
        findings.error("two_self_rows", *answers.place(here, "perspective"), value=leader, first=other)
    if answers.person is None:
        return
    group = answers.group.astype(np.int64)
    if not separate:
        group[group == Perspective.SUBORDINATE_LEADER] = Perspective.EMPLOYEE
    others = np.flatnonzero(group != Perspective.SELF)
    key = (answers.person.astype(np.int64) * len(answers.leaders) + answers.leader) * len(Perspective) + group
    for row, first in _repeats(key[others]):
        here, there = int(others[row]), int(others[first])
        code = "duplicate_person" if answers.group[here] == answers.group[there] else "person_in_two_groups"
        leader = answers.leaders[int(answers.leader[here])]
        other = answers.row_of(there, seen_from=here)
        findings.error(code, *answers.place(here, "person"), value=leader, first=other)


def _repeats(keys: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return (position, position of the first with the same key) of every repeated key, in file order."""
    ordered = np.sort(keys)
    if not (ordered[1:] == ordered[:-1]).any():
        return []
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    origin = first[inverse]
    places = np.flatnonzero(origin != np.arange(len(keys)))
    return [(int(place), int(origin[place])) for place in places]


def check_asked(answers: Answers, instrument: Instrument, findings: Findings, *, separate: bool) -> None:
    """Turn blanks in statements a perspective is not asked into NOT_ASKED; record answers where there are some.

    Subordinate leaders who count as employees get the employees' form.
    """
    for perspective, name in NAMES.items():
        merged = perspective == Perspective.SUBORDINATE_LEADER and not separate
        asked = {name, "employee"} if merged else {name}
        members = np.flatnonzero(answers.group == perspective)
        if not len(members):
            continue
        for index, item in enumerate(instrument.items):
            if asked.intersection(item.perspectives):
                continue
            cells = answers.codes[members, index]
            given = members[(cells != BLANK) & (cells != NOT_ASKED)]
            if len(given):
                place = answers.place(int(given[0]), item.id)
                findings.error("not_asked_of_perspective", *place, perspective=name, count=len(given))
                for other in given[1:].tolist() if findings.gathers else ():
                    file, row, column = answers.place(other, item.id)
                    told = {"perspective": name, "count": str(len(given))}
                    findings.same("not_asked_of_perspective", file, [row], column, **told)
            answers.codes[members, index] = NOT_ASKED


def check_invited(answers: Answers, roster: Roster, findings: Findings) -> NDArray[np.int32]:
    """Return invited (leaders, 5), and record every leader with more answers than people invited.

    A perspective without a column in the leaders file has 0 invited where nobody answered in the whole round, and is
    unknown (with a warning) where somebody did.
    """
    invited = roster.invited.copy()
    counts = np.zeros((len(roster.leaders), len(Perspective)), dtype=np.int64)
    np.add.at(counts, (answers.leader, answers.group), 1)
    for name, perspective in INVITED.items():
        column = counts[:, perspective]
        if perspective not in roster.told:
            if column.any():
                findings.warn("invited_unknown", roster.file, column=name, perspective=NAMES[perspective])
            elif perspective != Perspective.EMPLOYEE:
                invited[:, perspective] = 0
            continue
        known = invited[:, perspective] != UNKNOWN_N
        for leader in np.flatnonzero(known & (column > invited[:, perspective])):
            identity = roster.leaders[int(leader)].id
            findings.error(
                "more_answers_than_invited",
                roster.file,
                roster.row_of[identity],
                roster.names[name],
                value=identity,
                count=int(column[leader]),
                invited=int(invited[leader, perspective]),
                perspective=NAMES[perspective],
            )
    return invited

"""Two rounds of one organisation: this one, and the one a year before with other people and other answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import LeaderRelease
from fagspejl.reporting.pages.over_time.past import Past, leaders_past
from support.rounds import Round

LAST = ("Evaluering 2025", date(2025, 3, 1), date(2025, 3, 14))
THIS = ("Evaluering 2026", date(2026, 3, 1), date(2026, 3, 14))


def dated(released: Release, told: tuple[str, date | None, date | None]) -> Release:
    """The same figures as those of a round of this title and period."""
    title, opened, closed = told
    info = replace(released.info, title=title, opened=opened, closed=closed)
    return Release(replace(released.printed, info=info))


def next_year(made: Round, seed: int) -> Round:
    """The same leaders a year on: a tenth is gone, a third is new, everybody answers anew."""
    rng = np.random.default_rng(seed)
    table = made.table
    kept = rng.random(len(table.leader)) < 0.9
    shift = rng.choice((-1.0, -0.4, 0.0, 0.0, 0.6, 1.2), table.n_leaders)[table.leader][:, None]
    values = np.clip(np.rint(table.values + shift + rng.normal(0, 0.9, table.values.shape)), 1, 5)
    values = np.asfortranarray(np.where(table.values > 0, values, 0).astype(np.int8)[kept])
    new = np.where(rng.random(len(table.person)) < 0.3, 100_000, 0)
    changed = replace(
        table,
        values=values,
        missing=np.asfortranarray(table.missing[kept]),
        leader=table.leader[kept],
        group=table.group[kept],
        person=_numbered(table.person + new, kept),
    )
    return replace(made, table=changed, comments=())


def _numbered(person: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """People who are new keep their number where they answer about several leaders."""
    alike: dict[int, int] = {}
    for one in person.tolist():
        alike.setdefault(one % 100_000, one)
    found = [alike[one % 100_000] for one in person.tolist()]
    return np.asarray(found, dtype=np.int32)[kept]


def beside(now: Release, before: Release, leader: str = "Karen") -> Past:
    """The last round beside one leader's report of this one."""
    view: LeaderRelease | None = before.leader(leader) if leader in before.leader_ids else None
    return leaders_past(
        now,
        before,
        now.leader(leader),
        view,
        same_questions=True,
        rosters="rosters_deleted",
    )

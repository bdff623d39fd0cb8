"""The forecast of a round before opening: 1,800 leaders, 20,000 people who are asked, 200 simulated rounds.

Run `python bench/forecast.py [LEADERS]`. The yardstick is bare numpy: the same lots for the same people, and every
leader's answers counted in every draw, with no rule applied. The rule of closing itself, one draw at a time, is told
beside it without a limit. Times are processor time, the best of five.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from _planned import planned
from _site import start_django

from agreements import Bare, Table, bare_site, measure
from fagspejl.analysis.policy import DisclosurePolicy, ForecastPolicy
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.forecast.draws import chances, who_answers
from fagspejl.disclosure.forecast.outlook import outlook
from fagspejl.disclosure.forecast.types import AskedPairs, Outlook
from fagspejl.disclosure.measured.blocks import OwnGroup, base_blocks
from fagspejl.disclosure.measured.groups import rows_of
from fagspejl.disclosure.types import Leader, Organisation, Unit

Made = TypeVar("Made")

MOST_SECONDS = 2.0  # for one rate, lots included
MOST_TIMES_BARE = 30.0
TRIES = 5
RATE, SEED, DRAWS = 0.6, 1, ForecastPolicy().draws
SLID = 73  # per cent
PER_LEADER = 11  # employees
UNITS = 100  # on a page


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return processor seconds and what was made."""
    started = time.process_time()
    made = work()
    return time.process_time() - started, made


def organisation(leaders: int, rng: np.random.Generator) -> Organisation:
    """One unit a leader, in a tree of five levels."""
    parents = [-1, *(int(rng.integers(max(0, unit // 6 - 3), unit // 6 + 1)) for unit in range(1, leaders))]
    return Organisation(
        tuple(Unit(f"u{unit}", f"Enhed {unit}", parent) for unit, parent in enumerate(parents)),
        tuple(Leader(f"l{leader}", f"Leder {leader}", leader) for leader in range(leaders)),
    )


def asked_pairs(leaders: int) -> AskedPairs:
    """Employees of whom some answer about two leaders, leaders about their own leader, four fellow leaders each."""
    rng = np.random.default_rng(SEED)
    made = organisation(leaders, rng)
    people = leaders * PER_LEADER
    home = np.sort(rng.integers(0, leaders, people))
    matrix = rng.choice(people, people // 20, replace=False)
    own = np.arange(leaders)
    below = np.asarray([unit.parent for unit in made.units])[1:]
    parts = [
        (home, np.arange(people), Perspective.EMPLOYEE),
        ((home[matrix] + 1) % leaders, matrix, Perspective.EMPLOYEE),
        (below, people + own[1:], Perspective.SUBORDINATE_LEADER),
        *((own, people + (own + step) % leaders, Perspective.PEER) for step in (1, 2, 5, 9)),
    ]
    return AskedPairs(
        made,
        np.concatenate([leader for leader, _, _ in parts]).astype(np.int32),
        np.concatenate([person for _, person, _ in parts]).astype(np.int32),
        np.concatenate([np.full(leader.size, group) for leader, _, group in parts]).astype(np.int8),
        people + leaders,
    )


def foretold(asked: AskedPairs) -> Outlook:
    """Make the forecast at one rate, lots included."""
    chance = chances(asked.people, seed=SEED, draws=DRAWS)
    return outlook(asked, DisclosurePolicy(), chance, rate=RATE, seed=SEED, merged=False)


def bare(asked: AskedPairs) -> int:
    """Draw the same lots and count every leader's answers in every draw; what nobody can do without."""
    answered = np.random.default_rng(SEED).random((asked.people, DRAWS), dtype=np.float32) < RATE
    order = np.argsort(asked.leader, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(asked.leader[order]) > 0])
    given = answered[asked.person[order]]
    return int(np.add.reduceat(given.view(np.int8), starts, axis=0, dtype=np.int16).max())


def one_by_one(asked: AskedPairs, draws: int) -> int:
    """Run the rule of closing on some draws of the employees alone."""
    answered = who_answers(chances(asked.people, seed=SEED, draws=draws), RATE)
    rows = rows_of(asked.perspective, "employee", merged=False)
    leader, person = asked.leader[rows], asked.person[rows]
    order = np.argsort(leader, kind="stable")
    invited = np.bincount(leader, minlength=len(asked.organisation.leaders)).astype(np.int32)
    parents = [unit.parent for unit in asked.organisation.units]
    home = [one.unit for one in asked.organisation.leaders]
    found = 0
    for draw in range(draws):
        gave = answered[person[order], draw]
        groups = [
            OwnGroup(
                about, part[gave[start : start + part.size]], int(gave[start : start + part.size].sum()), True
            )
            for about, (part, start) in enumerate(_parts(order, invited))
            if part.size
        ]
        found += len(base_blocks(parents, home, groups, person, invited, DisclosurePolicy().k)[0])
    return found


def _parts(order: np.ndarray, sizes: np.ndarray) -> list[tuple[np.ndarray, int]]:
    ends = np.cumsum(sizes)
    return [
        (order[end - size : end], int(end - size))
        for end, size in zip(ends.tolist(), sizes.tolist(), strict=True)
    ]


def page_rows() -> list[Table]:
    """Return what a bare page of a hundred units writes: the unit above, leaders, and how many are asked."""
    from django.db.models import Count

    from fagspejl.organisation.models import Assignment, Person, Unit

    units = Unit.objects.order_by("order", "key").values_list("id", "name", "parent__name")[:UNITS]
    heads = Person.objects.filter(unit__in=[row[0] for row in units], is_leader=True)
    asked = Assignment.objects.filter(leader__in=heads, perspective="employee").values_list("leader")
    return [
        [list(row) for row in units],
        [list(row) for row in heads.values_list("id", "name", "unit__name")],
        [list(row) for row in asked.annotate(Count("id"))],
    ]


def page(leaders: int) -> bool:
    """Measure the forecast's page on a whole site; whether it keeps its limit."""
    with tempfile.TemporaryDirectory() as name:
        start_django(Path(name))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = planned(leaders)
        from fagspejl.config.wsgi import application
        from fagspejl.lib.clock import utc_now
        from fagspejl.operations.services.forecast import at_another_rate, foretell

        took, told = timed(lambda: foretell(made.round_id, seed=SEED, now=utc_now()))
        print(f"  three rates of {told.people:,} people, lists read and kept: {took:.2f} s")
        another = min(timed(lambda: at_another_rate(made.round_id, told, SLID))[0] for _ in range(TRIES))
        print(f"  another rate by the slider, lists read: {another:.2f} s (at most {MOST_SECONDS:.0f})")
        address = f"/planlaeg/runde/{made.round_id}/prognose/"
        bare_page = Bare("the page of a hundred units", address, page_rows)
        return measure(bare_page, made, application, bare_site([bare_page])) and another <= MOST_SECONDS


def main(leaders: int) -> int:
    """Print the figures and return how many are above their limit."""
    asked = asked_pairs(leaders)
    ours, yardstick = [], []
    for _ in range(TRIES):
        yardstick.append(timed(lambda: bare(asked))[0])
        took, made = timed(lambda: foretold(asked))
        ours.append(took)
    some = 5
    slow = timed(lambda: one_by_one(asked, some))[0] * DRAWS / some
    times = min(ours) / min(yardstick)
    print(
        f"forecast: {leaders:,} leaders, {asked.people:,} people, {asked.leader.size:,} pairs, {DRAWS} draws"
    )
    print(
        f"  one rate {min(ours):.2f} s (at most {MOST_SECONDS:.0f}), {times:.1f} x the lots and counts of bare numpy "
        f"({min(yardstick):.3f} s; at most {MOST_TIMES_BARE:.0f} x)"
    )
    print(f"  the employees' blocks alone by the rule of closing, one draw at a time: {slow:.1f} s")
    print(
        f"  {made.groups[0].reports:.0f} leaders with an own block, {made.groups[0].units:.0f} units with totals"
    )
    return int(times > MOST_TIMES_BARE) + int(min(ours) > MOST_SECONDS) + int(not page(leaders))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_800))

"""A round for benchmarks: leaders of 5 to 19 employees, five themes of five statements in the shipped words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.types import (
    InstrumentStamp,
    Leader,
    Organisation,
    RoundInfo,
    Unit,
    WrittenComment,
)
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Instrument, ThemeWording, Wording

THEMES = 5
COMMENT = "Vi har brug for tid til at drøfte sagerne sammen, før de haster."


def instrument() -> Instrument:
    """The shipped theme five times over, each under an id and a title of its own."""
    one = load("faglig-ledelse")
    (theme,) = one.themes

    def item_id(number: int, item: str) -> str:
        return f"t{number}_{item}"

    def words(number: int, given: ThemeWording) -> ThemeWording:
        return replace(
            given,
            title=f"{given.title} {number}",
            short={item_id(number, key): text for key, text in given.short.items()},
            items={
                group: {item_id(number, key): text for key, text in texts.items()}
                for group, texts in given.items.items()
            },
        )

    def wording(given: Wording) -> Wording:
        (only,) = given.themes.values()
        return replace(given, themes={f"t{k}": words(k, only) for k in range(1, THEMES + 1)})

    return replace(
        one,
        themes=tuple(
            replace(
                theme,
                id=f"t{k}",
                items=tuple(replace(item, id=item_id(k, item.id), theme=f"t{k}") for item in theme.items),
            )
            for k in range(1, THEMES + 1)
        ),
        wordings={language: wording(given) for language, given in one.wordings.items()},
    )


def organisation(leaders: int) -> Organisation:
    """One root, an area per twenty leaders, a unit per leader."""
    units = [Unit("root", "Kommunen", -1)]
    people = []
    for number in range(leaders):
        if number % 20 == 0:
            area = len(units)
            units.append(Unit(f"a{area}", f"Område {area}", 0))
        people.append(Leader(f"L{number}", f"Leder {number}", len(units)))
        units.append(Unit(f"u{number}", f"Enhed {number}", area))
    return Organisation(tuple(units), tuple(people))


def table(leaders: int, asked: Instrument) -> ResponseTable:
    """About twelve employees per leader, two of whom did not answer, the leader self and one superior."""
    rng = np.random.default_rng(20260302)
    employees = rng.integers(5, 20, leaders)
    leader = np.concatenate([np.repeat(np.arange(leaders), employees), np.tile(np.arange(leaders), 2)])
    group = np.repeat(
        [Perspective.EMPLOYEE, Perspective.SELF, Perspective.SUPERIOR], [employees.sum(), leaders, leaders]
    )
    level = rng.normal(3.6, 0.4, leaders)[leader, None]
    items = [ItemSpec(item.id, item.theme, item.reversed) for item in asked.items]
    values = np.clip(np.rint(rng.normal(level, 0.9, (leader.size, len(items)))), 1, 5).astype(np.int8)
    values[rng.random(values.shape) < 0.03] = 0
    invited = np.zeros((leaders, 5), dtype=np.int32)
    invited[:, Perspective.EMPLOYEE] = employees + 2
    invited[:, Perspective.SELF] = invited[:, Perspective.SUPERIOR] = 1
    return ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=items,
        values=values,
        leader=leader,
        group=group,
        person=np.arange(leader.size),
        invited=invited,
    )


def released(leaders: int, asked: Instrument, answers: ResponseTable) -> Release:
    """The release of the round, every third employee with a comment."""
    rows = np.flatnonzero(answers.group == Perspective.EMPLOYEE)[::3]
    return release(
        answers,
        organisation(leaders),
        comments=[WrittenComment(int(row), asked.comments[0], COMMENT) for row in rows],
        questions=asked.comments,
        info=RoundInfo("Ledelsesevaluering", "Kommunen", date(2026, 3, 2), date(2026, 3, 16), ""),
        stamp=InstrumentStamp(asked.id, asked.version, asked.checksum, asked.validated),
        disclosure=DisclosurePolicy(),
        reporting=ReportingPolicy(),
        separate_subordinate_leaders=False,
        has_person=True,
        with_comments=True,
    )

"""Forty-two units of Fjordby evaluated, a half of them drawn to begin first, and asked again a year later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from fagspejl.answering.services import submit
from fagspejl.disclosure.services import close_round, confirm_close
from fagspejl.disclosure.services.close_round import Desk
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors.lots import LotSeen
from fagspejl.instrument.loader import load
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.operations.services.lots import draw_registered, register
from support.published import ITEMS, PublishedRound, held, seal, with_parts
from support.second_round import year_after
from support.small_round import SmallRound, small_round
from support.staff import PER

UNITS, PEOPLE = 42, 5
DRAWN = datetime(2026, 6, 1, 9, tzinfo=UTC)
THEME = load("faglig-ledelse").themes[0].id
Answers = dict[str, dict[str, list[int]]]  # unit -> rater -> an answer for each statement


def unit_of(rater: str) -> str:
    """Return the unit's key of "e07-3"."""
    return f"u{rater[1:3]}"


def first_round(folder: Path, units: int = UNITS) -> tuple[PublishedRound, Answers]:
    """Ask five employees about each unit's leader, publish, and return what was answered."""
    groups = {f"Leder {at:02}": {"employee": [f"e{at:02}-{n}" for n in range(PEOPLE)]} for at in range(units)}
    tree = (("kommune", -1), *((f"u{at:02}", 0) for at in range(units)))
    home = {f"Leder {at:02}": at + 1 for at in range(units)}
    made = small_round(groups, tree=tree, home=home)
    given = answers(1, {})
    for rater, leader in made.links:
        submit(made.place(rater, leader), _values(given[unit_of(rater)][rater]), save_id="s")
    found = seal(made, folder)
    assert publish_and_grant(found.id, PER)
    return found, given


def answers(seed: int, lift: dict[str, int], units: int = UNITS) -> Answers:
    """Return what everybody answers: a level of the unit that lasts, chance, and a step more where `lift` says so."""
    found: Answers = {}
    for at in range(units):
        lasting, chance = Random(f"unit {at}"), Random(f"{seed} {at}")
        level = 2.0 + 1.2 * lasting.random() + lift.get(f"u{at:02}", 0)
        found[f"u{at:02}"] = {
            f"e{at:02}-{n}": [min(max(round(level + chance.gauss(0, 0.7)), 1), 5) for _ in ITEMS]
            for n in range(PEOPLE)
        }
    return found


def drawn(round_id: UUID) -> LotSeen:
    """Register and draw a lot about the first theme."""
    register(round_id, THEME, actor=PER, now=DRAWN)
    return draw_registered(round_id, actor=PER, now=DRAWN)


def asked_again(
    first: PublishedRound, given: Answers, folder: Path, without: Callable[[str], bool] = lambda unit: False
) -> PublishedRound:
    """Ask the units again a year later but for those that are gone, and publish."""
    old = Round.objects.get(id=first.id)
    gone = {unit["id"] for unit in old.tree["units"] if without(str(unit["id"]))}
    tree, keep = old.tree, [at for at, unit in enumerate(old.tree["units"]) if unit["id"] not in gone]
    place = {at: number for number, at in enumerate(keep)}
    smaller = {
        "units": [tree["units"][at] for at in keep],
        "leaders": [
            {**leader, "unit": place[leader["unit"]]} for leader in tree["leaders"] if leader["unit"] in place
        ],
        "changes": 0,
    }
    return year_after(
        first,
        folder,
        lambda rater, at: given[unit_of(rater)][rater][at],
        tree=smaller if gone else None,
        close=_closed,
    )


def _closed(made: SmallRound, folder: Path) -> PublishedRound:
    """Close as the site does, in every step."""
    at = Desk(held(made.round.id), folder / "backups", made.round.deadline + timedelta(days=1))
    close_round(round_id=made.round.id, desk=at)
    confirm_close(round_id=made.round.id, desk=at)
    return with_parts(made)


def _values(answered: list[int]) -> dict[str, object]:
    return dict(zip(ITEMS, answered, strict=True))

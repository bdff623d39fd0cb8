"""Which units of two rounds may be compared: the same unit, made up of the same groups. Pure.

A total counts every group below its unit, so two totals of one unit differ by the groups that came and went. Of these
each must be a group that stands alone in its own round, with k people or more; else the difference would be about fewer
people than any figure may be. Source: docs/explanation/rules.md 4.5.
"""

from __future__ import annotations

from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Organisation


def comparable_units(before: Release, now: Release) -> dict[int, int | None]:
    """Return, by place in this round's tree order, the unit's place in the other round.

    None where groups that do not stand alone moved into the unit or out of it; a unit that the other round does not
    have is left out. Units are the same by id.
    """
    places = {unit.id: place for place, unit in enumerate(before.printed.organisation.units)}
    mine, theirs = _leaders_below(now.printed.organisation), _leaders_below(before.printed.organisation)
    alone_now, alone_before = _stand_alone(now), _stand_alone(before)
    found: dict[int, int | None] = {}
    for place, unit in enumerate(now.printed.organisation.units):
        other = places.get(unit.id)
        if other is None:
            continue
        came, went = mine[place] - theirs[other], theirs[other] - mine[place]
        found[place] = other if came <= alone_now and went <= alone_before else None
    return found


def _leaders_below(tree: Organisation) -> list[set[str]]:
    """Ids of the leaders in each unit and below it."""
    found: list[set[str]] = [set() for _ in tree.units]
    for leader in tree.leaders:
        found[leader.unit].add(leader.id)
    for place in range(len(tree.units) - 1, 0, -1):  # children stand after parents
        found[tree.units[place].parent] |= found[place]
    return found


def _stand_alone(released: Release) -> set[str]:
    """Ids of the leaders each of whose groups that was asked, and is counted in people, has a block of its own."""
    leaders = released.leader_ids
    alone = set(leaders)
    for group in released.printed.groups:
        if not group.asked_once:
            continue  # told as answers, and never compared
        own = {int(leader) for leader in group.blocks.leader if leader >= 0}
        alone -= {name for place, name in enumerate(leaders) if bool(group.asked[place]) and place not in own}
    return alone

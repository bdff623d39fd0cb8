"""Small random organisations as files, and what people do to such files between two releases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from commands.small_round import ITEMS
from independent.jointly_safe import Row

SIZES = (0, 1, 2, 3, 4, 5, 5, 6, 8, 10, 12)


@dataclass(frozen=True)
class World:
    """Files and options of one release. `parents`: of each unit, by number; `home`: the unit of each leader."""

    parents: tuple[int, ...]
    home: dict[str, int]
    invited: dict[tuple[str, str], int]
    rows: tuple[Row, ...]
    options: tuple[str, ...] = ()
    period: tuple[str, str] = ("2026-03-01", "2026-03-14")
    title: str = "Forår"
    alias: str = "p"
    edits: tuple[str, ...] = field(default=())


def make_world(rng: Random) -> World:
    """Three to seven leaders in up to five units, groups of every size, and peers who answer about several."""
    leaders = rng.randint(3, 7)
    units = rng.randint(1, min(5, leaders))
    parents = (-1, *(rng.randrange(number) for number in range(1, units)))
    home = {f"l{n}": n if n < units else rng.randrange(units) for n in range(leaders)}
    return _answered(World(parents, home, {}, ()), rng, "")


def _answered(world: World, rng: Random, tag: str) -> World:
    """Draw everybody's answers. `tag`: other people's than those without it."""
    rows: list[Row] = []
    for leader in world.home:
        size, below = rng.choice(SIZES), rng.choice((0, 0, 0, 1, 2))
        for number in range(size):
            kind = "subordinate_leader" if number < below else "employee"
            rows.append(Row(leader, kind, f"{tag}{leader}-{number}", _values(rng)))
        if rng.random() < 0.5:
            asked = rng.sample(range(9), rng.randint(0, 8))
            rows += [Row(leader, "peer", f"{tag}peer-{number}", _values(rng)) for number in asked]
    kinds = ("employee", "subordinate_leader", "peer")
    invited = {
        (leader, kind): sum((row.leader, row.perspective) == (leader, kind) for row in rows)
        + rng.randint(0, 2)
        for leader in world.home
        for kind in kinds
    }
    return replace(world, rows=tuple(rows), invited=invited)


def _values(rng: Random) -> tuple[int | None, ...]:
    values = [rng.randint(1, 5) if rng.random() > 0.06 else None for _ in ITEMS]
    return tuple(values) if any(values) else (3, *values[1:])


def _higher_k(world: World, rng: Random) -> World:
    return replace(world, options=(*world.options, "--k", str(rng.randint(6, 10))))


def _kept_apart(world: World, rng: Random) -> World:
    return replace(world, options=(*world.options, "--separate-subordinate-leaders"))


def _moved_unit(world: World, rng: Random) -> World:
    if len(world.parents) < 3:
        return world
    unit = rng.randrange(2, len(world.parents))
    return replace(world, parents=(*world.parents[:unit], rng.randrange(unit), *world.parents[unit + 1 :]))


def _moved_leader(world: World, rng: Random) -> World:
    free = [leader for leader, unit in world.home.items() if int(leader[1:]) != unit]
    if not free:
        return world
    return replace(world, home={**world.home, rng.choice(free): rng.randrange(len(world.parents))})


def _late_answers(world: World, rng: Random) -> World:
    leader, count = rng.choice(sorted(world.home)), rng.choice((1, 1, 2, 4, 6))
    late = [Row(leader, "employee", f"late-{number}", _values(rng)) for number in range(count)]
    return _as_invited(replace(world, rows=(*world.rows, *late)))


def _changed_answer(world: World, rng: Random) -> World:
    if not world.rows:
        return world
    place, column = rng.randrange(len(world.rows)), rng.randrange(len(ITEMS))
    row = world.rows[place]
    values = (*row.values[:column], (row.values[column] or 0) % 5 + 1, *row.values[column + 1 :])
    changed = replace(row, values=values)
    return replace(world, rows=(*world.rows[:place], changed, *world.rows[place + 1 :]))


def _lost_answer(world: World, rng: Random) -> World:
    place = rng.randrange(max(1, len(world.rows)))
    return replace(world, rows=(*world.rows[:place], *world.rows[place + 1 :]))


def _without_a_leader(world: World, rng: Random) -> World:
    leader = rng.choice(sorted(world.home))
    invited = {who: 0 if who[0] == leader else number for who, number in world.invited.items()}
    return replace(world, rows=tuple(row for row in world.rows if row.leader != leader), invited=invited)


def _other_order(world: World, rng: Random) -> World:
    return replace(world, rows=tuple(rng.sample(world.rows, len(world.rows))), alias="q")


def _other_title(world: World, rng: Random) -> World:
    return replace(world, title="En anden titel")


def _next_year(world: World, rng: Random) -> World:
    later = replace(world, period=("2027-03-01", "2027-03-14"), title="Næste forår")
    return _answered(later, rng, "next-")


def _same_under_another_date(world: World, rng: Random) -> World:
    return replace(world, period=("2028-03-01", "2028-03-14"))


EDITS: dict[str, Callable[[World, Random], World]] = {
    "another k": _higher_k,
    "kept apart": _kept_apart,
    "unit moved": _moved_unit,
    "leader moved": _moved_leader,
    "late answers": _late_answers,
    "changed answer": _changed_answer,
    "lost answer": _lost_answer,
    "leader removed": _without_a_leader,
    "other order": _other_order,
    "other title": _other_title,
    "next year": _next_year,
    "same answers, another date": _same_under_another_date,
}
_SAME_ANSWERS = ("another k", "kept apart", "unit moved", "leader moved", "other order")


def edited(world: World, rng: Random) -> World:
    """Do one or two things to the files. Another date is told of the very same answers or of new ones, never of half."""
    name = rng.choice(tuple(EDITS))
    rest = _SAME_ANSWERS if name == "same answers, another date" else tuple(EDITS)
    names = [name, *([rng.choice(rest)] if rng.random() < 0.5 else [])]
    if "same answers, another date" in names and not {*names} <= {
        *_SAME_ANSWERS,
        "same answers, another date",
    }:
        names.remove("same answers, another date")
    names.sort(key=lambda one: one != "next year")  # the new answers first
    for one in dict.fromkeys(names):
        world = EDITS[one](world, rng)
    return replace(world, edits=tuple(dict.fromkeys(names)))


def halves(world: World, rng: Random) -> tuple[World, World]:
    """Return two releases of one organisation, each of other leaders."""
    chosen = set(rng.sample(sorted(world.home), len(world.home) // 2))
    return _only(world, chosen), replace(_only(world, set(world.home) - chosen), edits=("other leaders",))


def _only(world: World, leaders: set[str]) -> World:
    return _as_invited(
        replace(world, rows=tuple(row for row in world.rows if row.leader in leaders)), leaders
    )


def _as_invited(world: World, leaders: set[str] | None = None) -> World:
    """Ask as many as answered at least, and nobody about leaders who are left out."""
    invited = {}
    for (leader, kind), number in world.invited.items():
        answered = sum((row.leader, row.perspective) == (leader, kind) for row in world.rows)
        invited[leader, kind] = max(number, answered) if leaders is None or leader in leaders else 0
    return replace(world, invited=invited)


def write_world(world: World, folder: Path) -> list[str]:
    """Write the files and return the options that name them."""
    folder.mkdir(parents=True)
    names = {row.person: f"{world.alias}{number}" for number, row in enumerate(sorted(world.rows, key=str))}
    answers = [",".join(("leader", "perspective", "person", *ITEMS))]
    for row in world.rows:
        cells = ("" if value is None else str(value) for value in row.values)
        answers.append(",".join((row.leader, row.perspective, names[row.person], *cells)))
    head = "leader,leader_name,unit,unit_name,parent_unit,invited_employee,invited_subordinate_leader,invited_peer"
    leaders = [head]
    for leader, unit in world.home.items():
        parent = f"u{world.parents[unit]}" if world.parents[unit] >= 0 else ""
        asked = (str(world.invited[leader, kind]) for kind in ("employee", "subordinate_leader", "peer"))
        leaders.append(",".join((leader, f"Leder {leader}", f"u{unit}", f"Enhed {unit}", parent, *asked)))
    (folder / "svar.csv").write_text("\n".join(answers) + "\n", "utf-8")
    (folder / "ledere.csv").write_text("\n".join(leaders) + "\n", "utf-8")
    told = '[round]\ntitle = "{}"\norganisation = "Åkær"\nfrom = {}\nto = {}\n'
    (folder / "runde.toml").write_text(told.format(world.title, *world.period), "utf-8")
    return [
        "--answers", str(folder / "svar.csv"),
        "--leaders", str(folder / "ledere.csv"),
        "--mapping", str(folder / "runde.toml"),
        "--instrument", "faglig-ledelse",
        "--formats", "json", "--quiet",
        *world.options,
    ]  # fmt: skip

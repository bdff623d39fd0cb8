"""An organisation's answers, read from its files and counted by the written rules. Shares no line with the product.

Plain Python and exact fractions. Who is counted together: a leader's own group of at least five people stands alone;
smaller groups pool at the lowest unit where together they are five, unless one person gave more than half of the
answers; what is left at the top is counted nowhere. What is measured: one statement in one such block.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

K, K_COUNTS = 5, 10
SHARE = Fraction(3, 5)
WORDS = {"ved_ikke": "dont_know", "oensker_ikke": "no_disclose", "": "blank"}


@dataclass(frozen=True)
class Form:
    """One person's answers about one leader: a number or the way of giving none, by statement."""

    leader: str
    perspective: str
    person: str
    given: dict[str, int | str]
    comments: dict[str, str]

    def value(self, item: str) -> int | None:
        """The chosen option, or None."""
        answer = self.given[item]
        return answer if isinstance(answer, int) else None


@dataclass
class Inside:
    """The files: units in tree order (each before those below it), leaders with their unit, people asked, forms."""

    units: list[str]
    parent: dict[str, str | None]
    unit_of: dict[str, str]
    asked: dict[tuple[str, str], int | None]
    forms: list[Form]
    items: list[str]

    def below(self, unit: str) -> set[str]:
        """The unit and all units under it."""
        found = {unit}
        for one in self.units:
            if self.parent[one] in found:
                found.add(one)
        return found


def read_files(folder: Path, items: Sequence[str]) -> Inside:
    """Read answers.csv and leaders.csv; a form without one chosen option is no answer."""
    rows, leaders = _rows(folder / "answers.csv"), _rows(folder / "leaders.csv")
    forms = []
    for row in rows:
        given = {item: int(row[item]) if row[item].isdigit() else WORDS[row[item]] for item in items}
        comments = {
            name.removeprefix("comment_"): text for name, text in row.items() if name.startswith("comment_")
        }
        if any(isinstance(answer, int) for answer in given.values()):
            forms.append(Form(row["leader"], row["perspective"], row["person"], given, comments))
    parent = {row["unit"]: row["parent_unit"] or None for row in leaders}
    asked = {
        (row["leader"], kind): int(row[f"invited_{kind}"]) if row.get(f"invited_{kind}") else None
        for row in leaders
        for kind in ("employee", "subordinate_leader", "peer")
    }
    unit_of = {row["leader"]: row["unit"] for row in leaders}
    return Inside(_in_tree_order(parent), parent, unit_of, asked, forms, list(items))


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(text.splitlines(), delimiter=separator))


def _in_tree_order(parent: dict[str, str | None]) -> list[str]:
    order: list[str] = []

    def walk(above: str | None) -> None:
        for unit, over in parent.items():
            if over == above:
                order.append(unit)
                walk(unit)

    walk(None)
    return order


@dataclass
class Block:
    """People counted together: the leaders whose forms they are, and the forms."""

    unit: str
    leaders: list[str]
    forms: list[Form]
    own: bool
    asked: int | None
    candidates: set[str] = field(default_factory=set)

    @property
    def n(self) -> int:
        """Different people."""
        return len({form.person for form in self.forms})


@dataclass
class Group:
    """A perspective: its blocks, whether nobody answers about several leaders, and about whom people were asked."""

    name: str
    blocks: list[Block]
    once: bool
    asked_about: set[str]


def group_of(inside: Inside, name: str) -> Group:
    """Form the blocks of "employee" (leaders who are led among them) or "peer"."""
    kinds = ("employee", "subordinate_leader") if name == "employee" else (name,)
    forms = [form for form in inside.forms if form.perspective in kinds]
    numbers = {leader: [inside.asked[leader, kind] for kind in kinds] for leader in inside.unit_of}
    asked = {
        leader: None if None in told else sum(one for one in told if one) for leader, told in numbers.items()
    }
    about = {form.leader for form in forms}
    several = Counter(person for person, _ in {(form.person, form.leader) for form in forms})
    once = name == "employee" and all(count == 1 for count in several.values())
    blocks = _blocks(inside, forms, asked, once=once)
    concerned = {leader for leader in inside.unit_of if asked[leader] != 0 or leader in about}
    _name_candidates(inside, blocks, concerned)
    return Group(name, blocks, once, concerned)


def _name_candidates(inside: Inside, blocks: Sequence[Block], concerned: set[str]) -> None:
    """An own block holds its leader's people; a pool could hold those of every leader under it and under no other."""
    own = {block.leaders[0] for block in blocks if block.own}
    pools = {block.unit: block for block in blocks if not block.own}
    for block in blocks:
        block.candidates = set(block.leaders) if block.own else set()
    for leader in concerned - own:
        unit: str | None = inside.unit_of[leader]
        while unit is not None and unit not in pools:
            unit = inside.parent[unit]
        if unit is not None:
            pools[unit].candidates.add(leader)


def _blocks(
    inside: Inside, forms: Iterable[Form], asked: dict[str, int | None], *, once: bool
) -> list[Block]:
    own: dict[str, list[Form]] = {leader: [] for leader, number in asked.items() if number}
    for form in forms:
        own.setdefault(form.leader, []).append(form)
    found: list[Block] = []
    waiting: dict[str, list[str]] = {unit: [] for unit in inside.units}
    for unit in reversed(inside.units):
        for leader in inside.unit_of:
            if inside.unit_of[leader] == unit and leader in own:
                if len({form.person for form in own[leader]}) >= K:
                    found.append(Block(unit, [leader], own[leader], True, asked[leader]))
                else:
                    waiting[unit].append(leader)
        people = Counter(form.person for leader in waiting[unit] for form in own[leader])
        if len(people) >= K and 2 * max(people.values()) <= sum(people.values()):
            together = [form for leader in waiting[unit] for form in own[leader]]
            below = [leader for leader, home in inside.unit_of.items() if home in inside.below(unit)]
            numbers = [asked[leader] for leader in waiting[unit]]
            unknown = not once or any(asked[leader] is None for leader in below)
            total = None if unknown else sum(number or 0 for number in numbers)
            found.append(Block(unit, waiting[unit], together, False, total))
        elif (above := inside.parent[unit]) is not None:
            waiting[above] += waiting[unit]
    return found


@dataclass(frozen=True)
class Scale:
    """lo..hi, and the ends at which a mean of few people is told by words only."""

    lo: int
    hi: int

    @property
    def low(self) -> Fraction:
        """The highest mean that is "... or lower"."""
        return Fraction(floor(10 * (self.lo + Fraction(self.hi - self.lo, 8))), 10)

    @property
    def high(self) -> Fraction:
        """The lowest mean that is "... or higher"."""
        return Fraction(ceil(10 * (self.hi - Fraction(self.hi - self.lo, 8))), 10)

    def lent(self, code: str) -> Fraction:
        """What a code counts as in a mean: a quarter of a step from the end of 1-5, and so on."""
        span = Fraction(self.hi - self.lo)
        return {
            "at_most": self.lo + span / 16,
            "at_least": self.hi - span / 16,
            "alike_low": self.lo + span / 4,
            "alike_high": self.hi - span / 8,
        }[code]

    def permitted(self, code: str) -> tuple[Fraction, Fraction]:
        """The least and the most that the words of a code can mean."""
        lo, hi, middle = Fraction(self.lo), Fraction(self.hi), (self.lo + self.hi) // 2
        return {
            "at_most": (lo, self.low),
            "at_least": (self.high, hi),
            "alike_low": (lo, Fraction(middle)),
            "alike_high": (Fraction(middle + 1), hi),
        }[code]


@dataclass(frozen=True)
class Cell:
    """What is printed of one statement: a number or a code, and the counts where ten answered."""

    kind: str  # none, few, full
    mean: Fraction | None = None
    code: str | None = None
    options: tuple[int, ...] | None = None
    dont_know: int | None = None
    no_disclose: int | None = None

    def lent(self, scale: Scale) -> Fraction:
        """Its value in a mean."""
        return self.mean if self.mean is not None else scale.lent(str(self.code))

    def permitted(self, scale: Scale) -> tuple[Fraction, Fraction]:
        """The least and the most it can stand for."""
        return (self.mean, self.mean) if self.mean is not None else scale.permitted(str(self.code))


def half_up(value: Fraction, decimals: int = 1) -> Fraction:
    """Round half up."""
    return Fraction(floor(value * 10**decimals + Fraction(1, 2)), 10**decimals)


def cell_of(forms: Sequence[Form], item: str, scale: Scale) -> Cell:
    """Measure one statement in one block."""
    answers = [(form.person, value) for form in forms if (value := form.value(item)) is not None]
    by_person = Counter(person for person, _ in answers)
    people = len(by_person)
    repeated = people != len(answers) and 2 * max(by_person.values()) > len(answers)
    if people < K or repeated:
        return Cell("none")
    mean = half_up(Fraction(sum(value for _, value in answers), len(answers)))
    if people < K_COUNTS:
        if mean <= scale.low:
            return Cell("few", code="at_most")
        return Cell("few", code="at_least") if mean >= scale.high else Cell("few", mean)
    chosen = Counter(value for _, value in answers)
    if len(chosen) == 1:
        return Cell("full", code="alike_low" if 2 * min(chosen) <= scale.lo + scale.hi else "alike_high")
    ways = Counter(str(form.given[item]) for form in forms)
    options = tuple(chosen[value] for value in range(scale.lo, scale.hi + 1))
    return Cell("full", mean, None, options, ways["dont_know"], ways["no_disclose"])


def needed(items: int) -> int:
    """How many of some statements are 60 %."""
    return ceil(SHARE * items)

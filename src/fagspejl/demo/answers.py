"""What the demo's people answer: a latent opinion cut into options, and the edge cases laid over it.

An answer is leader + unit + rater + statement + chance, cut at fixed points. One leader's raters agree a little
(ICC about 0.1), one rater's answers go together, and leaders see themselves a little kinder than others do.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

from fagspejl.demo.catalogue import Catalogue, DemoLeader
from fagspejl.instrument.types import Instrument, PerspectiveName

CUTS = (-2.0, -1.2, -0.35, 0.75)  # five options, a mean of about 3.7
LEADER_SD, UNIT_SD = sqrt(0.07), sqrt(0.03)  # together a tenth of the variance of one answer
RATER_SD, NOISE_SD, ITEM_SD = sqrt(0.45), sqrt(0.45), 0.2
KINDER_TO_ONESELF, KINDER_ABOVE = 0.45, 0.15  # leaders and their leaders, beside employees
NAMED_SPREAD = 0.7  # who answers under a name goes less to the ends
ANSWERING = 0.78
LEADERS_ANSWERING = 0.92
COMMENTING = 0.25
MISSING = 0.03
WAYS_OF_NOT_ANSWERING = ("ved_ikke", "ved_ikke", "ved_ikke", "oensker_ikke", "")
UNSURE_RATERS = 4  # who answer every statement where the others do not know: one too few
MOST_PEERS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """One submitted form: cells as they stand in the file, and comments by question."""

    leader: str
    perspective: PerspectiveName
    person: int
    cells: tuple[str, ...]
    comments: Mapping[str, str]


@dataclass(slots=True)
class Invited:
    """How many were invited to answer about one leader, by anonymous perspective."""

    employee: int = 0
    subordinate_leader: int = 0
    peer: int = 0


@dataclass(frozen=True, slots=True)
class People:
    """The pseudonyms of everybody who may answer: leaders, and each leader's own employees, by the leader's id."""

    leaders: Mapping[str, int]
    staff: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every submitted form, in no order that tells anything, how many were invited about whom, and who they are."""

    answers: list[Answer]
    asked: dict[str, Invited]
    people: People


class Opinions:
    """Draws answers. One generator, asked in a fixed order, so that a seed fixes everything."""

    def __init__(self, catalogue: Catalogue, instrument: Instrument, rng: Random) -> None:
        self.rng = rng
        self.items = [item.id for item in instrument.items]
        self.item_effect = [rng.gauss(0, ITEM_SD) for _ in self.items]
        unit_effect = {unit.id: rng.gauss(0, UNIT_SD) for unit in catalogue.units}
        self.leader_effect = {
            leader.id: rng.gauss(0, LEADER_SD) + unit_effect[leader.unit] for leader in catalogue.leaders
        }

    def cells(
        self, leader: DemoLeader, *, shift: float = 0.0, spread: float = 1.0, missing: float = MISSING
    ) -> tuple[str, ...]:
        """Return one rater's answers about one leader; somebody who answers answers something."""
        rng = self.rng
        opinion = self.leader_effect[leader.id] + shift + rng.gauss(0, spread * RATER_SD)
        values = [
            bisect(CUTS, opinion + effect + rng.gauss(0, spread * NOISE_SD)) + 1
            for effect in self.item_effect
        ]
        cells = [
            rng.choice(WAYS_OF_NOT_ANSWERING) if rng.random() < missing else str(value) for value in values
        ]
        if not any(cell.isdigit() for cell in cells):
            cells[0] = str(values[0])
        return tuple(cells)

    def fixed_cells(self, values: Sequence[int]) -> tuple[str, ...]:
        """Return given answers, begun again where the instrument has more statements."""
        return tuple(str(values[i % len(values)]) for i in range(len(self.items)))

    def group_cells(self, leader: DemoLeader, number: int) -> list[tuple[str, ...]]:
        """Return the answers of `number` employees about one leader, in the shape the leader is there for."""
        if leader.shape == "unanimous":
            return [self.fixed_cells(leader.values)] * number
        if leader.shape == "divided":
            return [self.cells(leader, shift=1.1 if one % 2 else -2.4, missing=0) for one in range(number)]
        if leader.shape == "unsure":
            sure = [self.cells(leader, missing=0) for _ in range(number)]
            unknown = -(-3 * len(self.items) // 5)  # three statements of five
            return [
                cells if one < UNSURE_RATERS else ("ved_ikke",) * unknown + cells[unknown:]
                for one, cells in enumerate(sure)
            ]
        # In a group of just five one blank hides a statement; that case is shown by `unsure`.
        missing = 0 if number == UNSURE_RATERS + 1 else MISSING
        return [self.cells(leader, missing=missing) for _ in range(number)]


def draw_answers(
    catalogue: Catalogue,
    instrument: Instrument,
    bank: Mapping[str, Mapping[str, Sequence[str]]],
    rng: Random,
    *,
    people: People | None = None,
) -> Drawn:
    """Return what everybody answers.

    `bank`: comments by field and kind ("works", "more"). Persons are pseudonyms; one who answers about several
    leaders has the same in all of them. `people`: those who answered an earlier round, to be asked again.
    """
    opinions = Opinions(catalogue, instrument, rng)
    people = people or _people(catalogue, rng)
    answers: list[Answer] = []
    asked: dict[str, Invited] = {}
    for leader in catalogue.leaders:
        asked[leader.id] = Invited()
        answers += _employees(opinions, leader, people.staff, asked[leader.id], bank)
        answers += _leaders(catalogue, opinions, leader, people.leaders, asked[leader.id])
        answers += _named(catalogue, opinions, leader, people.leaders, bank)
    answers = [_with_question_ids(answer, instrument.comments) for answer in answers]
    rng.shuffle(answers)
    return Drawn(answers, asked, people)


def _people(catalogue: Catalogue, rng: Random) -> People:
    pseudonyms = iter(rng.sample(range(10_000, 99_999), 60_000))
    leaders = {leader.id: next(pseudonyms) for leader in catalogue.leaders}
    staff = {leader.id: [next(pseudonyms) for _ in range(leader.employees)] for leader in catalogue.leaders}
    return People(leaders, staff)


def _employees(
    opinions: Opinions,
    leader: DemoLeader,
    staff: Mapping[str, Sequence[int]],
    asked: Invited,
    bank: Mapping[str, Mapping[str, Sequence[str]]],
) -> list[Answer]:
    rng = opinions.rng
    own = list(staff[leader.id])
    if leader.answered is None:
        people = [person for person in own if rng.random() < ANSWERING]
    else:
        people = rng.sample(own, leader.answered)
    asked.employee = len(own)
    by_chance = sum(rng.random() < COMMENTING for _ in people)
    commenting = by_chance if leader.commenting is None else leader.commenting
    comments = _comments(bank[leader.field], commenting, rng)
    comments += [{}] * (len(people) - len(comments))
    cells = opinions.group_cells(leader, len(people))
    if leader.employees_say:  # drawn all the same, so that nobody else's answers hang on it
        cells = [opinions.fixed_cells(row) for row in leader.employees_say]
    return [Answer(leader.id, "employee", *parts) for parts in zip(people, cells, comments, strict=True)]


def _leaders(
    catalogue: Catalogue,
    opinions: Opinions,
    leader: DemoLeader,
    pseudonyms: Mapping[str, int],
    asked: Invited,
) -> list[Answer]:
    """Return what the leaders below and beside say. Those below belong to the first leader of a unit."""
    rng = opinions.rng
    first = catalogue.first_leader(leader.unit) is leader
    below = catalogue.leaders_below(leader.unit) if first else []
    peers = [catalogue.first_leader(unit) for unit in peer_units(catalogue, leader)]
    asked.subordinate_leader, asked.peer = len(below), len(peers)
    if leader.shape == "silent":
        return []
    found = []
    groups: tuple[tuple[PerspectiveName, list[DemoLeader]], ...] = (
        ("subordinate_leader", below),
        ("peer", peers),
    )
    for perspective, raters in groups:
        for rater in raters:
            if leader.case or rng.random() < LEADERS_ANSWERING:
                cells = opinions.cells(leader)
                found.append(Answer(leader.id, perspective, pseudonyms[rater.id], cells, {}))
    return found


def peer_units(catalogue: Catalogue, leader: DemoLeader) -> Sequence[str]:
    """Return the units whose first leaders are asked about this leader as peers."""
    if leader.peers is not None:
        return leader.peers
    beside = next((units for units in catalogue.below.values() if leader.unit in units), ())
    return [unit for unit in beside if unit != leader.unit][:MOST_PEERS]


def superior_units(catalogue: Catalogue, leader: DemoLeader) -> Sequence[str]:
    """Return the units whose first leaders are asked about this leader as superiors."""
    above = tuple(unit for unit, below in catalogue.below.items() if leader.unit in below)
    return above if leader.superiors is None else leader.superiors


def _named(
    catalogue: Catalogue,
    opinions: Opinions,
    leader: DemoLeader,
    pseudonyms: Mapping[str, int],
    bank: Mapping[str, Mapping[str, Sequence[str]]],
) -> list[Answer]:
    """Return what the leader and those above say: named single marks."""
    if leader.shape == "silent":
        return []
    rng = opinions.rng
    units = superior_units(catalogue, leader)
    raters: list[tuple[PerspectiveName, DemoLeader, float]] = [("self", leader, KINDER_TO_ONESELF)]
    raters += [("superior", catalogue.first_leader(unit), KINDER_ABOVE) for unit in units]
    found = []
    fixed = [leader.own, leader.above, ()]
    for number, (perspective, rater, shift) in enumerate(raters):
        cells = opinions.cells(leader, shift=shift, spread=NAMED_SPREAD, missing=MISSING / 2)
        if wanted := fixed[min(number, 2)]:
            cells = opinions.fixed_cells(wanted)
        comments = _comments(bank[perspective], 1, rng)[0]
        if leader.case or rng.random() < LEADERS_ANSWERING:
            found.append(Answer(leader.id, perspective, pseudonyms[rater.id], cells, comments))
    return found


def _comments(bank: Mapping[str, Sequence[str]], number: int, rng: Random) -> list[Mapping[str, str]]:
    """Return the comments of `number` people, no sentence twice: what works, what there could be more of, or both."""
    works = rng.sample(bank["works"], len(bank["works"]))
    more = rng.sample(bank["more"], len(bank["more"]))
    written: list[Mapping[str, str]] = []
    for one in range(min(number, len(works) + len(more))):
        kind = one % 3  # 0: both, 1: what works, 2: more of
        texts = {}
        if works and kind != 2:
            texts["works"] = works.pop()
        if more and (kind != 1 or not texts):
            texts["more"] = more.pop()
        if not texts and works:
            texts["works"] = works.pop()
        if texts:
            written.append(texts)
    return written


def _with_question_ids(answer: Answer, questions: Sequence[str]) -> Answer:
    """Return the answer with its comments under the instrument's first question (works) and its last (more)."""
    if not questions:
        return Answer(answer.leader, answer.perspective, answer.person, answer.cells, {})
    ids = {"works": questions[0], "more": questions[-1]}
    comments = {ids[kind]: text for kind, text in answer.comments.items()}
    return Answer(answer.leader, answer.perspective, answer.person, answer.cells, comments)

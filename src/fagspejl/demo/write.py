"""The demo's files: what a planner would have exported, and a mapping that tells what the round was."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fagspejl.demo.answers import Answer, Invited, draw_answers
from fagspejl.demo.catalogue import Catalogue, build_catalogue, read_toml
from fagspejl.instrument.types import Instrument

SEED = 20260302


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """Where the demo's three files lie, and the forms that were written."""

    answers: Path
    leaders: Path
    mapping: Path
    forms: Sequence[Answer]


def write_demo(folder: Path, *, instrument: Instrument, leaders: int, seed: int = SEED) -> DemoFiles:
    """Make the invented organisation and write answers.csv, leaders.csv and mapping.toml into `folder`.

    The same seed and number of leaders give the same bytes. Semicolons and a byte order mark, as Danish
    spreadsheets write them.
    """
    rng = Random(seed)  # noqa: S311 - repeatable on purpose; nothing here is a secret
    catalogue = build_catalogue(leaders, rng)
    drawn = draw_answers(catalogue, instrument, read_toml("comments.toml"), rng)
    folder.mkdir(parents=True, exist_ok=True)
    found = DemoFiles(folder / "answers.csv", folder / "leaders.csv", folder / "mapping.toml", drawn.answers)
    _write_csv(found.answers, _answer_rows(drawn.answers, instrument))
    _write_csv(found.leaders, _leader_rows(catalogue, drawn.asked))
    found.mapping.write_text(_mapping(catalogue), "utf-8")
    return found


def _write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)


def _answer_rows(answers: Sequence[Answer], instrument: Instrument) -> Iterable[Sequence[str]]:
    items = [item.id for item in instrument.items]
    yield ["leader", "perspective", "person", *items, *(f"comment_{name}" for name in instrument.comments)]
    for answer in answers:
        texts = [answer.comments.get(name, "") for name in instrument.comments]
        yield [answer.leader, answer.perspective, f"p{answer.person}", *answer.cells, *texts]


def _leader_rows(catalogue: Catalogue, asked: Mapping[str, Invited]) -> Iterable[Sequence[str]]:
    yield [
        "leader", "leader_name", "unit", "unit_name", "parent_unit",
        "invited_employee", "invited_subordinate_leader", "invited_peer",
    ]  # fmt: skip
    units = {unit.id: unit for unit in catalogue.units}
    for leader in catalogue.leaders:
        unit, number = units[leader.unit], asked[leader.id]
        invited = (number.employee, number.subordinate_leader, number.peer)
        yield [leader.id, leader.name, unit.id, unit.name, unit.parent or "", *map(str, invited)]


def _mapping(catalogue: Catalogue) -> str:
    return (
        "# The columns already have our names, so only the round is told here.\n"
        "[round]\n"
        f'title = "{catalogue.title}"\n'
        f'organisation = "{catalogue.organisation}"\n'
        f"from = {catalogue.opened.isoformat()}\n"
        f"to = {catalogue.closed.isoformat()}\n"
        f'report_readers = "{catalogue.report_readers}"\n'
    )

"""Faulty rows leave as a workbook, and come back alone: what is read then is what a mended file would give."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from fagspejl.intake import Mending, read_round
from fagspejl.intake.types import RoundData
from intake.files import tiny
from support.mended import corrected, faults_of, looked_at, saved

HEAD = ["leader", "perspective", "person", "quality", "dilemmas", "workload", "comment_more_of"]
_WORDS = ["", "", "- mere tid", 'Godt; "rigtig" godt', "æøå\nto linjer", "'citat'", "  luft  ", "1,5"]


def _csv(rows: list[list[str]]) -> str:
    quoted = [
        [f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set(';"\n') else cell for cell in row]
        for row in rows
    ]
    return "\n".join(";".join(row) for row in quoted) + "\n"


def _answers(chance: random.Random, count: int) -> list[list[str]]:
    rows = []
    for number in range(count):
        who = chance.choice(["employee", "medarbejder", "peer"])
        items = [chance.choice("12345") for _ in range(2)]
        load = chance.choice(["1", "5", "", "Ved ikke"]) if who != "peer" else ""
        rows.append(
            [chance.choice(["karen", "mads", "ida"]), who, f"p{number}", *items, load, chance.choice(_WORDS)]
        )
    return rows


def _file(rows: list[list[str]], path: Path) -> Path:
    if path.suffix == ".csv":
        path.write_text(_csv(rows), encoding="utf-8")
        return path
    return saved({"Svar": rows}, path)


def _spoiled(chance: random.Random, row: list[str], *, wide: bool) -> list[str]:
    row, place = list(row), chance.randrange(6)
    row[place] = chance.choice(["9", "måske", "=1+1", "#N/A"]) if place > 2 else ["", "chef", ""][place]
    return [*row, "en celle for meget"] if wide and chance.random() < 0.2 else row


def _same(one: RoundData, other: RoundData) -> bool:
    pairs = [
        (getattr(one.table, name), getattr(other.table, name))
        for name in ("values", "missing", "leader", "group")
    ]
    return (
        all(np.array_equal(a, b) for a, b in pairs)
        and one.leaders == other.leaders
        and one.comments == other.comments
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("seed", range(4))
def test_mending_the_workbook_is_mending_the_file(tmp_path: Path, kind: str, seed: int) -> None:
    """Bente mends the faulty rows alone, in whatever program she has, and gets what the mended file would give."""
    chance = random.Random(seed * 3 + len(kind) + ord(kind[0]))
    right = [HEAD, *_answers(chance, 40)]
    wrong = [
        HEAD,
        *(_spoiled(chance, row, wide=kind == "csv") if chance.random() < 0.3 else row for row in right[1:]),
    ]
    wrong[1] = [*wrong[1][:3], "9", *wrong[1][4:]]  # one at least
    (tmp_path / "right").mkdir()
    good, bad = _file(right, tmp_path / "right" / f"svar.{kind}"), _file(wrong, tmp_path / f"svar.{kind}")
    target = tmp_path / f"fejl.{chance.choice(['xlsx', 'ods'])}"
    faults = faults_of(lambda mending: read_round(bad, tiny(), mending=mending), [bad], target)
    wide = max(map(len, wrong))
    by_row = {number: [*row, ""][:wide] for number, row in enumerate(right, 1)}
    back = corrected(faults, by_row, tmp_path / f"rettet.{chance.choice(['xlsx', 'ods', 'csv'])}")
    (rows,) = looked_at(faults).values()
    assert len(rows) == 1 + sum(one != other for one, other in zip(right, wrong, strict=True))
    assert _same(read_round(bad, tiny(), mending=Mending([bad], corrected=back)), read_round(good, tiny()))

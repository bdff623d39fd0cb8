"""The word on spread of every unit, from raw answers by the written definition. Shares no line with the product.

Plain Python and exact fractions. A unit's answers to a theme are a list of raters, each a list of answers (None: no
answer). The rule: every statement that at least five answered must have at least ten answers; these must be at least
60 % of the theme's; a rater counts who answered at least 60 % of them; at least ten must count. The distance of the
raters' means from the mean of means, in quarters of the scale: at most 0.5 alike, above 0.8 divided, else some. Divided
too where the statements vary more, on average, than answers at random.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

Answers = Sequence[int | None]
Rows = Iterable[tuple[str, Answers]]  # the unit, and one rater's answers


def word_of(raters: Sequence[Answers], lo: int, hi: int) -> str | None:
    """Return "alike", "some" or "divided", or None where no word may stand."""
    statements = range(len(raters[0]))
    answered = [sum(rater[j] is not None for rater in raters) for j in statements]
    if any(5 <= count < 10 for count in answered):
        return None
    counted = [j for j in statements if answered[j] >= 10]
    if 10 * len(counted) < 6 * len(answered) or not counted:
        return None
    given = [[rater[j] for j in counted] for rater in raters]
    kept = [row for row in given if 10 * sum(answer is not None for answer in row) >= 6 * len(counted)]
    if len(kept) < 10:
        return None
    means = [_mean([answer for answer in row if answer is not None]) for row in kept]
    middle = _mean(means)
    distance = _mean([abs(mean - middle) for mean in means]) / Fraction(hi - lo, 4)
    variances = [_variance([row[j] for row in kept if row[j] is not None]) for j in range(len(counted))]
    varied = [variance for variance in variances if variance is not None]
    at_random = Fraction((hi - lo + 1) ** 2 - 1, 12)
    if distance > Fraction(4, 5) or (varied and _mean(varied) > at_random):
        return "divided"
    return "alike" if distance <= Fraction(1, 2) else "some"


def _mean(values: Sequence[int | Fraction]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0)) / len(values)


def _variance(values: Sequence[int | Fraction]) -> Fraction | None:
    if len(values) < 2:
        return None
    middle = _mean(values)
    return sum(((value - middle) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def read(
    path: Path, unit: str, items: Sequence[str], keep: Callable[[dict[str, str]], bool]
) -> list[tuple[str, list[int | None]]]:
    """Read a CSV file: the unit and the answers of every row that is kept; an empty field is no answer."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row[unit], [int(float(row[item])) if row[item] not in ("", "NA") else None for item in items])
            for row in csv.DictReader(file)
            if keep(row)
        ]


def printed_words(
    folder: Path, rows: Rows, themes: dict[str, Sequence[str]], lo: int, hi: int, turned: Sequence[str] = ()
) -> dict[tuple[str, str], list[str]]:
    """Let the product make a release of these rows, and return the words it prints, by unit and theme.

    The product is started as anybody would start it. A word is looked for among the spread cells and among the figures;
    both must say the same.
    """
    items = [item for theme in themes.values() for item in theme]
    write_questionnaire(folder / "questionnaire", themes, lo, hi, turned)
    units: list[str] = []
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["leader", "perspective", "person", *items])
        for number, (unit, given) in enumerate(rows):
            units.append(unit)
            writer.writerow(
                [f"L{unit}", "employee", f"p{number:06d}x", *("" if v is None else v for v in given)]
            )
    with (folder / "leaders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["leader", "leader_name", "unit", "unit_name", "parent_unit"])
        for unit in dict.fromkeys(units):
            writer.writerow([f"L{unit}", f"Leader {unit}", "top", "Top", ""])
    _run(folder)
    document = json.loads((folder / "out" / "release.json").read_text(encoding="utf-8"))
    leader_of = {block["id"]: block["leader"] for block in document["blocks"] if block["kind"] == "own"}
    cells: dict[tuple[str, str], list[str]] = {}
    figures: dict[tuple[str, str], list[str]] = {}
    for row in document["spread"]:
        if row["block"] in leader_of:
            cells.setdefault((leader_of[row["block"]][1:], row["theme"]), []).append(row["word"])
    for row in document["figures"]:
        if row["kind"] == "spread":
            word = row["code"].removeprefix("spread_")
            figures.setdefault((row["leader"][1:], row["id"]), []).append(word)
    assert cells == figures
    return cells


def _run(folder: Path) -> None:
    names = {
        "--answers": "answers.csv",
        "--leaders": "leaders.csv",
        "--instrument": "questionnaire",
        "--out": "out",
    }
    options = [part for name, file in names.items() for part in (name, str(folder / file))]
    command = [
        str(Path(sys.executable).with_name("fagspejl")),
        "report",
        *options,
        "--formats",
        "json",
        "--quiet",
    ]
    environment = {**os.environ, "FAGSPEJL_STATE": str(folder / "state")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def write_questionnaire(
    folder: Path,
    themes: dict[str, Sequence[str]],
    lo: int,
    hi: int,
    turned: Sequence[str],
    asked: Sequence[str] = ("employee",),
) -> None:
    """Write a questionnaire of these themes into a folder; the same words for everybody who is asked."""
    folder.mkdir(parents=True)
    what = ['id = "proeve"', 'version = "1.0"', "[scale]", f"lo = {lo}", f"hi = {hi}"]
    words = ['title = "Prøve"', f"options = {json.dumps([f'Svar {v}' for v in range(lo, hi + 1)])}"]
    for theme, items in themes.items():
        what += ["[[themes]]", f'id = "{theme}"', f"perspectives = {json.dumps(list(asked))}"]
        words += [f"[themes.{theme}]", f'title = "Tema {theme}"']
        for item in items:
            what += ["[[themes.items]]", f'id = "{item}"', f"reversed = {str(item in turned).lower()}"]
        for perspective in asked:
            words.append(f"[themes.{theme}.items.{perspective}]")
            words += [f'{item} = "Udsagn {item}"' for item in items]
    (folder / "instrument.toml").write_text("\n".join(what), encoding="utf-8")
    (folder / "da.toml").write_text("\n".join(words), encoding="utf-8")

"""Recompute every figure of a report from the files it was made of, and count the differences.

    python tests/independent/recompute.py FOLDER_OF_INPUT FOLDER_OF_REPORTS

FOLDER_OF_INPUT holds answers.csv and leaders.csv (the demo's: demo-input), FOLDER_OF_REPORTS release.json and, where
they were made, organisation.html and organisation.xlsx. Nothing of the product is used: of release.json only the
names of themes and statements and the scale are taken; everything else is computed anew from the answers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from independent.leaders import Figures, Within, block_figures, spread_word, within_groups
from independent.organisation import (
    Form,
    Group,
    Scale,
    cell_of,
    group_of,
    half_up,
    needed,
    read_files,
)
from independent.pages import html_figures, leader_figures, workbook_figures
from independent.units import Totals

Key = tuple[str, str, str, str]  # whose (unit or leader), group, kind, id


@dataclass
class Found:
    """What was compared: by kind of figure, how many and which differ."""

    compared: Counter[str] = field(default_factory=Counter)
    different: list[tuple[str, Any, Any, Any]] = field(default_factory=list)

    def compare(self, kind: str, place: Any, computed: Any, printed: Any) -> None:
        """Compare one figure."""
        self.compared[kind] += 1
        if computed != printed:
            self.different.append((kind, place, computed, printed))

    def table(self) -> str:
        """Kind, figures compared, differences."""
        differing = Counter(kind for kind, *_ in self.different)
        lines = [f"{'figures':<46}{'compared':>9}{'different':>10}"]
        lines += [f"{kind:<46}{count:>9}{differing[kind]:>10}" for kind, count in self.compared.items()]
        lines.append(f"{'all':<46}{self.compared.total():>9}{len(self.different):>10}")
        return "\n".join(lines)


class Recomputed:
    """One organisation's figures, computed from its answers."""

    def __init__(self, folder: Path, themes: Mapping[str, Sequence[str]], scale: Scale) -> None:
        items = [item for theme in themes.values() for item in theme]
        self.inside, self.themes, self.scale = read_files(folder, items), themes, scale
        self.groups: dict[str, Group] = {}
        self.totals: dict[str, Totals] = {}
        self.within: dict[str, dict[str, Within]] = {}
        for name in ("employee", "peer"):
            group = group_of(self.inside, name)
            if name == "employee" or group.asked_about:
                self.groups[name] = group
        for name, group in self.groups.items():
            self.within[name] = {t: within_groups(group.blocks, own, scale) for t, own in themes.items()}
            self.cells = {
                place: {item: cell_of(block.forms, item, scale) for item in items}
                for place, block in enumerate(group.blocks)
            }
            self.totals[name] = Totals(self.inside, group, self.cells, themes, self.within[name], scale)

    def of_leader(self, leader: str, name: str) -> Figures:
        """One leader's figures of one group."""
        group, cells = self.groups[name], self.totals[name].cells
        if leader not in group.asked_about:
            return {("response", ""): "not asked"}
        for place, block in enumerate(group.blocks):
            if block.own and block.leaders == [leader]:
                own = None if name == "peer" else self.named(leader, "self")
                return block_figures(
                    block, cells[place], self.themes, self.within[name], own[0] if own else None, self.scale
                )
        silent: Figures = {("response", ""): "withheld"}
        silent.update({("theme", theme): "withheld" for theme in self.themes})
        silent.update({("item", item): "withheld" for item in self.inside.items})
        return silent

    def named(self, leader: str, role: str) -> list[Form]:
        """The leader's own form, or those of the leaders above."""
        return [form for form in self.inside.forms if (form.leader, form.perspective) == (leader, role)]

    def comments(self, leader: str, name: str) -> dict[str, list[str]] | None:
        """Texts by question: from five people who answered, three of whom wrote; else None."""
        kinds = ("employee", "subordinate_leader") if name == "employee" else (name,)
        forms = [form for form in self.inside.forms if form.leader == leader and form.perspective in kinds]
        writing = [form for form in forms if any(text.strip() for text in form.comments.values())]
        if len({form.person for form in forms}) < 5 or len({form.person for form in writing}) < 3:
            return None
        questions: dict[str, list[str]] = {}
        for form in writing:
            for question, text in form.comments.items():
                if text.strip():
                    questions.setdefault(question, []).append(" ".join(text.split()))
        return {question: sorted(texts) for question, texts in questions.items()}


def compare(folder: Path, reports: Path) -> Found:
    """Compare all that a folder of reports prints with what its answers give."""
    document = json.loads((reports / "release.json").read_text(encoding="utf-8"))
    themes = {theme["id"]: [item["id"] for item in theme["items"]] for theme in document["themes"]}
    scale = Scale(document["scale"]["lo"], document["scale"]["hi"])
    made, found = Recomputed(folder, themes, scale), Found()
    printed = _printed(document)
    for key, value in _figures(made):
        found.compare(f"{key[0].split(':')[0]}: {key[2]}", key, value, printed.pop(key, "missing"))
    for key, value in printed.items():
        found.compare(f"{key[0].split(':')[0]}: {key[2]}", key, "nothing", value)
    _compare_cells(document, made, found)
    _compare_named(document, made, found)
    said = {
        "organisation.html": html_figures(reports / "organisation.html", made),
        "organisation.xlsx": workbook_figures(reports / "organisation.xlsx", made),
        "leaders' pages": leader_figures(reports / "leaders", made),
    }
    for file, places in said.items():
        for whose, kind, computed, printed_there in places:
            found.compare(f"{file}: {kind}", whose, computed, printed_there)
    return found


def _figures(made: Recomputed) -> Iterator[tuple[Key, Any]]:
    for name, totals in made.totals.items():
        for unit in made.inside.units:
            for (kind, id_), value in totals.of_unit(unit).items():
                yield (f"unit:{unit}", name, kind, id_), value
        for leader in made.inside.unit_of:
            for (kind, id_), value in made.of_leader(leader, name).items():
                yield (f"leader:{leader}", name, kind, id_), value


def _printed(document: dict[str, Any]) -> dict[Key, Any]:
    """The rows of release.json in the same shapes."""
    found: dict[Key, Any] = {}
    for row in document["figures"]:
        whose = f"unit:{row['unit']}" if "unit" in row else f"leader:{row['leader']}"
        key = (whose, row["perspective"], row["kind"], row["id"])
        found[key] = _shape(row, of_unit="unit" in row)
    return found


def _shape(row: dict[str, Any], *, of_unit: bool) -> Any:
    if row["status"] == "withheld":
        return "withheld" if row["reason"] == "anonymity" else "not asked"
    kind, value, code = row["kind"], row["value"], row["code"]
    if kind == "response":
        return (value, code)
    if kind in ("theme", "item"):
        number = tenth(value)
        return (number, code, row["n"]) if of_unit else (number, code)
    if kind in ("band", "bounds"):
        ends = (tenth(value[0]), tenth(value[1]))
        return (ends, code) if kind == "band" else ends
    if kind == "answers":
        counts = (value["options"], value["dont_know"], value["no_disclose"])
        return (*counts, row["n"]) if of_unit else counts
    return code


def tenth(value: float | None) -> Fraction | None:
    """A printed number, exactly."""
    return None if value is None else Fraction(str(value))


def _compare_cells(document: dict[str, Any], made: Recomputed, found: Found) -> None:
    """Blocks, measured statements, spread words and the few numbers of the whole."""
    for name, group in made.groups.items():
        [told] = [row for row in document["groups"] if row["perspective"] == name]
        found.compare("group: what totals count", name, "people" if group.once else "answers", told["counts"])
        for row in told["coefficients"]:
            within = made.within[name][row["theme"]]
            deviations = (within.score, within.item, within.df)
            found.compare(
                "group: spread inside", name, deviations, (row["within_sd"], row["item_sd"], row["df"])
            )
        rows = {(row["unit"], row["leader"]): row for row in document["blocks"] if row["perspective"] == name}
        for place, block in enumerate(group.blocks):
            row = rows.pop((block.unit, block.leaders[0] if block.own else None), None)
            computed = (block.n, len(block.forms), block.asked, block.candidates)
            if row is None:
                found.compare("block: n, answers, asked, candidates", block.unit, computed, "missing")
                continue
            printed = (row["n"], row["answers"], row["invited"], set(row["candidates"]))
            found.compare("block: n, answers, asked, candidates", row["id"], computed, printed)
            _compare_block(document, made, name, place, row["id"], found)
        for left, row in rows.items():
            found.compare("block: n, answers, asked, candidates", left, "nothing", row)


def _compare_block(
    document: dict[str, Any], made: Recomputed, name: str, place: int, block: str, found: Found
) -> None:
    cells, forms = made.totals[name].cells[place], made.groups[name].blocks[place]
    for row in document["cells"]:
        if row["block"] == block:
            cell = cells[row["item"]]
            options = list(cell.options) if cell.options else None
            computed = (cell.kind, cell.mean, cell.code, options, cell.dont_know, cell.no_disclose)
            printed = (row["class"], tenth(row["mean"]), row["code"], row["options"], row["dont_know"])
            found.compare("cell", (block, row["item"]), computed, (*printed, row["no_disclose"]))
    words = {row["theme"]: row["word"] for row in document["spread"] if row["block"] == block}
    for theme, items in made.themes.items():
        word = spread_word(forms, [cells[item] for item in items], items, made.scale)
        found.compare("cell: spread", (block, theme), word, words.get(theme))


def _compare_named(document: dict[str, Any], made: Recomputed, found: Found) -> None:
    """Named marks and comments."""
    marks: dict[tuple[str, str], list[Any]] = {}
    for row in document["marks"]:
        marks.setdefault((row["leader"], row["role"]), []).append((row["values"], row["themes"]))
    for leader in made.inside.unit_of:
        for role in ("self", "superior"):
            computed = [
                ({item: form.value(item) for item in made.inside.items}, _themes_of(form, made))
                for form in made.named(leader, role)
            ]
            printed = [
                (values, {theme: tenth(value) for theme, value in themes.items()})
                for values, themes in marks.get((leader, role), [])
            ]
            found.compare(f"mark: {role}", leader, sorted(computed, key=repr), sorted(printed, key=repr))
    comments = {(row["leader"], row["perspective"]): row for row in document["comments"]}
    for name in made.groups:
        for leader in made.inside.unit_of:
            row = comments.get((leader, name))
            texts = (
                {q: sorted(t) for q, t in row["questions"].items() if t} if row and row["questions"] else None
            )
            found.compare("comments", (leader, name), made.comments(leader, name), texts)


def _themes_of(form: Form, made: Recomputed) -> dict[str, Fraction | None]:
    scores: dict[str, Fraction | None] = {}
    for theme, items in made.themes.items():
        given = [value for item in items if (value := form.value(item)) is not None]
        enough = given and len(given) >= needed(len(items))
        scores[theme] = half_up(Fraction(sum(given), len(given))) if enough else None
    return scores


if __name__ == "__main__":
    result = compare(Path(sys.argv[1]), Path(sys.argv[2]))
    print(result.table())
    for one in result.different[:40]:
        print("different:", *one, sep="\n    ")
    sys.exit(1 if result.different else 0)

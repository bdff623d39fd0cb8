"""What the web pages and the workbook of a report say, beside what the answers give; in the Danish of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from independent.recompute import Recomputed

WITHHELD = "Vises ikke af hensyn til anonymiteten."
HEADINGS = {"employee": "Medarbejderne", "peer": "Lederkolleger"}
IN_LEADERS_PAGE = {"employee": "Medarbejdere", "peer": "Lederkolleger"}
_ALIKE = {"alike_low": "et sted fra 1 til 3", "alike_high": "et sted fra 4 til 5"}


class Said(NamedTuple):
    """One place of a page: whose, what kind of figure, what the answers give, what is printed."""

    whose: tuple[str, str]
    kind: str
    computed: Any
    printed: Any


class _Text(HTMLParser):
    """The headings, paragraphs and tables of a page, in their order; drawings are left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Any]] = []
        self._open: list[list[str]] = []
        self._drawing = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self._drawing += 1
        if tag == "table":
            self.found.append(("table", []))
        if tag == "tr" and self.found and self.found[-1][0] == "table":
            self.found[-1][1].append([])
        if tag in ("h2", "h3", "h4", "h5", "p", "th", "td", "caption"):
            self._open.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._drawing -= 1
        if tag not in ("h2", "h3", "h4", "h5", "p", "th", "td", "caption") or not self._open:
            return
        text = _tidy("".join(self._open.pop()))
        if tag in ("th", "td"):
            self.found[-1][1][-1].append(text)
        elif tag != "caption":
            self.found.append((tag, text))

    def handle_data(self, data: str) -> None:
        if self._open and not self._drawing:
            self._open[-1].append(data)


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


def number(value: Fraction) -> str:
    """A number as Danish pages print it."""
    return f"{float(value):.1f}".replace(".", ",")


def said(value: Fraction | None, code: str | None) -> str:
    """A score or mean as pages say it."""
    if value is not None:
        return f"omkring {number(value)}" if code == "about" else number(value)
    return {"at_most": "1,5 eller lavere", "at_least": "4,5 eller højere"}.get(
        str(code), _ALIKE.get(str(code), "")
    )


def _leaders(made: Recomputed, unit: str, name: str, items: list[str]) -> int | None:
    """Of how many leaders the people could be who enter a unit's figures; None where a pool does not tell."""
    totals, group = made.totals[name], made.groups[name]
    printed = [item for item in items if unit in totals.printing[item]]
    places = totals._entering(unit, printed)
    total = 0
    for place in places:
        block = group.blocks[place]
        below = made.inside.below(block.unit)
        kinds = ("employee", "subordinate_leader") if name == "employee" else (name,)
        homes = [leader for leader, home in made.inside.unit_of.items() if home in below]
        if not block.own and any(
            made.inside.asked[leader, kind] is None for leader in homes for kind in kinds
        ):
            return None
        total += len(block.candidates)
    return total


def overview(made: Recomputed, name: str) -> Iterator[tuple[str, list[str]]]:
    """The computed rows of an overview: n, N, leaders, and each theme."""
    for unit in made.inside.units:
        figures = made.totals[name].of_unit(unit)
        if figures["response", ""] == "withheld":
            yield unit, [WITHHELD]
            continue
        (n, asked), _ = figures["response", ""]
        leaders = _leaders(made, unit, name, made.inside.items)
        row = [str(n), "" if asked is None else str(asked), "" if leaders is None else str(leaders)]
        for theme in made.themes:
            total = figures["theme", theme]
            row.append(WITHHELD if total == "withheld" else said(*total[:2]))
        yield unit, row


def html_figures(path: Path, made: Recomputed) -> Iterator[Said]:
    """The organisation's pages: each unit's overview of those one level down, its sentences and its statements."""
    if not path.exists():
        return
    units = list(made.inside.units)
    for page in (path, *sorted((path.parent / path.stem).glob("*.html"))):
        found = _Text(page.read_text(encoding="utf-8")).found
        place = 0 if page == path else int(page.name.split("-")[0].split(".")[0]) - 1
        here = [units[place], *(unit for unit in units if made.inside.parent[unit] == units[place])]
        for name in made.groups:
            at = next(i for i, one in enumerate(found) if one == ("h2", f"Overblik: {HEADINGS[name]}"))
            table = next(rows for kind, rows in found[at:] if kind == "table")
            rows = [row for row in overview(made, name) if row[0] in here]
            for (unit, computed), row in zip(rows, table[1:], strict=True):
                yield Said((unit, name), "overview", _as_on_page(made, name, unit, computed), row[1:])
        yield from _units(found, made, units[place])


def _as_on_page(made: Recomputed, name: str, unit: str, computed: list[str]) -> list[str]:
    """A theme's own n stands behind its score where it is another than the unit's; withheld neighbours are one cell."""
    figures, row = made.totals[name].of_unit(unit), computed[:3]
    for theme, text in zip(made.themes, computed[3:], strict=False):
        if text != WITHHELD:
            n = figures["theme", theme][2]
            row.append(text if str(n) == computed[0] else f"{text} ({n})")
        elif row[-1] != WITHHELD:
            row.append(text)
    return row


def _units(found: list[tuple[str, Any]], made: Recomputed, unit: str) -> Iterator[Said]:
    start = found.index(("h2", "Enheden samlet"))
    end = next(i for i, (tag, _) in enumerate(found) if i > start and tag == "h2")
    found = found[:end]
    printing = [
        (unit, name) for name in made.groups if made.totals[name].of_unit(unit)["response", ""] != "withheld"
    ]
    heads = [
        i for i, (tag, text) in enumerate(found) if i > start and tag == "h3" and text in HEADINGS.values()
    ]
    yield Said(("all", "all"), "units", len(printing), len(heads))
    for (unit, name), at, end in zip(printing, heads, [*heads, len(found)][1:], strict=True):
        part, figures = found[at:end], made.totals[name].of_unit(unit)
        (n, asked), code = figures["response", ""]
        text = next(text for tag, text in part if tag == "p")
        numbers = [int(word) for word in text.replace(".", " ").split() if word.isdigit()]
        wanted = [n] if asked is None or code == "all_answered" else [n, asked]
        yield Said((unit, name), "n of N", wanted, numbers)
        sentences = [text for tag, text in part if tag == "p" and " i gennemsnit" in text]
        bands = [sentence for theme in made.themes if (sentence := _sentence(figures, theme))]
        yield Said((unit, name), "scores and bands", bands, [text.split(": ", 1)[-1] for text in sentences])
        means = [
            [said(*total[:2]), str(total[2])] if total != "withheld" else [WITHHELD, ""]
            for items in made.themes.values()
            for item in items
            for total in [figures["item", item]]
        ]
        rows = [
            row[1:] for tag, rows in part if tag == "table" and rows[0][0] == "Udsagn" for row in rows[1:]
        ]
        yield Said((unit, name), "statements", means, rows)


def _sentence(figures: dict[tuple[str, str], Any], theme: str) -> str | None:
    """What is said of a theme's total: the score, the band, and its own n where that is another than the unit's."""
    total = figures["theme", theme]
    if total == "withheld" or total[0] is None:
        return None
    ends, (unit_n, _) = _band(figures, theme), figures["response", ""][0]
    drawn = f", bånd fra {number(ends[0])} til {number(ends[1])}" if ends else ""
    own = "" if total[2] == unit_n else f" Gennemsnittet bygger på {total[2]} svar."
    return f"{said(*total[:2])} i gennemsnit{drawn}.{own}"


def _band(figures: dict[tuple[str, str], Any], theme: str) -> tuple[Fraction, Fraction] | None:
    band = figures.get(("band", theme))
    return band[0] if band else None


def workbook_figures(path: Path, made: Recomputed) -> Iterator[Said]:
    """The organisation's workbook: the overview and each group's sheet."""
    if not path.exists():
        return
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("Overblik").to_python()[1:]
    wanted = [(unit, name, row) for name in made.groups for unit, row in overview(made, name)]
    for (unit, name, computed), row in zip(wanted, rows, strict=True):
        printed = [*(_cell(cell) for cell in row[2:5]), *map(_score, row[5::2])]
        figures = made.totals[name].of_unit(unit)
        for place, theme in enumerate(
            made.themes, start=3
        ):  # words, unlike numbers, carry their n in the cell
            if computed != [WITHHELD] and computed[place] != WITHHELD:
                own_n = figures["theme", theme][2]
                yield Said((unit, name), "n of themes", str(own_n), _cell(row[2 * place]))
                printed[place] = printed[place].removesuffix(f" ({own_n})")
        yield Said((unit, name), "overview", computed, [WITHHELD] if computed == [WITHHELD] else printed)
        if computed == [WITHHELD]:
            yield Said((unit, name), "withheld", {WITHHELD, ""}, {_cell(cell) for cell in row[2:]})
    for name in made.groups:
        yield from _sheet(book.get_sheet_by_name(HEADINGS[name]).to_python()[1:], name, made)


def _sheet(rows: list[list[Any]], name: str, made: Recomputed) -> Iterator[Said]:
    left = iter(rows)
    for unit in made.inside.units:
        figures = made.totals[name].of_unit(unit)
        if figures["response", ""] == "withheld":
            yield Said((unit, name), "withheld", {WITHHELD, ""}, {_cell(cell) for cell in next(left)[4:]})
            continue
        for theme, items in made.themes.items():
            total = figures["theme", theme]
            if total == "withheld":
                yield Said((unit, name), "withheld", {WITHHELD, ""}, {_cell(cell) for cell in next(left)[4:]})
            else:
                row, ((_, asked), _) = next(left), figures["response", theme]
                ends = _band(figures, theme)
                drawn = [number(end) for end in ends] if ends else ["", ""]
                computed = [str(total[2]), "" if asked is None else str(asked), said(*total[:2]), *drawn]
                yield Said(
                    (unit, name),
                    "scores and bands",
                    computed,
                    [_cell(cell) for cell in row[4:6]] + [_score(cell) for cell in row[6:9]],
                )
            for item in items:
                yield _statement(unit, name, figures, item, next(left))
    yield Said((name, name), "rows left", [], list(left))


def _statement(unit: str, name: str, figures: dict[tuple[str, str], Any], item: str, row: list[Any]) -> Said:
    total = figures["item", item]
    if total == "withheld":
        return Said((unit, name), "withheld", {WITHHELD, ""}, {_cell(cell) for cell in row[4:]})
    counted = figures.get(("answers", item))
    options = [str(counted[3]), *map(str, counted[0])] if counted else [""] * (len(row) - 10)
    computed = [str(total[2]), said(*total[:2]), *options]
    return Said((unit, name), "statements", computed, [_cell(row[4]), _score(row[6]), *map(_cell, row[9:-1])])


def _cell(cell: Any) -> str:
    """A count as it reads, or words."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else _tidy(str(cell))


def _score(cell: Any) -> str:
    """A score as it reads, or words."""
    return number(Fraction(str(cell))) if isinstance(cell, float) else _tidy(str(cell))


def leader_figures(folder: Path, made: Recomputed) -> Iterator[Said]:
    """Leaders' pages: of every theme and statement the groups' results, intervals and counts, and n of N."""
    for page in sorted(folder.glob("*.html")):
        leader = list(made.inside.unit_of)[int(page.name.split("-")[0]) - 1]
        figures = {name: made.of_leader(leader, name) for name in made.groups}
        yield from _leaders_page(_Text(page.read_text(encoding="utf-8")).found, leader, figures, made)


def _leaders_page(
    found: list[tuple[str, Any]], leader: str, figures: dict[str, Any], made: Recomputed
) -> Iterator[Said]:
    [titles] = [
        [row[0] for row in rows[1:]] for tag, rows in found if tag == "table" and rows[0][0] == "Tema"
    ]
    named = dict(zip(titles, made.themes, strict=True))  # the last table names every theme, in their order
    theme, told_of = "", set()
    statements: dict[str, list[dict[str, list[str]]]] = {theme: [] for theme in made.themes}
    for tag, content in found:
        if tag == "h2" and content in named:
            theme = named[content]
        if tag != "table":
            continue
        head, *rows = content
        told = {row[0]: row[1:] for row in rows}
        if head == ["Hvem", "Resultat", "Bånd eller grænser"]:
            told_of.add(theme)
            for name, group in figures.items():
                printed = told.get(IN_LEADERS_PAGE[name])
                yield Said((leader, name), "theme", _result(group, "theme", theme), printed)
        elif head == ["Hvem", "Resultat"]:
            statements[theme].append(told)
        elif head == ["Svar", "Antal"]:
            counts = [int(number) for _, number in rows]
            wanted = [
                [*f["answers", item][0], *f["answers", item][1:]]
                for f in figures.values()
                for item in made.themes[theme]
                if ("answers", item) in f
            ]
            yield Said((leader, theme), "counts", True, counts in wanted)
        elif head == ["Gruppe", "Svar (n)", "Spurgt (N)"]:
            yield from _answered(leader, figures, told)
    for theme, tables in statements.items():
        if tables:  # statements that print nothing stand last, so they are compared whatever their order
            yield Said((leader, theme), "statements", *_statements(figures, made.themes[theme], tables))
    for theme in made.themes:
        printed = any(f.get(("theme", theme), "withheld") != "withheld" for f in figures.values())
        yield Said((leader, theme), "themes told of", True, theme in told_of or not printed)


def _statements(
    figures: dict[str, Any], items: Sequence[str], tables: list[dict[str, list[str]]]
) -> tuple[list[Any], list[Any]]:
    wanted = [[_result(group, "item", item) for group in figures.values()] for item in items]
    printed = [[_plain(told.get(IN_LEADERS_PAGE[name])) for name in figures] for told in tables]
    silent = [None, [WITHHELD]]  # a statement of which nothing at all is shown has a line, not a table
    wanted, printed = (
        [row for row in rows if any(cell not in silent for cell in row)] for rows in (wanted, printed)
    )
    return sorted(wanted, key=str), sorted(printed, key=str)


def _plain(cells: list[str] | None) -> list[str] | None:
    return [text.removeprefix("næsten ens svar, ") for text in cells] if cells else cells


def _result(group: dict[tuple[str, str], Any], kind: str, id_: str) -> list[str] | None:
    """One row of a table; None where nobody was asked."""
    figure = group.get((kind, id_))
    if figure is None or figure == "withheld":
        return [WITHHELD] if figure else None
    return [said(*figure), *([_interval(group, id_)] if kind == "theme" else [])]


def _answered(leader: str, figures: dict[str, Any], told: dict[str, list[str]]) -> Iterator[Said]:
    for name, group in figures.items():
        figure, printed = group["response", ""], told.get(IN_LEADERS_PAGE[name])
        if figure == "not asked":
            yield Said((leader, name), "n of N", None, printed)
        elif figure == "withheld":
            yield Said((leader, name), "n of N", [WITHHELD], printed)
        else:
            (n, asked), _ = figure
            yield Said((leader, name), "n of N", [str(n), str(asked)], printed)


def _interval(figures: dict[tuple[str, str], Any], theme: str) -> str:
    """The band; below 60 % the bounds instead."""
    if ends := _band(figures, theme):
        return f"bånd fra {number(ends[0])} til {number(ends[1])}"
    if ends := figures.get(("bounds", theme)):
        return f"grænser fra {number(ends[0])} til {number(ends[1])}"
    return "intet bånd"

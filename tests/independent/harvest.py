"""Every number that stands in the files of one release, beside the numbers of its release.json.

Shares no line with the product: it knows the file's rows, the names of the files, and the Danish of what is no figure.
A number is compared within its page's subject: a leader's page may hold the figures of that leader alone, a unit's page
those of the unit and the units one level down. Points of the scale are free, for every page names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from python_calamine import CalamineWorkbook

Numbers = set[str]

_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# All that is a number and no figure. Each entry takes away its whole text, never a number by itself.
_LISTED: Mapping[str, str] = {
    "dates": rf"\d{{1,2}}\.(?:\s?–\s?\d{{1,2}}\.)? (?:{_MONTHS})(?: \d{{4}})?",
    "minutes of agendas": r"\d+(?:[-–]\d+)? minut(?:ter)?\b",
    "times of agendas": r"\b\d+[-–]\d+ min\b",
    "page numbers": r"Side \d+ af \d+",
    "codes": r"kontrolkode: [0-9a-f-]+|regler [0-9a-f]{8}|[Ff]rigivelse [0-9a-f]{8}",
    "versions": r"Fagspejl \d+(?:\.\d+)+|Spørgeskema \S+ \d+(?:\.\d+)*",
    "limits of the policy": r"mindst (?:0,[35]|\d+) (?:fra|har|svar|medarbejdere|personer|leder|og)|forskellen er mindst 0,3|mindst 60 %"
    r"|under 60 %|i 95 % af|under 10 svar|Mindste antal svar[a-zæøå, ]*:? \d+|fra 30 svar",
    "numbers of steps and pictures": r"(?<![\w,.])\d\. (?=[A-ZÆØÅ])|Næste \d+ af \d+|Planen \d+ af \d+",
    "ends that are coded": r"1,5 eller lavere|4,5 eller højere|et sted fra \d til \d",
    "rounded context of a unit": r"er omkring \d+ spurgt om hver leder",
    "one person": r"\(?1 person\)?",
}
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:\.\d{3})*(?:,\d+)?(?![\w])")


@dataclass
class Harvest:
    """What was read: how many numbers by kind of file, those of no release, and figures that were not found."""

    read: dict[str, int] = field(default_factory=dict)
    strange: list[tuple[str, str]] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def page(self, kind: str, name: str, text: str, allowed: Numbers, promised: Numbers) -> None:
        """Compare one page."""
        found = numbers_in(text)
        self.read[kind] = self.read.get(kind, 0) + len(found)
        self.strange += [(name, number) for number in found if number not in allowed]
        self.missing += [(name, number) for number in sorted(promised - set(found))]

    def table(self) -> str:
        """Kind of file, numbers read."""
        rows = [f"{kind:<24}{count:>8}" for kind, count in self.read.items()]
        return "\n".join([*rows, f"strange {len(self.strange)}, missing {len(self.missing)}"])


class _Words(HTMLParser):
    """The text of a page with its drawings, in the order of the source: what is left without any style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script")
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def text_of(path: Path) -> str:
    """The text of a web page or a PDF file."""
    if path.suffix == ".html":
        text = "".join(_Words(path.read_text(encoding="utf-8")).words)
    else:
        pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
        text = " ".join((*pages, *_alternatives(path)))
    return " ".join(re.sub("[\u2060\ufffe\xad]", "", text).split())


def _alternatives(path: Path) -> Iterator[str]:
    """What a PDF file says in the place of its drawings, to those who hear it: there bands stand in words."""
    reader = pypdf.PdfReader(path)
    for place in range(1, reader.trailer["/Size"]):
        node = reader.get_object(place)
        if isinstance(node, dict) and node.get("/S") == "/Figure":
            yield str(node["/Alt"])


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they are printed, without what is listed as no figure."""
    for pattern in _LISTED.values():
        text = re.sub(pattern, " ", text)
    return [number.replace(".", "") for number in _NUMBER.findall(text)]


def harvest(folder: Path, *, every: int = 1, previous: Path | None = None) -> Harvest:
    """Read the pages of a folder of reports and compare them with its release.json; of leaders, each `every`-th one's.

    `previous`: the release of the round before, whose figures of the same leader or unit may stand beside these.
    """
    document = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    made, found = _Released(document), Harvest()
    earlier = json.loads(previous.read_text(encoding="utf-8")) if previous else None
    before = _Released(earlier) if earlier else None
    last = earlier["round"]["title"] if earlier else "no other round"
    leaders = [row["id"] for row in document["leaders"]]
    for path in sorted((folder / "leaders").iterdir()):
        place = int(path.name.split("-")[0].split(".")[0]) - 1
        if place % every:
            continue
        leader = leaders[place]
        kind = next((k for k in ("employees", "projector") if path.stem.endswith(f"-{k}")), "leader")
        promised = made.promised(leader) if kind == "leader" else set()
        allowed = made.of_leader(leader)
        if before is not None and kind == "leader":
            allowed |= before.of_leader(leader)
        text = made.without_texts(path).replace(last, " ")
        found.page(f"{kind} {path.suffix[1:]}", path.name, text, allowed, promised)
    units = [row["id"] for row in document["units"]]
    for path in (*folder.glob("organisation*.*"), *(folder / "organisation").glob("*.*")):
        if path.suffix not in (".html", ".pdf"):
            continue
        below = path.parent.name == "organisation"
        unit = units[int(path.name.split("-")[0].split(".")[0]) - 1 if below else 0]
        board = path.stem.endswith("-board")
        kind = "board" if board else "unit"
        promised = set() if board else made.promised_of_unit(unit)
        allowed = made.of_units(unit) | (before.of_units(unit) if before is not None and not board else set())
        text = made.without_texts(path).replace(last, " ")
        found.page(f"{kind} {path.suffix[1:]}", path.name, text, allowed, promised)
    for path in folder.glob("next-step.*"):
        if path.suffix != ".ics":
            minutes = {
                str(number) for number in range(61)
            }  # sheets for meetings: no decimal, no figure at all
            found.page(f"next step {path.suffix[1:]}", path.name, made.without_texts(path), minutes, set())
    for path in (*folder.glob("*.xlsx"), *folder.glob("*.ods")):
        _workbook(path, made, found)
    return found


def _workbook(path: Path, made: _Released, found: Harvest) -> None:
    """Every cell that is a number, of every sheet."""
    allowed = set(made.scale).union(*(made.of_units(unit) for unit in made.parent))
    whole = {number.removesuffix(",0") for number in allowed}
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        cells = [cell for row in book.get_sheet_by_name(name).to_python() for cell in row]
        printed = [
            f"{cell}".replace(".", ",").removesuffix(",0") for cell in cells if isinstance(cell, float)
        ]
        found.read[path.suffix[1:]] = found.read.get(path.suffix[1:], 0) + len(printed)
        found.strange += [(f"{path.name} {name}", one) for one in printed if one not in whole and one != "0"]


class _Released:
    """The numbers of a release by what they are about."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        lo, hi = document["scale"]["lo"], document["scale"]["hi"]
        self.scale = {str(point) for point in range(lo, hi + 1)}
        self.parent = {row["id"]: row["parent"] for row in document["units"]}
        self.home = {row["id"]: row["unit"] for row in document["leaders"]}
        names = [row["name"] for row in (*document["units"], *document["leaders"])]
        texts = (text for row in (*document["comments"], *document["marks"]) for text in _texts(row))
        self.texts = sorted(
            {document["round"]["title"], document["round"]["organisation"], *names, *texts} - {""},
            key=len,
            reverse=True,
        )

    def without_texts(self, path: Path) -> str:
        """The text of a page without what people wrote, and without names and the round's title."""
        text = text_of(path)
        for written in self.texts:
            text = text.replace(" ".join(written.split()), " ")
        return text

    def of_leader(self, leader: str) -> Numbers:
        """All that a leader's page may hold: her figures, marks, and where all is withheld a unit's totals."""
        rows = [row for row in self._figures() if row.get("leader") == leader]
        numbers = (
            self.scale
            | _numbers(rows)
            | _numbers(row for row in self.document["marks"] if row["leader"] == leader)
        )
        if any(row["reason"] == "anonymity" for row in rows):
            unit = self.home[leader]
            while unit is not None:
                numbers |= self._unit(unit)
                unit = self.parent[unit]
        return numbers

    def promised(self, leader: str) -> Numbers:
        """What a leader's page must hold: results, bands, and of how many answers."""
        rows = [row for row in self._figures() if row.get("leader") == leader and row["status"] == "shown"]
        return set(_promised(rows))

    def of_units(self, unit: str) -> Numbers:
        """All that a unit's page may hold: its own figures and those one level down, and numbers of leaders."""
        numbers = set(self.scale)
        for one, parent in self.parent.items():
            if unit in (one, parent):
                numbers |= self._unit(one)
        return numbers

    def promised_of_unit(self, unit: str) -> Numbers:
        """What a unit's page must hold."""
        rows = [row for row in self._figures() if row.get("unit") == unit and row["status"] == "shown"]
        return set(_promised(rows))

    def _unit(self, unit: str) -> Numbers:
        """Figures of a unit, and of how many leaders they can be: of any number up to those who lead in it."""
        inside = {one for one in self.parent if unit in self._line(one)}
        leaders = {str(sum(home in inside for home in self.home.values()))}
        rows = [row for row in self._figures() if row.get("unit") == unit]
        blocks = {block["id"]: set(block["candidates"]) for block in self.document["blocks"]}
        behind = {str(sum(len(blocks[one]) for one in row["blocks"])) for row in rows}
        return _numbers(rows) | leaders | behind

    def _line(self, unit: str | None) -> Iterator[str]:
        while unit is not None:
            yield unit
            unit = self.parent[unit]

    def _figures(self) -> list[Mapping[str, Any]]:
        rows: list[Mapping[str, Any]] = self.document["figures"]
        return rows


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for texts in (row.get("questions") or row.get("comments") or {}).values():
        yield from texts


def _promised(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        if row["kind"] in ("theme", "item") and row["value"] is not None:
            yield _tenth(row["value"])
        elif row["kind"] == "band" and row["value"]:
            yield from map(_tenth, row["value"])
        elif row["kind"] == "response" and row["value"]:
            yield str(row["value"][0])


def _numbers(rows: Iterable[Mapping[str, Any]]) -> Numbers:
    """Every number of rows: scores with their decimal, counts and points without."""
    found: Numbers = set()

    def take(value: Any) -> None:
        if isinstance(value, bool) or value is None or isinstance(value, str):
            return
        if isinstance(value, int):
            found.add(str(value))
        elif isinstance(value, float):
            found.add(_tenth(value))
        elif isinstance(value, Mapping):
            for one in value.values():
                take(one)
        else:
            for one in value:
                take(one)

    for row in rows:
        take({name: value for name, value in row.items() if name not in ("blocks", "number")})
        if row.get("kind") == "answers" and row["value"]:
            options = row["value"]["options"]
            half = len(options) // 2  # "8 enige, 2 neutrale, 0 uenige"
            parts = (options[:half], options[half : len(options) - half], options[-half:])
            found |= {str(sum(part)) for part in parts}
            n = sum(options)  # shares in whole per cent, half a per cent upwards
            found |= {str((200 * count + n) // (2 * n)) for count in options if n and "unit" in row}
    return found


def _tenth(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")

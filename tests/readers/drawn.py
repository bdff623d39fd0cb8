"""Every kind of picture of the workspace, drawn by the product from the invented figures of pictures.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.charts.approach import ApproachPicture, ApproachRow, approach_drawing
from fagspejl.workspace.charts.cells import Cell, CellsPicture, cells_drawing
from fagspejl.workspace.charts.coverage import CoveragePicture, CoveredTask, coverage_drawing
from fagspejl.workspace.charts.dots import drawing
from fagspejl.workspace.charts.holders import HolderLine, HolderPicture, HolderTask, holder_drawing
from fagspejl.workspace.charts.indicator import IndicatorPicture, IndicatorPoint, indicator_drawing
from fagspejl.workspace.charts.life import LifePicture, LifePoint, life_drawing
from fagspejl.workspace.charts.load import LoadCell, LoadPicture, LoadWeek, load_drawing
from fagspejl.workspace.charts.picture import Block, DotPicture, PullPicture, Rail
from fagspejl.workspace.charts.placing import PlacedLine, PlacedTask, PlacingPicture, placing_drawing
from fagspejl.workspace.charts.pull import pull_drawing
from fagspejl.workspace.charts.quality_drawing import quality_drawing
from fagspejl.workspace.charts.weeks import WeekMark, WeekPicture, week_drawing
from fagspejl.workspace.quality.picture import Answers, LeastAnswers, Rated, quality_picture
from fagspejl.workspace.quality.wordings import words_of

Figures = Mapping[str, Any]
Draw = Callable[[Figures, Figures, Wording, str], str]


@cache
def data() -> dict[str, Any]:
    """Return the figures and what is asked of them, by picture."""
    return tomllib.loads((Path(__file__).with_name("pictures.toml")).read_text(encoding="utf-8"))


@cache
def svg(name: str, language: str) -> str:
    """Return a picture of the room's size in a language."""
    told = data()[name]
    return _DRAWS[name](told, told[language], wording(language, "fagspejl.workspace.words"), language)


def _dots(figures: Figures, said: Figures, words: Wording, _language: str) -> str:
    chosen = figures.get("first") or figures["chosen"]
    blocks = tuple(
        Block(name, len(values), tuple(values)) for name, values in zip(said["groups"], chosen, strict=True)
    )
    options = tuple(said.get("options", ()))
    picture = DotPicture(
        said["title"], said["low"], said["high"], blocks, sentences=(said["title"],), options=options
    )
    return drawing(picture, "room", words, "r")


def _quality(figures: Figures, said: Figures, _words: Wording, language: str) -> str:
    def rated(place: int, text: str) -> Rated:
        groups = range(len(said["groups"]))
        both = [
            tuple(Answers(said["groups"][at], tuple(sorted(figures[side][2 * place + at]))) for at in groups)
            for side in ("importance", "practice")
        ]
        return Rated(place, text, both[0], both[1], (2 * place, 2 * place + 1))

    statements = tuple(rated(place, text) for place, text in enumerate(said["statements"]))
    words = words_of(language)
    made = quality_picture(said["title"], statements, words, kind="shift", limits=LeastAnswers(4, 3))
    return quality_drawing(made, "room", words, "r")


def _line(figures: Figures, said: Figures, _words: Wording, _language: str) -> str:
    signs = ("accepted_difference", "agreement")
    rows = tuple(
        ApproachRow(day, case, said["low"], said["high"], tuple(values), median, outcome, sign, "")
        for day, case, values, median, outcome, sign in zip(
            said["days"],
            said["cases"],
            figures["values"],
            figures["medians"],
            said["outcomes"],
            signs,
            strict=True,
        )
    )
    keys = tuple(zip(signs, said["outcomes"], strict=True))
    return approach_drawing(ApproachPicture(said["title"], rows, keys, (said["title"],)), "room", "r")


def _coverage(figures: Figures, said: Figures, _words: Wording, _language: str) -> str:
    tasks = tuple(
        CoveredTask(name, full, support, wants, need, said["thin"] if full <= 1 or full < need else "")
        for name, (full, support, wants, need) in zip(said["tasks"], figures["tasks"], strict=True)
    )
    key = tuple(said["key"])
    return coverage_drawing(CoveragePicture(said["title"], (said["title"],), tasks, key), "room", "r")


def _holders(figures: Figures, said: Figures, _words: Wording, _language: str) -> str:
    tasks = tuple(
        HolderTask(
            name,
            tuple(
                HolderLine(line, tuple(figures[side][place]), "")
                for line, side in zip(said["lines"], ("today", "ought"), strict=True)
            ),
        )
        for place, name in enumerate(said["tasks"])
    )
    options = tuple(said["options"])
    picture = HolderPicture(said["title"], (said["title"],), options, len(options) - 1, tasks)
    return holder_drawing(picture, "room", "r")


def _placing(figures: Figures, said: Figures, _words: Wording, _language: str) -> str:
    tasks = tuple(
        PlacedTask(
            name,
            tuple(
                PlacedLine(line, tuple(figures[side][place]), "")
                for line, side in zip(said["lines"], ("yellow", "red"), strict=True)
            ),
        )
        for place, name in enumerate(said["tasks"])
    )
    picture = PlacingPicture(said["title"], (said["title"],), tuple(said["options"]), tasks)
    return placing_drawing(picture, "room", "r")


def _load(figures: Figures, said: Figures, words: Wording, _language: str) -> str:
    weeks = tuple(
        LoadWeek(
            45 + place,
            tuple(day + 7 * place for day in figures["days"]),
            (
                tuple(
                    LoadCell(None if level == "none" else level, tuple(yielded))
                    for level, yielded in zip(levels, figures["yielded"][place], strict=True)
                ),
            ),
        )
        for place, levels in enumerate(figures["levels"])
    )
    picture = LoadPicture(said["title"], (said["title"],), tuple(said["shifts"]), weeks)
    return load_drawing(picture, "room", "r", words)


def _life(figures: Figures, said: Figures, words: Wording, _language: str) -> str:
    points = tuple(
        LifePoint(side, 1, place, place, yes, n)
        for side, key in (("doer", "doers"), ("receiver", "receivers"))
        for place, (yes, n) in enumerate(figures[key])
    )
    picture = LifePicture(said["title"], tuple(figures["weeks"]), points, sentences=(said["title"],))
    return life_drawing(picture, "room", "r", words)


def _indicator(figures: Figures, said: Figures, words: Wording, _language: str) -> str:
    points = tuple(IndicatorPoint(place, place, *one) for place, one in enumerate(figures["points"]))
    picture = IndicatorPicture(
        said["title"], tuple(figures["weeks"]), points, figures["decided"], (said["sentence"],)
    )
    return indicator_drawing(picture, "room", "r", words)


def _pull(figures: Figures, said: Figures, _words: Wording, _language: str) -> str:
    rails = tuple(
        Rail(left, right, 6, *pulls)
        for (left, right), pulls in zip(said["rails"], figures["pulls"], strict=True)
    )
    return pull_drawing(PullPicture(said["title"], rails, said["title"]), "room", "r")


def _weeks(figures: Figures, said: Figures, _words: Wording, language: str) -> str:
    marks = tuple(WeekMark(week, question, bool(looked)) for week, question, looked in figures["marks"])
    picture = WeekPicture(said["title"], said["sentence"], tuple(figures["weeks"]), 8, marks)
    return week_drawing(picture, "room", "r", wording(language, "fagspejl.workspace.reflection.words"))


def _board(figures: Figures, said: Figures, _words: Wording, _language: str) -> str:
    cells = tuple(Cell(name, count) for name, count in zip(said["cells"], figures["counts"], strict=True))
    picture = CellsPicture(
        title=said["title"],
        question=said["title"],
        sentences=(said["title"],),
        cells=cells,
        columns=figures["columns"],
        heads=tuple(said["heads"]),
    )
    return cells_drawing(picture, "room", "r")


_DRAWS: Final[dict[str, Draw]] = {
    "dots": _dots,
    "choices": _dots,
    "quality": _quality,
    "line": _line,
    "coverage": _coverage,
    "holders": _holders,
    "placing": _placing,
    "load": _load,
    "life": _life,
    "indicator": _indicator,
    "pull": _pull,
    "weeks": _weeks,
    "board": _board,
}

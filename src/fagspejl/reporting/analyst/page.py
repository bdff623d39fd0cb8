"""The analyst's page as finished text: a Study in, rows and sentences out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.study import Study
from fagspejl.analysis.study_parts import Coefficient, Section
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, wording

WORDS: Final = "fagspejl.reporting.words.analyst"
_SECTIONS: tuple[Section, ...] = ("reliability", "icc", "agreement", "invariance", "self_other")
_CHARTED: Mapping[str, tuple[str, ...]] = {"reliability": ("alpha",), "icc": ("icc1_anova",)}
_DECIMALS = {"icc": 3, "invariance": 3}  # coefficients near 0 need a third one; the rest have two
_ROW, _LEFT, _WIDTH = 26, 300, 720  # the drawing, in its own units


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of the round."""

    title: str
    organisation: str
    instrument: str
    validated: bool
    version: str
    themes: Mapping[str, str]  # theme id -> title
    invariance_group: int
    item_share: float
    leaders_needed: int = ReportingPolicy().within_units
    statements: Mapping[str, str] = field(default_factory=dict)  # item id -> short label


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table; every cell is finished text."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """One coefficient with limits, in the drawing's units."""

    label: str
    y: int
    low: float
    high: float
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Coefficients of one kind on a line from `start` to `end`."""

    title: str
    height: int
    width: int
    left: int
    marks: tuple[ChartMark, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class PageSection:
    """A question, how to read its figures, a drawing where it helps, and the table."""

    id: str
    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    empty: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class AnalystPage:
    """The whole page; templates choose looks only."""

    language: Language
    document_title: str
    kicker: str
    title: str
    purpose: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    counted: PageSection
    sections: tuple[PageSection, ...]
    methods: tuple[str, str]
    footer: str
    contents_title: str
    skip: str


def build_page(study: Study, about: About, language: Language) -> AnalystPage:
    """Put a study into words."""
    words = wording(language, WORDS)
    instrument = about.instrument
    if not about.validated:
        instrument = words.say("fact.not_validated", name=instrument)
    facts = [
        (words.say("fact.organisation"), about.organisation),
        (words.say("fact.instrument"), instrument),
        (words.say("fact.version"), about.version),
    ]
    return AnalystPage(
        language=language,
        document_title=words.say("page.document", title=about.title or about.organisation),
        kicker=words.say("page.kicker"),
        title=words.say("page.heading"),
        purpose=(words.say("page.purpose"), words.say("page.same_answers", n=study.people_needed)),
        facts=tuple((name, text) for name, text in facts if text),
        counted=_counted(study, words),
        sections=tuple(_section(study, name, about, words) for name in _SECTIONS),
        methods=(
            words.say("page.methods"),
            words.say("page.methods_text", share=round(100 * about.item_share)),
        ),
        footer=words.say("page.footer"),
        contents_title=words.say("page.contents"),
        skip=words.say("page.skip"),
    )


def _counted(study: Study, words: Wording) -> PageSection:
    head = ("group", "people", "forms", "leaders")
    rows = tuple(
        TableRow((_group(g.name, words), str(g.people), str(g.forms), str(g.leaders))) for g in study.groups
    )
    return PageSection(
        "counted",
        words.say("page.counted"),
        "",
        tuple(words.say(f"column.{h}") for h in head),
        rows,
        words.say("page.nothing_here"),
        None,
    )


def _section(study: Study, name: Section, about: About, words: Wording) -> PageSection:
    found = study.of(name)
    head = (
        "group",
        "theme",
        "statistic",
        "value",
        "limits",
        "people",
    )
    return PageSection(
        id=name,
        title=words.say(f"section.{name}"),
        about=words.say(f"about.{name}", n=about.invariance_group),
        head=tuple(words.say(f"column.{h}") for h in (*head, "verdict")),
        rows=tuple(_row(c, about, words, study.people_needed) for c in found),
        empty=words.say("page.nothing_here"),
        chart=_chart(study, found, _CHARTED.get(name, ()), about, words),
    )


def verdict_sentence(c: Coefficient, about: About, words: Wording, people: int) -> str:
    """Return what a coefficient means; where nothing can be said, why: the reason's own sentence where it has one."""
    key, reason = f"verdict.{c.verdict}", f"reason.{c.reason}"
    if c.verdict in ("too_few", "no_factor"):
        if c.items and f"{reason}_to" in words.keys:
            reason += "_to"
        key = reason if reason in words.keys else key
    quoted = [words.quote(about.statements.get(item, item)) for item in c.items]
    items = words.series(quoted) or words.say("page.a_statement")
    facts = {"people": people, "leaders": about.leaders_needed, "group": about.invariance_group}
    return words.say(key, items=items, **facts)


def _row(c: Coefficient, about: About, words: Wording, people: int) -> TableRow:
    none = words.say("page.none")
    decimals = _DECIMALS.get(c.section, 2)
    limits = none
    if c.lower is not None and c.upper is not None:
        low, high = (words.number(v, decimals) for v in (c.lower, c.upper))
        limits = words.say("page.limits", low=low, high=high)
    return TableRow(
        (
            _group(c.group, words),
            about.themes.get(c.theme, c.theme),
            words.say(f"statistic.{c.statistic}"),
            none if c.value is None else words.number(c.value, decimals),
            limits,
            none if c.people is None else str(c.people),
            verdict_sentence(c, about, words, people),
        )
    )


def _group(name: str, words: Wording) -> str:
    return " / ".join(words.say(f"group.{part}") for part in name.split(" / "))


def _chart(
    study: Study,
    found: tuple[Coefficient, ...],
    statistics: tuple[str, ...],
    about: About,
    words: Wording,
) -> Chart | None:
    shown = [c for c in found if c.statistic in statistics and c.lower is not None and c.upper is not None]
    if not shown:
        return None
    lowest = min(0.0, *(float(c.lower or 0.0) for c in shown))
    highest = 1.0 if statistics == ("alpha",) else max(float(c.upper or 0.0) for c in shown) * 1.1

    def x(value: float) -> float:
        return round(_LEFT + (value - lowest) / (highest - lowest) * (_WIDTH - _LEFT - 20), 1)

    marks = []
    for i, c in enumerate(shown):
        value, low, high = float(c.value or 0.0), float(c.lower or 0.0), float(c.upper or 0.0)
        label = f"{_group(c.group, words)}: {about.themes.get(c.theme, c.theme)}"
        cells = _row(c, about, words, study.people_needed).cells
        text = f"{label}: {cells[3]} ({cells[4]})"
        marks.append(ChartMark(label, 24 + _ROW * i, x(low), x(high), x(value), text))
    ticks = tuple(
        (
            x(lowest + (highest - lowest) * step / 4),
            words.number(lowest + (highest - lowest) * step / 4, 2),
        )
        for step in range(5)
    )
    title = words.say("page.chart_title", statistic=words.say(f"statistic.{statistics[0]}"))
    return Chart(title, 40 + _ROW * len(marks), _WIDTH, _LEFT, tuple(marks), ticks)

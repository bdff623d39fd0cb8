"""The analyst's page as finished text: a Study in, rows and sentences out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.study import Study
from fagspejl.analysis.study_parts import Coefficient, Section
from fagspejl.instrument.types import Language
from fagspejl.reporting.analyst.words import SENTENCES, number, say, series

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
    instrument = about.instrument
    if not about.validated:
        instrument = say("fact_not_validated", language, name=instrument)
    facts = [
        (say("fact_organisation", language), about.organisation),
        (say("fact_instrument", language), instrument),
        (say("fact_version", language), about.version),
    ]
    return AnalystPage(
        language=language,
        document_title=say("document", language, title=about.title or about.organisation),
        kicker=say("kicker", language),
        title=say("heading", language),
        purpose=(say("purpose", language), say("same_answers", language, n=study.people_needed)),
        facts=tuple((name, text) for name, text in facts if text),
        counted=_counted(study, language),
        sections=tuple(_section(study, name, about, language) for name in _SECTIONS),
        methods=(
            say("methods", language),
            say("methods_text", language, share=round(100 * about.item_share)),
        ),
        footer=say("footer", language),
        contents_title=say("contents", language),
        skip=say("skip", language),
    )


def _counted(study: Study, language: Language) -> PageSection:
    head = ("column_group", "column_people", "column_forms", "column_leaders")
    rows = tuple(
        TableRow((_group(g.name, language), str(g.people), str(g.forms), str(g.leaders)))
        for g in study.groups
    )
    return PageSection(
        "counted",
        say("counted", language),
        "",
        tuple(say(h, language) for h in head),
        rows,
        say("nothing_here", language),
        None,
    )


def _section(study: Study, name: Section, about: About, language: Language) -> PageSection:
    found = study.of(name)
    head = (
        "column_group",
        "column_theme",
        "column_statistic",
        "column_value",
        "column_limits",
        "column_people",
    )
    return PageSection(
        id=name,
        title=say(f"section_{name}", language),
        about=say(f"about_{name}", language, n=about.invariance_group),
        head=tuple(say(h, language) for h in (*head, "column_verdict")),
        rows=tuple(_row(c, about, language, study.people_needed) for c in found),
        empty=say("nothing_here", language),
        chart=_chart(study, found, _CHARTED.get(name, ()), about, language),
    )


def verdict_sentence(c: Coefficient, about: About, language: Language, people: int) -> str:
    """Return what a coefficient means; where nothing can be said, why: the reason's own sentence where it has one."""
    key, reason = f"verdict_{c.verdict}", f"reason_{c.reason}"
    if c.verdict in ("too_few", "no_factor"):
        if c.items and f"{reason}_to" in SENTENCES:
            reason += "_to"
        key = reason if reason in SENTENCES else key
    quoted = [say("quoted", language, text=about.statements.get(item, item)) for item in c.items]
    items = series(quoted, language) or say("a_statement", language)
    facts = {"people": people, "leaders": about.leaders_needed, "group": about.invariance_group}
    return say(key, language, items=items, **facts)


def _row(c: Coefficient, about: About, language: Language, people: int) -> TableRow:
    none = say("none", language)
    decimals = _DECIMALS.get(c.section, 2)
    limits = none
    if c.lower is not None and c.upper is not None:
        low, high = (number(v, language, decimals) for v in (c.lower, c.upper))
        limits = say("limits", language, low=low, high=high)
    return TableRow(
        (
            _group(c.group, language),
            about.themes.get(c.theme, c.theme),
            say(f"statistic_{c.statistic}", language),
            none if c.value is None else number(c.value, language, decimals),
            limits,
            none if c.people is None else str(c.people),
            verdict_sentence(c, about, language, people),
        )
    )


def _group(name: str, language: Language) -> str:
    return " / ".join(say(f"group_{part}", language) for part in name.split(" / "))


def _chart(
    study: Study,
    found: tuple[Coefficient, ...],
    statistics: tuple[str, ...],
    about: About,
    language: Language,
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
        label = f"{_group(c.group, language)}: {about.themes.get(c.theme, c.theme)}"
        cells = _row(c, about, language, study.people_needed).cells
        text = f"{label}: {cells[3]} ({cells[4]})"
        marks.append(ChartMark(label, 24 + _ROW * i, x(low), x(high), x(value), text))
    ticks = tuple(
        (
            x(lowest + (highest - lowest) * step / 4),
            number(lowest + (highest - lowest) * step / 4, language, 2),
        )
        for step in range(5)
    )
    title = say("chart_title", language, statistic=say(f"statistic_{statistics[0]}", language))
    return Chart(title, 40 + _ROW * len(marks), _WIDTH, _LEFT, tuple(marks), ticks)

"""The version for employees of a leader's report, as a page model. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    LeaderRelease,
    Response,
    Score,
    ThemeInfo,
    ThemeResult,
    Withheld,
)
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, wording
from fagspejl.reporting.page_types.charts import Cell, ScaleMark, Table
from fagspejl.reporting.page_types.report import Fact, Head, ItemBlock, Section
from fagspejl.reporting.pages.charts import group_mark, mark_cell, scale_chart, withheld_cell
from fagspejl.reporting.pages.facts import foot, round_facts
from fagspejl.reporting.pages.for_employees.meeting import WORDS, meeting
from fagspejl.reporting.pages.for_employees.part import employees_part
from fagspejl.reporting.pages.for_employees.types import EmployeesPage, EmployeesTheme
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.items import item_blocks
from fagspejl.reporting.pages.participation import response_sentence
from fagspejl.reporting.pages.perspectives import GroupView, not_asked
from fagspejl.reporting.pages.values import SENTENCES, score_sentence
from fagspejl.reporting.pages.view_of_part import ReleasedRound

_SAID_TO_THE_LEADER: Final = ("label", "the", "subject", "answered", "answered_all", "answered_unknown")


def build_employees(
    release: ReleasedRound, leader_id: str, instrument: Instrument, language: Language
) -> EmployeesPage | None:
    """Return the version for employees, or None where too few of them answered for one.

    A function of `employees_part` of the leader's release and the round's facts alone. Raises UnknownLeader and
    NoSuchLanguage.
    """
    view = release.leader(leader_id)
    part = employees_part(view, release.disclosure)
    if part is None:
        return None
    assert isinstance(part.response, Response)
    frame = replace(frame_for(instrument, language, release.scale), voice=_voice(language))
    words, few = frame.voice, part.response.code is Code.FEW_ANSWERS
    themes = tuple(_themes(frame, release, part, few=few))
    dates = words.period(release.info.opened, release.info.closed, year=False)
    period = words.say("asked.period", range=dates) if dates else ""
    return EmployeesPage(
        kind="employees",
        language=language,
        labels=frame.labels,
        head=_head(frame, release, view),
        who=response_sentence(frame, part.group, part.response, period),
        notes=(words.say("employees.few"),) if few else (),
        question=words.say("employees.question"),
        statements=words.say("employees.statements"),
        themes=themes,
        reading=Section(
            "laes", words.say("employees.reading_title"), tuple(_reading(frame, release, part, themes))
        ),
        limits=Section("graenser", words.say("employees.limits_title"), words.listed("employees.limits")),
        meeting=meeting(words),
        footer=foot(frame, release),
    )


@lru_cache(maxsize=4)
def _voice(language: Language) -> Wording:
    """The sentences of reports, with the employees named to themselves instead of to their leader."""
    words = wording(language, "fagspejl.reporting.words", WORDS)
    return words.instead(
        {f"group.employee.{name}": words.sections["employees"][name] for name in _SAID_TO_THE_LEADER}
    )


def _head(frame: Frame, release: ReleasedRound, view: LeaderRelease) -> Head:
    words, subject = frame.voice, frame.wording.title
    who = [Fact(words.say("head.leader"), view.name)]
    if view.path:
        who.append(Fact(words.say("head.unit"), words.say("head.path_sign").join(view.path)))
    return Head(
        document_title=words.say("employees.document_title", leader=view.name, subject=subject),
        kicker=release.info.title or release.info.organisation,
        title=words.say("employees.title", subject=subject),
        facts=(*who, *round_facts(frame, release)),
        purpose=words.listed("employees.purpose"),
    )


def _themes(
    frame: Frame, release: ReleasedRound, part: GroupResult, *, few: bool
) -> Iterator[EmployeesTheme]:
    for number, info in enumerate(release.themes, start=1):
        found = next((theme for theme in part.themes if theme.id == info.id), None)
        if found is not None and not not_asked(found.score):
            yield _theme(frame, number, info, found, release.reporting.percent_from, few=few)


def _theme(
    frame: Frame, number: int, info: ThemeInfo, theme: ThemeResult, percent_from: int, *, few: bool
) -> EmployeesTheme:
    words, known, anchor = frame.voice, frame.wording.themes.get(info.id), f"tema-{number}"
    label, subject, the = (words.say(f"employees.{name}") for name in ("label", "subject", "the"))
    group = GroupView("employee", label, subject, the, few, hidden=False, theme=theme)
    items = item_blocks(frame, anchor, info, (group,), (), percent_from) if theme.items else ()
    title, score = frame.theme_title(info.id), theme.score
    marks: list[ScaleMark] = []
    sentences: list[str] = []
    before: tuple[str, ...] = ()
    if isinstance(score, Score):
        band, bounds = theme.band, theme.bounds
        marks.append(group_mark(frame, "employee", label, score, "whole", band=band, bounds=bounds, few=few))
        sentences.append(score_sentence(frame, subject, score, "whole"))
    if theme.spread is Code.SPREAD_DIVIDED:  # before any average
        before = (words.say(SENTENCES[theme.spread], subject=subject),)
    elif theme.spread is not None:
        sentences.append(words.say(SENTENCES[theme.spread], subject=subject, the=the))
    stem = next(iter(known.stem.values()), "") if known and items else ""
    return EmployeesTheme(
        id=anchor,
        title=title,
        withheld=frame.withheld if isinstance(score, Withheld) else "",
        before=before,
        chart=scale_chart(
            frame, f"{anchor}-linje", frame.heading("chart.title", title), marks, intervals=True
        ),
        sentences=tuple(sentences),
        stem=words.say("theme.asked", stem=words.quote(stem)) if stem else "",
        items=items,
        table=_table(frame, info, items) if items else None,
        question=(known.team_question if known else "") or words.say("theme.default_question"),
    )


def _table(frame: Frame, info: ThemeInfo, items: tuple[ItemBlock, ...]) -> Table:
    """Return one line per statement: its short name and the result, as the screen shows them."""
    words = frame.voice
    rows = tuple(
        (
            Cell(frame.short(info.id, item)),
            mark_cell(block.chart.marks[0]) if block.chart is not None else withheld_cell(frame),
        )
        for (item, _), block in zip(info.items, items, strict=True)
    )
    columns = (words.say("meeting.statement"), words.say("meeting.result"))
    return Table(frame.theme_title(info.id), columns, (False, True), rows)


def _reading(
    frame: Frame, release: ReleasedRound, part: GroupResult, themes: tuple[EmployeesTheme, ...]
) -> Iterator[str]:
    """Yield what helps to read what stands on this very page, and nothing else."""
    words = frame.voice
    marks = [mark for theme in themes if theme.chart for mark in theme.chart.marks]
    items = [item for theme in themes for item in theme.items]
    drawn = [*marks, *(mark for item in items if item.chart for mark in item.chart.marks)]
    ends = {"low": frame.low_label, "high": frame.high_label}
    if drawn:
        yield words.say("employees.scale", lo=frame.scale.lo, hi=frame.scale.hi, **ends)
    if not all(theme.items for theme in themes):
        yield words.say("employees.scores_only", whole=words.number_word(release.disclosure.k_distribution))
    for name, stands in (
        ("band", any(mark.band for mark in drawn)),
        ("bounds", any(mark.bounds for mark in drawn)),
        ("segment", any(mark.segment for mark in drawn)),
        ("about", any(_is_about(theme.score) for theme in part.themes)),
        ("dots", any(item.dots for item in items)),
        ("small", bool(items) or len(marks) > 1),
    ):
        if stands:
            yield words.say(f"employees.{name}")


def _is_about(score: Score | Withheld) -> bool:
    return isinstance(score, Score) and score.code is Code.ABOUT

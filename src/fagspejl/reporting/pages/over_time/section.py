"""Development over time: the last round beside this one, group by group and theme by theme. Pure.

Words come from `over_time.past`; figures are those that each round has printed to the same reader. Where fewer than ten
people stand behind one of the rounds the word stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fagspejl.disclosure.types import (
    GroupName,
    LeaderRelease,
    Response,
    RoundInfo,
    Score,
    UnitRelease,
    Withheld,
)
from fagspejl.lib.tenths import tenths_of
from fagspejl.reporting.page_types.charts import ChangeChart, ScaleMark
from fagspejl.reporting.page_types.development import Development, DevelopmentGroup, DevelopmentLine
from fagspejl.reporting.pages.charts import group_mark, mark_sentence
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.over_time.past import WITHHELD, Past, Seen, change_of, seen_by, seen_in
from fagspejl.reporting.pages.participation import asked_groups
from fagspejl.reporting.pages.perspectives import group_title, not_asked
from fagspejl.reporting.pages.view_of_part import ReleasedRound

_RANGE = 4  # thresholds in scale points are for a scale of five options
_Both = Callable[[str], tuple[Seen | None, Seen | None]]  # theme -> what is printed of it before and now


def leader_development(frame: Frame, release: ReleasedRound, view: LeaderRelease, past: Past) -> Development:
    """Return the section of one leader's report."""
    before = past.view
    if not isinstance(before, LeaderRelease):
        return _refused(frame, release, past)
    groups = []
    for number, group in enumerate(asked_groups(view), start=1):
        earlier = next((one for one in before.groups if one.group == group.group), None)

        def both(theme: str, now: object = group, then: object = earlier) -> tuple[Seen | None, Seen | None]:
            return (then and seen_by(then, theme)), seen_by(now, theme)  # type: ignore[arg-type,return-value]

        label = frame.group_label(group.group)
        groups.append(_group(frame, release, group.group, label, both, f"udvikling-{number}"))
    return _compared(frame, release, past, groups, _newcomers(frame, view, past))


def _newcomers(frame: Frame, view: LeaderRelease, past: Past) -> list[str]:
    """One sentence a group; none where the number of those asked is not printed, or is another than was counted of."""
    said = []
    for group in asked_groups(view):
        response, (new, asked) = group.response, past.new.get(group.group, (0, 0))
        if isinstance(response, Response) and response.invited == asked:
            label = frame.group_label(group.group)
            key = "newcomers" if new > 1 else "newcomers_one" if new else "newcomers_none"
            said.append(frame.voice.say(f"development.{key}", label=label, new=new, asked=asked))
    return said


def unit_development(frame: Frame, release: ReleasedRound, unit: UnitRelease, past: Past) -> Development:
    """Return the section of one unit's page."""
    before = past.view
    if not isinstance(before, UnitRelease):
        return _refused(frame, release, past)
    groups = []
    for number, group in enumerate(unit.groups, start=1):
        if not_asked(group.response) or group.answers:
            continue  # answers are not people: there is no interval, so no word

        def both(theme: str, name: GroupName = group.group) -> tuple[Seen | None, Seen | None]:
            return seen_in(before, name, theme), seen_in(unit, name, theme)

        label = group_title(frame, group.group)
        groups.append(_group(frame, release, group.group, label, both, f"udvikling-{number}"))
    return _compared(frame, release, past, groups)


def _refused(frame: Frame, release: ReleasedRound, past: Past) -> Development:
    assert past.why is not None
    days = release.disclosure.min_days_between_rounds
    said = frame.voice.say(f"development.{past.why.value}", days=days)
    return Development("udvikling", frame.voice.say("development.title"), (said,), (), ())


def _compared(
    frame: Frame,
    release: ReleasedRound,
    past: Past,
    groups: Sequence[DevelopmentGroup],
    newcomers: Sequence[str] = (),
) -> Development:
    words = frame.voice
    least = release.reporting.change * (frame.scale.hi - frame.scale.lo) / _RANGE
    lines = [line for group in groups for line in group.lines if not line.withheld]
    notes = [words.say("development.rule", least=words.tenths(tenths_of(least)))] if lines else []
    if any(line.chart is None for line in lines):
        enough = words.number_word(release.disclosure.k_distribution)
        notes.append(words.say("development.alone", enough=enough))
    notes += newcomers or [words.say(f"development.{past.rosters}")]
    return Development(
        id="udvikling",
        title=words.say("development.title"),
        paragraphs=words.listed(
            "development.intro", before=_round(frame, past.info), now=_round(frame, release.info)
        ),
        groups=tuple(groups),
        notes=tuple(notes),
    )


def _round(frame: Frame, info: RoundInfo) -> str:
    period = frame.voice.period(info.opened, info.closed)
    return f"{info.title} ({period})" if info.title and period else info.title or period


def _group(
    frame: Frame, release: ReleasedRound, name: GroupName, label: str, both: _Both, anchor: str
) -> DevelopmentGroup:
    lines = tuple(_lines(frame, release, name, label, both, anchor))
    if lines and all(line.withheld for line in lines):
        note = frame.voice.say("theme.withheld", label=label, withheld=frame.withheld)
        return DevelopmentGroup(name, label, (), note)
    note = "" if lines else frame.voice.say("development.not_asked_before")
    return DevelopmentGroup(name, label, lines, note)


def _lines(
    frame: Frame, release: ReleasedRound, name: GroupName, label: str, both: _Both, anchor: str
) -> Iterator[DevelopmentLine]:
    for number, theme in enumerate(release.themes, start=1):
        before, now = both(theme.id)
        if before is None or now is None or not_asked(before.score) or not_asked(now.score):
            continue
        title = frame.theme_title(theme.id)
        if isinstance(before.score, Withheld) or isinstance(now.score, Withheld):
            yield DevelopmentLine(title, frame.withheld, True, None)
            continue
        yield _line(frame, release, name, label, title, before, now, f"{anchor}-{number}")


def _line(
    frame: Frame,
    release: ReleasedRound,
    name: GroupName,
    label: str,
    title: str,
    before: Seen,
    now: Seen,
    anchor: str,
) -> DevelopmentLine:
    words, enough = frame.voice, release.disclosure.k_distribution
    found = change_of(before, now, frame.scale, release.reporting, enough)
    assert found.reason != WITHHELD
    said = words.say(f"development.{found.word or found.reason}")
    if found.alone:
        return DevelopmentLine(title, said, False, None)
    labels = words.say("development.before"), words.say("development.now")
    marks = [_mark(frame, name, called, seen) for called, seen in zip(labels, (before, now), strict=True)]
    told = [mark_sentence(frame, mark) for mark in marks]
    chart = ChangeChart(
        id=anchor,
        title=words.say("development.chart", theme=title, group=label),
        description=" ".join([*told, frame.scale_sentence]),
        low_label=frame.low_label,
        high_label=frame.high_label,
        before_label=labels[0],
        now_label=labels[1],
        ticks=frame.ticks,
        before=marks[0],
        now=marks[1],
    )
    return DevelopmentLine(title, " ".join([*told, said]), False, chart)


def _mark(frame: Frame, name: GroupName, label: str, seen: Seen) -> ScaleMark:
    assert isinstance(seen.score, Score)
    return group_mark(
        frame, name, label, seen.score, "whole", band=seen.band, bounds=seen.bounds, few=seen.few
    )

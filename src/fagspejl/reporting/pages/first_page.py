"""The first page of a leader's report: who answered, one chart, three sentences, small print. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fagspejl.analysis.rounding import tenths_above
from fagspejl.disclosure.types import Code, GroupResult, LeaderRelease, Response, ThemeResult, Withheld
from fagspejl.reporting.page_types.charts import ScaleMark
from fagspejl.reporting.page_types.first_page import FirstPage
from fagspejl.reporting.page_types.report import ThemeSection
from fagspejl.reporting.pages.cards import Led, cards
from fagspejl.reporting.pages.compared import Pair, of_statement, of_theme
from fagspejl.reporting.pages.facts import count_texts
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.participation import MARKS, asked_groups
from fagspejl.reporting.pages.profile import Line, profile_of
from fagspejl.reporting.pages.values import SENTENCES, anchor
from fagspejl.reporting.pages.view_of_part import ReleasedRound


def first_page(
    frame: Frame, round_: ReleasedRound, view: LeaderRelease, themes: tuple[ThemeSection, ...]
) -> FirstPage:
    """Return the first page: the statements of the one theme and the theme as a whole, or all themes."""
    words, groups = frame.voice, asked_groups(view)
    shown = [group for group in groups if isinstance(group.response, Response)]
    led = shown[0] if shown else None
    lines = _lines(frame, round_, themes)
    return FirstPage(
        id="overblik",
        title=words.say("first.title"),
        whose=", ".join((view.name, *view.path[-1:])),
        who=_who(frame, round_, view, shown),
        withheld=tuple(
            words.say("theme.withheld", label=frame.group_label(group.group), withheld=frame.withheld)
            for group in groups
            if isinstance(group.response, Withheld)
        ),
        before=tuple(_before(frame, led, several=len(themes) > 1)),
        profile=profile_of(frame, lines, led.group if led else None),
        cards=cards(frame, _led(frame, round_, lines, led), themes),
        notes=tuple(_notes(frame, lines, shown, view)),
    )


def _lines(frame: Frame, round_: ReleasedRound, themes: tuple[ThemeSection, ...]) -> tuple[Line, ...]:
    """The lines of the chart: of several themes one each; of one theme its statements, and the theme last."""
    if len(themes) != 1:
        return tuple(
            Line(theme.title, info.id, "", theme.chart)
            for theme, info in zip(themes, round_.themes, strict=True)
        )
    (theme,), (info,) = themes, round_.themes
    statements = [
        Line(frame.short(info.id, item), info.id, item, block.chart)
        for (item, _), block in zip(info.items, theme.items, strict=True)
    ]
    return (*statements, Line(frame.voice.say("first.whole"), info.id, "", theme.chart))


def _who(frame: Frame, round_: ReleasedRound, view: LeaderRelease, shown: list[GroupResult]) -> str:
    """Return "9 af dine 12 medarbejdere, alle dine 5 lederkolleger, du selv og din leder svarede (1.–14. marts)."."""
    words, said = frame.voice, []
    for group in shown:
        if isinstance(group.response, Response):
            form = "_unknown" if group.response.invited is None else ""
            form = "_all" if group.response.code is Code.ALL_ANSWERED else form
            n, invited = count_texts(frame, group.response)
            said.append(words.say(f"first.{group.group}{form}", n=n, invited=invited))
    for role in MARKS:
        count = sum(mark.role == role for mark in view.marks)
        if count:
            said.append(words.say(f"first.{role}{'_many' * (count > 1)}", count=count))
    if not said:
        return ""
    dates = words.period(round_.info.opened, round_.info.closed, year=False)
    period = words.say("asked.period", range=dates) if dates else ""
    told = words.say("first.who", who=words.series(said), period=period)
    return told[:1].upper() + told[1:]


def _before(frame: Frame, led: GroupResult | None, *, several: bool) -> Iterator[str]:
    """What must be read before any average."""
    if led is None:
        return
    words = frame.voice
    if _few(led):
        yield words.say(SENTENCES[Code.FEW_ANSWERS])
    if not several and any(theme.spread is Code.SPREAD_DIVIDED for theme in led.themes):
        yield words.say(SENTENCES[Code.SPREAD_DIVIDED], subject=words.say(f"group.{led.group}.subject"))


def _few(group: GroupResult) -> bool:
    return isinstance(group.response, Response) and group.response.code is Code.FEW_ANSWERS


def _led(frame: Frame, round_: ReleasedRound, lines: tuple[Line, ...], led: GroupResult | None) -> Led | None:
    """Return what the two can be compared on; None where no group is shown, or too few of it answered."""
    if led is None or _few(led):
        return None
    found = {theme.id: theme for theme in led.themes}
    least = int(tenths_above(round_.reporting.gap * (frame.scale.hi - frame.scale.lo) / 4))
    statements = any(line.item for line in lines)
    pairs = []
    for line in lines:
        theme = found.get(line.theme)
        if theme is None or theme.spread is Code.SPREAD_DIVIDED or bool(line.item) is not statements:
            continue
        if (pair := _pair(frame, line, led)) is not None:
            pairs.append(_earned(pair, line, theme, least))
    return Led(words_of(frame, led), statements, tuple(pairs))


def words_of(frame: Frame, group: GroupResult) -> str:
    """Return the group inside a sentence: "dine medarbejdere"."""
    return frame.voice.say(f"group.{group.group}.the")


def _pair(frame: Frame, line: Line, led: GroupResult) -> Pair | None:
    marks = line.chart.marks if line.chart else ()
    theirs = next((mark for mark in marks if mark.kind == led.group), None)
    own = next((mark for mark in marks if mark.kind == "self"), None)
    if theirs is None or own is None or own.tenths is None:
        return None
    if theirs.tenths is not None:
        lower = upper = theirs.tenths
    elif theirs.segment is not None:
        lower, upper = theirs.segment.lower, theirs.segment.upper
    else:
        return None
    return Pair(
        frame.voice.quote(line.label),
        lower,
        upper,
        own.tenths,
        theirs.text,
        own.text,
        _reads_as_average(theirs),
        theme=line.theme,
    )


def _reads_as_average(mark: ScaleMark) -> bool:
    """Whether the value is a number or an end of the scale, and not the part that holds everybody's answer."""
    return mark.tenths is not None or mark.text[:1].isdigit()


def _earned(pair: Pair, line: Line, theme: ThemeResult, least: int) -> Pair:
    return replace(pair, earned=of_statement(pair) if line.item else of_theme(pair, theme.gap, least))


def _anchors(frame: Frame, lines: tuple[Line, ...], led: GroupResult) -> Iterator[str]:
    """Where the averages of several themes lie in the words of the scale: themes of one place in one sentence."""
    words, found = frame.voice, dict[str, list[str]]()
    for line in lines:
        for mark in line.chart.marks if line.chart else ():
            if mark.kind == led.group and mark.tenths is not None:
                found.setdefault(anchor(frame, mark.tenths), []).append(words.quote(line.label))
    for place, names in found.items():
        yield words.say(
            "first.anchor_themes", the=words_of(frame, led), anchor=place, themes=words.series(names)
        )


def _notes(
    frame: Frame, lines: tuple[Line, ...], shown: list[GroupResult], view: LeaderRelease
) -> Iterator[str]:
    """The small print: only what is true of this very chart."""
    words = frame.voice
    led = shown[0] if shown else None
    marks = [mark for line in lines if line.chart for mark in line.chart.marks]
    if led is not None and any(line.item for line in lines):
        whole = next(
            (m for m in (lines[-1].chart.marks if lines[-1].chart else ()) if m.kind == led.group), None
        )
        if whole is not None and whole.tenths is not None:
            yield words.say(
                "first.anchor",
                subject=words.say(f"group.{led.group}.subject"),
                value=whole.text,
                anchor=anchor(frame, whole.tenths),
            )
    elif led is not None:
        yield from _anchors(frame, lines, led)
    banded = led is not None and any(mark.band for mark in marks if mark.kind == led.group)
    if led is not None and banded:
        yield words.say("first.band", the=words_of(frame, led))
    if any(line.item for line in lines) and led is not None:
        yield words.say("first.no_band")
    for group in shown[1:]:
        complete = isinstance(group.response, Response) and group.response.code is Code.ALL_ANSWERED
        if banded and complete:
            yield words.say("first.complete", the=words_of(frame, group))
    if "self" in frame.instrument.perspectives and not any(mark.role == "self" for mark in view.marks):
        yield words.say("mark.self.missing")

"""What stands out in a unit: themes clear of its other themes, statements clear of their theme. Words alone. Pure.

Everything is compared as it is printed, with the band of the theme; units are never compared with each other. Rule:
docs/explanation/reading-a-report.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.disclosure.types import Code, Limits, Response, Score, UnitRelease, UnitTheme
from fagspejl.lib.tenths import tenths_of
from fagspejl.reporting.page_types.report import Section
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import group_title

_SCALE_RANGE = 4  # thresholds in scale points are for a scale of five options


def standing_out(frame: Frame, policy: ReportingPolicy, unit: UnitRelease) -> Section | None:
    """Return what stands out, group by group in questionnaire order; None where no theme has a number with a band."""
    words, said, compared = frame.voice, list[str](), False
    for group in unit.groups:
        banded = [theme for theme in group.themes if _banded(theme) is not None]
        if not banded:
            continue
        compared = True
        found = [*_themes(frame, banded), *_statements(frame, policy, banded)]
        label = group_title(frame, group.group)
        if found:
            said.append(words.say("organisation.out_of", group=label))
            said += found
        else:
            said.append(words.say("organisation.out_nothing", group=label))
    if not compared:
        return None
    gap = words.tenths(_gap(frame, policy))
    rule = words.say("organisation.out_rule", gap=gap, n=policy.percent_from)
    return Section("skiller-sig-ud", words.say("organisation.out_title"), (*said, rule))


def _banded(theme: UnitTheme) -> tuple[int, Limits] | None:
    """Return a theme's number and band; None where it is told as "about", in words, in grey, or not at all."""
    score, response = theme.score, theme.response
    if not isinstance(score, Score) or score.code is not None or score.tenths is None or theme.band is None:
        return None
    if not isinstance(response, Response) or response.code is Code.FEW_ANSWERS:
        return None
    return score.tenths, theme.band


def _themes(frame: Frame, themes: list[UnitTheme]) -> Iterator[str]:
    """Themes whose band lies clear of the average of the unit's themes."""
    numbers = [found for theme in themes if (found := _banded(theme)) is not None]
    count, total = len(numbers), sum(tenths for tenths, _ in numbers)
    for theme, (_, band) in zip(themes, numbers, strict=True):
        title = frame.theme_title(theme.id)
        if band.lower * count > total:
            yield frame.voice.say("organisation.out_theme_above", theme=title)
        elif band.upper * count < total:
            yield frame.voice.say("organisation.out_theme_below", theme=title)


def _statements(frame: Frame, policy: ReportingPolicy, themes: list[UnitTheme]) -> Iterator[str]:
    """Statements far from their theme and outside its band. A turned one would be told the wrong way round."""
    far = _gap(frame, policy)
    for theme in themes:
        found = _banded(theme)
        assert found is not None
        tenths, band = found
        for item in theme.items:
            mean = item.mean
            if item.reversed or not isinstance(mean, Score) or mean.code is not None or mean.tenths is None:
                continue
            if item.n is None or item.n < policy.percent_from:
                continue
            names = {"item": frame.statement(theme.id, item.id), "theme": frame.theme_title(theme.id)}
            if mean.tenths - tenths >= far and mean.tenths > band.upper:
                yield frame.voice.say("organisation.out_item_above", **names)
            elif tenths - mean.tenths >= far and mean.tenths < band.lower:
                yield frame.voice.say("organisation.out_item_below", **names)


def _gap(frame: Frame, policy: ReportingPolicy) -> int:
    """The distance that counts, in tenths: the same as between a leader and her group."""
    return tenths_of(policy.gap * (frame.scale.hi - frame.scale.lo) / _SCALE_RANGE)

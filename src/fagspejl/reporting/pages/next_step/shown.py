"""What the rules of the next step may know of a report: printed values alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    LeaderRelease,
    Mark,
    Response,
    Score,
    ThemeInfo,
    ThemeResult,
)
from fagspejl.lib.tenths import tenths_of
from fagspejl.reporting.pages.compared import Pair, of_statement
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.next_step.types import ShownStatement, ShownTheme
from fagspejl.reporting.pages.values import open_segment

# The theme that the rules are written for: its statements in order, on a scale from 1 to 5.
KNOWN: Final = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")
_SCALE: Final = (1, 5)
_APART: Final[Mapping[Code | None, bool | None]] = {
    Code.SPREAD_DIVIDED: True,
    Code.SPREAD_SOME: False,
    Code.SPREAD_ALIKE: False,
    None: None,
}


def led_group(view: LeaderRelease) -> GroupResult | None:
    """Return the group that the leader leads and whose answers are shown: employees, else leaders; never peers."""
    led = {group.group: group for group in view.groups if isinstance(group.response, Response)}
    return led.get("employee", led.get("subordinate_leader"))


def shown_themes(frame: Frame, themes: tuple[ThemeInfo, ...], view: LeaderRelease) -> tuple[ShownTheme, ...]:
    """Return every theme of a report as the rules read it, in questionnaire order."""
    group = led_group(view)
    return tuple(_theme(frame, number, theme, group, view) for number, theme in enumerate(themes, start=1))


def _theme(
    frame: Frame, number: int, info: ThemeInfo, group: GroupResult | None, view: LeaderRelease
) -> ShownTheme:
    found = next((theme for theme in group.themes if theme.id == info.id), None) if group else None
    known = tuple(item for item, _ in info.items) == KNOWN and (frame.scale.lo, frame.scale.hi) == _SCALE
    printed = found is not None and any(isinstance(item.mean, Score) for item in found.items)
    if group is None or found is None or not printed:
        return ShownTheme(known, withheld=True, apart=None, boss=_boss(view, info.id))
    own = _answers(view, info.id)
    silent = found.spread is Code.SPREAD_DIVIDED or _few(group)
    return ShownTheme(
        known=known,
        withheld=False,
        apart=_APART[found.spread],
        statements=tuple(_statements(frame, number, found, own, silent=silent)) if known else (),
        boss=_boss(view, info.id),
    )


def _few(group: GroupResult) -> bool:
    return isinstance(group.response, Response) and group.response.code is Code.FEW_ANSWERS


def _statements(
    frame: Frame, theme: int, found: ThemeResult, own: Mapping[str, int], *, silent: bool
) -> Iterator[ShownStatement]:
    """`silent`: the report compares nothing, since too few answered or they see the theme in divided ways."""
    for number, item in enumerate(found.items, start=1):
        if not isinstance(item.mean, Score):
            continue
        lower, upper = _limits(frame, item.mean)
        above = False
        if item.id in own and not silent:
            pair = Pair("", lower, upper, tenths_of(own[item.id]), "", "")
            above = of_statement(pair) == "apart" and pair.leader > upper
        yield ShownStatement(f"{theme}.{number}", number, lower, upper, above)


def _limits(frame: Frame, mean: Score) -> tuple[int, int]:
    """The averages that a printed value may stand for."""
    if mean.tenths is not None:
        return mean.tenths, mean.tenths
    open_ = open_segment(frame, mean)
    assert open_ is not None
    return open_[0].lower, open_[0].upper


def _answers(view: LeaderRelease, theme: str) -> dict[str, int]:
    """The leader's own answers to the statements of a theme."""
    return {
        item.id: item.value
        for mark in _marks(view, "self")
        for own in mark.themes
        if own.id == theme
        for item in own.items
        if item.value is not None
    }


def _boss(view: LeaderRelease, theme: str) -> int | None:
    """Tenths between the leader and her own leader on a theme; of several leaders the longest."""
    own, above = (
        [
            found.tenths
            for mark in _marks(view, role)
            for found in mark.themes
            if found.id == theme and found.tenths is not None
        ]
        for role in ("self", "superior")
    )
    return max((abs(one - own[0]) for one in above), default=None) if own else None


def _marks(view: LeaderRelease, role: str) -> list[Mark]:
    return [mark for mark in view.marks if mark.role == role]

"""A report without the result of those whom the leader leads: the rule, the nearest total, and a talk without figures.

Pure. No number here says how many of a withheld group answered, or did not: the one of the rule is the policy's, and
those of the nearest unit are its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from fagspejl.disclosure.types import GroupName, LeaderRelease, ThemeInfo, UnitRelease, Withheld
from fagspejl.reporting.page_types.organisation import UnitGroupBlock
from fagspejl.reporting.page_types.withheld import (
    Dialogue,
    Nearest,
    NearestGroup,
    NearestTheme,
    Turn,
    WithheldPart,
)
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.of_units.units import unit_section
from fagspejl.reporting.pages.participation import asked_groups
from fagspejl.reporting.pages.view_of_part import ReleasedRound

NearestOf = Callable[
    [Collection[GroupName]], UnitRelease | None
]  # totals of these groups that the reader may see


def withheld_groups(view: LeaderRelease) -> tuple[GroupName, ...]:
    """Return the groups of which nothing is shown; () where only fellow leaders are missing and others are shown."""
    groups = asked_groups(view)
    hidden = tuple(group.group for group in groups if isinstance(group.response, Withheld))
    return () if hidden == ("peer",) and len(groups) > 1 else hidden


def withheld_part(
    frame: Frame, round_: ReleasedRound, view: LeaderRelease, nearest: NearestOf | None, *, to_leader: bool
) -> WithheldPart | None:
    """Return what stands in place of the result; None where there is one. `nearest` is asked only where none is."""
    hidden = withheld_groups(view)
    if not hidden:
        return None
    words = frame.voice
    the = words.series([words.say(f"group.{group}.the") for group in hidden])
    rule = words.listed("withheld.rule", the=the, k=words.number_word(round_.disclosure.k))
    return WithheldPart(
        id="uden-svar",
        title=words.say("withheld.title"),
        rule=(*rule, *_marks(frame, view)),
        nearest=_nearest(frame, nearest(hidden) if nearest is not None else None),
        dialogue=_dialogue(frame, round_.themes) if to_leader else None,
    )


def _marks(frame: Frame, view: LeaderRelease) -> tuple[str, ...]:
    """Which named persons' answers are in the report all the same."""
    roles = {mark.role for mark in view.marks}
    if not roles:
        return ()
    return (frame.voice.say(f"withheld.marks_{'both' if len(roles) > 1 else roles.pop()}"),)


def _nearest(frame: Frame, unit: UnitRelease | None) -> Nearest:
    words = frame.voice
    if unit is None:
        return Nearest(words.say("withheld.nearest_none_title"), words.listed("withheld.nearest_none"), ())
    section = unit_section(frame, 1, unit)
    return Nearest(
        words.say("withheld.nearest_title", unit=unit.name),
        words.listed("withheld.nearest", unit=unit.name),
        tuple(_group(group) for group in section.groups),
    )


def _group(group: UnitGroupBlock) -> NearestGroup:
    themes = tuple(
        NearestTheme(theme.title, theme.chart, theme.sentence, theme.items_table) for theme in group.themes
    )
    return NearestGroup(group.kind, group.label, group.sentence, group.notes, themes)


def _dialogue(frame: Frame, themes: tuple[ThemeInfo, ...]) -> Dialogue:
    words, several = frame.voice, len(themes) > 1
    cards = () if several else tuple(frame.short(themes[0].id, item) for item, _ in themes[0].items)
    return Dialogue(
        title=words.say("dialogue.title"),
        paragraphs=words.listed("dialogue.paragraphs"),
        invitation_title=words.say("dialogue.invitation_title"),
        invitation=words.listed("dialogue.invitation", subject=words.quote(frame.wording.title)),
        cards_title=words.say("dialogue.cards_title"),
        cards_text=words.listed("dialogue.cards_of_themes" if several else "dialogue.cards"),
        cards=cards,
        agenda_title=words.say("dialogue.agenda_title"),
        agenda=tuple(Turn(title, text) for title, text in words.pairs("dialogue.agenda")),
    )

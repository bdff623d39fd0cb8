"""The fixed words of one instrument in one language: made once, used for every page of a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from fagspejl.disclosure.types import GroupName, Scale10
from fagspejl.instrument.types import Instrument, PerspectiveName, Theme
from fagspejl.instrument.types import Wording as Questionnaire
from fagspejl.lib.language import Language
from fagspejl.lib.tenths import tenths_of
from fagspejl.lib.wording import Wording
from fagspejl.reporting.page_types.charts import Cell, Tick
from fagspejl.reporting.page_types.report import Labels
from fagspejl.reporting.words import words_in

# Whose words stand for a statement on a page, first found.
READERS_WORDS: Final[tuple[PerspectiveName, ...]] = (
    "employee",
    "subordinate_leader",
    "peer",
    "self",
    "superior",
)


_COLUMNS: Final = (
    "who",
    "result",
    "interval_column",
    "one_person",
    "no_interval",
    "option",
    "count",
    "share",
)


class NoSuchLanguage(KeyError):
    """The instrument has no wording in the language asked for."""

    def __init__(self, instrument: str, language: str) -> None:
        super().__init__(f"instrument {instrument} has no wording in {language}")
        self.instrument, self.language = instrument, language


@dataclass(frozen=True, slots=True)
class Frame:
    """Our sentences (`voice`), the questionnaire's wording and scale; `agreement`: it runs from disagree to agree."""

    voice: Wording
    instrument: Instrument
    wording: Questionnaire
    scale: Scale10
    ticks: tuple[Tick, ...]
    low_label: str
    high_label: str
    agreement: bool
    scale_sentence: str
    labels: Labels
    perspectives: dict[str, Theme]
    option_cells: tuple[Cell, ...]
    columns: Mapping[str, str]
    headings: dict[tuple[str, str], str]
    own: int = 0  # the number of the superior's mark that is the reader's own, where there are several

    @property
    def withheld(self) -> str:
        """The one neutral text."""
        return self.labels.withheld

    def theme_title(self, theme: str) -> str:
        """Return a theme's title, its id where the wording has none."""
        words = self.wording.themes.get(theme)
        return words.title if words else theme

    def statement(self, theme: str, item: str) -> str:
        """Return the statement as it was put to those who know the leader from daily work."""
        words = self.wording.themes.get(theme)
        if words is None:
            return item
        for name in READERS_WORDS:
            if item in words.items.get(name, {}):
                return words.items[name][item]
        return words.short.get(item, item)

    def short(self, theme: str, item: str) -> str:
        """Return a statement's short label."""
        words = self.wording.themes.get(theme)
        return words.short.get(item, item) if words else item

    def heading(self, key: str, name: str) -> str:
        """Return a chart's title, made once for each statement and theme."""
        text = self.headings.get((key, name))
        if text is None:
            ends = {"lo": self.scale.lo, "hi": self.scale.hi}
            text = self.headings[key, name] = self.voice.say(key, name=name, **ends)
        return text

    def asks(self, theme: str, perspective: PerspectiveName) -> bool:
        """Whether the instrument asks this perspective about the theme."""
        known = self.perspectives.get(theme)
        return known is not None and perspective in known.perspectives

    def group_label(self, group: GroupName) -> str:
        """Return a group's name."""
        return self.voice.say(f"group.{group}.label")


_recent: list[tuple[Instrument, Frame]] = []
_KEPT: Final = 8


def frame_for(
    instrument: Instrument, language: Language, scale: Scale10, voice: Wording | None = None
) -> Frame:
    """Return the frame of an instrument, kept for the next page; `voice` is the leader's where none is given.

    Raises NoSuchLanguage.
    """
    words = words_in(language) if voice is None else voice
    for known, frame in _recent:
        if known is instrument and frame.voice is words and frame.scale == scale:
            return frame
    frame = _frame(instrument, language, scale, words)
    _recent.append((instrument, frame))
    del _recent[:-_KEPT]
    return frame


def _frame(instrument: Instrument, language: Language, scale: Scale10, words: Wording) -> Frame:
    wording = instrument.wordings.get(language)
    if wording is None:
        raise NoSuchLanguage(instrument.id, language)
    options = wording.options
    ticks = tuple(
        Tick(tenths_of(number), str(number), options[number - scale.lo])
        for number in range(scale.lo, scale.hi + 1)
    )
    low, high = options[0], options[-1]
    ends = {"lo": scale.lo, "hi": scale.hi, "low": low, "high": high}
    agreement = (low.lower(), high.lower()) == (words.say("item.agree_start"), words.say("item.agree_end"))
    return Frame(
        voice=words,
        instrument=instrument,
        wording=wording,
        scale=scale,
        ticks=ticks,
        low_label=low,
        high_label=high,
        agreement=agreement and (scale.hi - scale.lo) % 2 == 0,
        scale_sentence=words.say("chart.scale", **ends),
        labels=Labels(**{field.name: words.say(f"labels.{field.name}") for field in fields(Labels)}),
        perspectives={theme.id: theme for theme in instrument.themes},
        option_cells=tuple(Cell(f"{tick.number} {tick.label}") for tick in ticks),
        columns={name: words.say(f"chart.{name}") for name in _COLUMNS},
        headings={},
    )

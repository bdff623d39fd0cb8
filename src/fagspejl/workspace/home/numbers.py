"""Every limit of the room with its reason, read from the arithmetic itself, and how often a bare picture misleads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic import constants

# Which constants the page lists, in the order in which the arithmetic uses them. Quality headings come with their
# tool.
LISTED: Final[dict[str, tuple[str, ...]]] = {
    "privacy": ("LIVE_ALL", "LIVE_BLOCK", "STORE"),
    "spread": ("NEAR", "LOW_END", "HIGH_END"),
    "groups": ("PERMUTATIONS", "GROUP_P", "MEDIAN_GAP"),
    "change": ("RESAMPLES", "CHANGE_LEVEL", "CHANGE_N"),
    "split": ("SPLIT_N", "SPLIT_VIGNETTES"),
    "pull": ("PULL_SESSIONS", "PULL_MIN_GAP", "PULL_P"),
    "pulse": ("PULSE_POINT", "PULSE_GAP", "PULSE_N", "PULSE_WEEKS"),
}
_PANELS: Final = (4, 8, 12, 16, 20)  # answers for which the limit of the words is shown


@dataclass(frozen=True, slots=True)
class Limit:
    """One constant: what it is, its value as text, and why."""

    what: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """`parts`: heading and limits; `outside`: answers, and how many of them may lie outside no longer."""

    parts: tuple[tuple[str, tuple[Limit, ...]], ...]
    outside: tuple[tuple[int, int], ...]
    misled: tuple[str, ...]
    pressed: tuple[str, ...]


def numbers(words: Wording) -> Numbers:
    """Return what the page "About the numbers" says."""
    parts = tuple(
        (words.say(f"room_numbers.{part}"), tuple(_limit(name, words) for name in names))
        for part, names in LISTED.items()
    )
    outside = tuple((n, constants.outside_limit(n)) for n in _PANELS)
    return Numbers(parts, outside, words.listed("room_numbers.misled"), words.listed("room_numbers.pressed"))


def _limit(name: str, words: Wording) -> Limit:
    key = name.lower()
    return Limit(
        words.say(f"room_numbers.{key}"),
        _figure(getattr(constants, name), words),
        words.say(f"room_numbers.{key}_why"),
    )


def _figure(value: float, words: Wording) -> str:
    if isinstance(value, int):
        return words.whole(value)
    return words.number(value, 1 if round(value, 1) == value else 2)


def listed() -> Sequence[str]:
    """Return the names of the constants on the page."""
    return [name for names in LISTED.values() for name in names]

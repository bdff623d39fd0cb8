"""The time line in words: a day and a sentence for each thing that happened. Pure.

Nothing here is joined to a result: no figure, no line drawn, no word of a cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fagspejl.lib.wording import Wording
from fagspejl.workspace.home.theme.types import Occurrence


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the line. `ends`: what a session ended with, or ""; `page`, `id`: where staff read more."""

    day: str
    said: str
    ends: str
    page: str
    id: str


def moments(happened: Iterable[Occurrence], words: Wording) -> tuple[Moment, ...]:
    """Return the line, in the order given."""
    return tuple(_moment(one, words) for one in happened)


def _moment(one: Occurrence, words: Wording) -> Moment:
    page, about = one.where or ("", "")
    ends = [words.say(f"theme_line.end_{kind}") for kind in one.ends]
    return Moment(
        day=words.day(one.on),
        said=words.say(f"theme_line.{one.kind}", text=one.text.rstrip(".")),
        ends=words.say("theme_line.ends", kinds=words.series(ends)) if ends else "",
        page=page,
        id=str(about),
    )

"""What a leader's own report suggests that she works with: in the words of the page of next steps, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.next_step.advice import Choice, choices
from fagspejl.reporting.pages.next_step.sheets import statements
from fagspejl.reporting.pages.next_step.types import SheetName, Statement, Then, Tick
from fagspejl.reporting.pages.next_step.words import step_words
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.permissions import check_can_see_looks
from fagspejl.reporting.selectors import my_reports
from fagspejl.reporting.served import released_in


@dataclass(frozen=True, slots=True)
class OwnSuggestion:
    """One choice. `title`: the sheet and its minutes; `theme`, `item`: what it is about, word for word, or "".

    `tools`: the sheet to begin with, then those that may follow, each with what it has to be about or None.
    """

    title: str
    why: str
    then: str
    theme: str
    item: str
    tools: tuple[tuple[SheetName, Tick | None], ...]


def latest_own_report(staff: Staff) -> UUID | None:
    """Return the latest report about oneself that stands."""
    found = (one.part for one in my_reports(staff.person) if one.own and not one.withdrawn)
    return next(found, None)


def own_suggestions(part_id: UUID, staff: Staff, words: Wording) -> tuple[OwnSuggestion, ...]:
    """Return what a report suggests to the one it is about: two at most. Raises NotYours, also once it is withdrawn."""
    found = check_can_see_looks(part_id, staff)
    if found.part.withdrawn is not None:
        raise NotYours
    released, instrument, language = released_in(found, words)
    frame = frame_for(instrument, language, released.scale)
    by_place = {one.place: one for one in statements(frame, released.themes)}
    made = choices(frame, released.themes, released.leader(found.part.leader))
    return tuple(_suggestion(frame, released, one, by_place.get(one.suggestion.place)) for one in made)


def sheet_title(sheet: str, words: Wording) -> str:
    """Return what a sheet is called."""
    return step_words(words.language).say(f"sheet.{sheet}.title")


def tick_told(tick: str, words: Wording) -> str:
    """Return what a sheet that follows has to be about, as the page of next steps says it."""
    return step_words(words.language).say(f"tick.{tick}")


def _suggestion(
    frame: Frame, released: ReleasedRound, made: Choice, about: Statement | None
) -> OwnSuggestion:
    several = len(released.themes) > 1
    if about is None:
        theme = "" if several else frame.theme_title(released.themes[0].id)
    else:  # of one theme the statement says more
        theme = about.theme if several else about.short
    first = Then(made.suggestion.sheet)
    return OwnSuggestion(
        title=made.title,
        why=made.why,
        then=made.then,
        theme=theme,
        item="" if about is None else _whole(about),
        tools=tuple((one.sheet, one.tick) for one in (first, *made.suggestion.then)),
    )


def _whole(about: Statement) -> str:
    """Return a statement with what stands before it, where that is its beginning and not a question of its own."""
    return about.text if about.stem.endswith(("?", ":")) else f"{about.stem} {about.text}".strip()

"""Values of the theme. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

THEME_SIGNS: Final = 120
ITEM_SIGNS: Final = 400
WHY_SIGNS: Final = 280


@dataclass(frozen=True, slots=True)
class NextTool:
    """A tool that the theme is worked on with, by the name of its sheet. `tick`: only if it is about that, or ""."""

    sheet: str
    tick: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """A unit's theme, open until `closed_on`. `tools`: what to begin with, then what may follow; none: own choice.

    `theme` and `item` are words of a questionnaire or of the unit; no figure of a report is kept with them.
    """

    id: UUID
    unit: UUID
    theme: str
    item: str
    why: str
    chosen_on: date
    closed_on: date | None
    tools: tuple[NextTool, ...] = ()


class OccurrenceKind(StrEnum):
    """What a time line tells of, in the order in which things of one day stand."""

    THEME_CHOSEN = "theme_chosen"
    SESSION = "session"
    LOOKED_HELD = "looked_held"
    LOOKED_CHANGED = "looked_changed"
    LOOKED_DROPPED = "looked_dropped"
    AGREEMENT_STARTED = "agreement_started"
    AGREEMENT_NEW_VERSION = "agreement_new_version"
    AGREEMENT_SUSPENDED = "agreement_suspended"
    AGREEMENT_RESUMED = "agreement_resumed"
    AGREEMENT_REPLACED = "agreement_replaced"
    AGREEMENT_ENDED = "agreement_ended"
    NOTE_SENT = "note_sent"
    NOTE_ANSWERED = "note_answered"
    THEME_CLOSED = "theme_closed"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One thing on one day. `ends`: the kinds of what a session ended with; `where`: a page of staff and its id."""

    on: date
    kind: OccurrenceKind
    text: str
    ends: tuple[str, ...] = ()
    where: tuple[str, UUID] | None = None

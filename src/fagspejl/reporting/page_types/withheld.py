"""What a leader's report holds in place of a result that is withheld. Part of the page model."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.instrument.types import PerspectiveName
from fagspejl.reporting.page_types.charts import ScaleChart, Table


@dataclass(frozen=True, slots=True)
class NearestTheme:
    """One theme's total in the nearest unit; `chart` is None where it is not shown."""

    title: str
    chart: ScaleChart | None
    sentence: str
    table: Table


@dataclass(frozen=True, slots=True)
class NearestGroup:
    """What one group says in the nearest unit."""

    kind: PerspectiveName
    label: str
    sentence: str
    notes: tuple[str, ...]
    themes: tuple[NearestTheme, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest unit whose totals the reader may see; without any, `groups` is empty and `paragraphs` tells so."""

    title: str
    paragraphs: tuple[str, ...]
    groups: tuple[NearestGroup, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of an agenda: how long and what, and how."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The conversation with the staff that needs no figure, ready to print: invitation, cards, agenda.

    `cards` are a theme's statements; empty where there are several themes to choose among.
    """

    title: str
    paragraphs: tuple[str, ...]
    invitation_title: str
    invitation: tuple[str, ...]
    cards_title: str
    cards_text: tuple[str, ...]
    cards: tuple[str, ...]
    agenda_title: str
    agenda: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class WithheldPart:
    """The rule in words, what is there all the same, and what to do. `dialogue` is the leader's alone."""

    id: str
    title: str
    rule: tuple[str, ...]
    nearest: Nearest
    dialogue: Dialogue | None

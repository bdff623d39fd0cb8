"""What the page of a round's questionnaire shows: its parts, how long it takes, and which words are missing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.evaluation.rules import gaps_for
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import instrument_of, newest_own
from fagspejl.evaluation.services.composing import as_composition, composed, composition_of, name_for
from fagspejl.evaluation.types.composition import KEPT, CompositionValues
from fagspejl.instrument.composing import Role
from fagspejl.instrument.rules import MOST_MINUTES, minutes_to_answer
from fagspejl.instrument.types import PERSPECTIVES, Instrument, PerspectiveName
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.planning.compose.choosing import Offered, offered, title_of
from fagspejl.planning.compose.told import GapLine, gap_lines, told


@dataclass(frozen=True, slots=True)
class PartLine:
    """A theme on the page. `place`: where it stands in the choice; `newer`: a newer version's source, or ""."""

    place: int
    title: str
    role: str
    about: str
    statements: str
    newer: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """How long the form of one perspective is."""

    perspective: PerspectiveName
    who: str
    statements: int
    questions: int
    minutes: int
    long: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """The whole page. `instrument` is None where the choice makes none; then `refused` says why."""

    values: CompositionValues
    parts: tuple[PartLine, ...]
    local: int
    questions: str
    durations: tuple[Duration, ...]
    gaps: tuple[GapLine, ...]
    offered: tuple[Offered, ...]
    refused: tuple[str, ...]
    instrument: Instrument | None

    @property
    def long(self) -> bool:
        """Whether any form takes longer than people stay with."""
        return any(one.long for one in self.durations)


def form_page(round_id: UUID, words: Wording, values: CompositionValues | None = None) -> FormPage:
    """Return the page of a round's choice, or of one that was not kept."""
    chosen = values if values is not None else composition_of(round_id)
    wanted = plan_of(round_id).values.perspectives
    instrument, refused, gaps = None, [], []
    titles = [
        (one.theme, title_of(instrument_of(one.source), one.theme, words.language)) for one in chosen.themes
    ]
    try:
        instrument, _ = composed(chosen, name=name_for(chosen, round_id))
    except FagspejlError as error:
        refused = told(error, words, titles=titles)
    if instrument is not None:
        found = gaps_for(instrument, wanted, chosen.languages)
        composition = as_composition(chosen, name=instrument.id)
        gaps = gap_lines(chosen, composition, instrument, found, words, round_id)
    return FormPage(
        values=chosen,
        parts=tuple(_parts(chosen, words)),
        local=len(_local_items(chosen)),
        questions=words.counted("compose.comments_text", len(chosen.comments)) if chosen.comments else "",
        durations=_durations(instrument, wanted, policy_of(round_id).access.comments, words),
        gaps=tuple(gaps),
        offered=tuple(offered(words.language)),
        refused=tuple(refused),
        instrument=instrument,
    )


def _parts(values: CompositionValues, words: Wording) -> list[PartLine]:
    roles = [one.role for one in values.themes]
    lines = []
    for place, one in enumerate(values.themes):
        if one.role is Role.LOCAL:
            continue
        instrument = instrument_of(one.source)
        theme = next(theme for theme in instrument.themes if theme.id == one.theme)
        kind = "tested" if instrument.validated else "own" if one.source.startswith(KEPT) else "untested"
        newest = newest_own(instrument.id) if one.source.startswith(KEPT) else None
        newer = KEPT + newest[0] if newest is not None and KEPT + newest[0] != one.source else ""
        lines.append(
            PartLine(
                place,
                title_of(instrument, one.theme, words.language),
                words.say(f"compose_role.{one.role}"),
                words.say(f"compose.kind_{kind}", name=f"{instrument.id} {instrument.version}"),
                words.counted("compose.statement_count", len(theme.items)),
                newer,
                first=place == 0 or roles[place - 1] is not one.role,
                last=place == len(roles) - 1 or roles[place + 1] is not one.role,
            )
        )
    return lines


def _local_items(values: CompositionValues) -> list[str]:
    return [
        item
        for one in values.themes
        if one.role is Role.LOCAL
        for item in (one.items if one.items is not None else (one.theme,))
    ]


def _durations(
    instrument: Instrument | None, wanted: tuple[PerspectiveName, ...], comments: bool, words: Wording
) -> tuple[Duration, ...]:
    if instrument is None:
        return ()
    found = []
    for name in PERSPECTIVES:
        if name not in wanted or name not in instrument.perspectives:
            continue
        statements = sum(name in item.perspectives for item in instrument.items)
        questions = len(instrument.comments) if comments else 0
        minutes = minutes_to_answer(statements, questions)
        who = words.say(f"planning_perspective.{name}")
        found.append(Duration(name, who, statements, questions, minutes, minutes > MOST_MINUTES))
    return tuple(found)

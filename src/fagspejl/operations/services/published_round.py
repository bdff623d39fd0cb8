"""A published round as exports read it: the verified Release, and leaders' pages as HR may read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final
from uuid import UUID

from fagspejl.disclosure.document.codec import loads
from fagspejl.disclosure.document.parts import HEAD, LEADER, Part, ReleasedPart, document_of
from fagspejl.disclosure.public_totals import readers_with_rights
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.selectors import organisation_withdrawal
from fagspejl.disclosure.services.store import read_parts, verify
from fagspejl.evaluation.errors import ReportsDeleted
from fagspejl.evaluation.selectors import facts_for
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.states import Act
from fagspejl.evaluation.types import RoundFacts
from fagspejl.instrument.types import Instrument
from fagspejl.lib.canonical import canonical
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.wording import wording
from fagspejl.operations.services.nearest_totals import NearestTotals
from fagspejl.operations.services.report_files import NoWording
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.readers import readers_told
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.past_rounds import leader_past_for_hr
from fagspejl.reporting.selectors import grants_of_round

_SITE_WORDS: Final = "fagspejl.reporting.words.site"


@dataclass(frozen=True)
class PublishedRound:
    """What is exported: the stored parts, the same as a Release, and its questionnaire."""

    id: UUID
    parts: tuple[Part, ...]
    release: Release
    instrument: Instrument

    @cached_property
    def bodies(self) -> dict[tuple[str, str], str]:
        """The parts' texts, by kind and key."""
        return {(part.kind, part.key): part.body for part in self.parts}

    @cached_property
    def readers(self) -> frozenset[frozenset[int]]:
        """Whose reports each reader may read, as indices of leaders."""
        return readers_with_rights(self.release, grants_of_round(self.id).values())

    @cached_property
    def totals(self) -> NearestTotals:
        """The nearest totals of leaders without a result, as all of these readers may see them."""
        return NearestTotals(self.release, self.readers)


def facts_to_export(round_id: UUID) -> RoundFacts:
    """Return a round's facts. Raises RoundUnknown, RoundInOtherState, ReportsDeleted."""
    facts = facts_for(round_id, Act.EXPORT)
    if facts.reports_deleted_on is not None:
        raise ReportsDeleted(facts.reports_deleted_on)
    return facts


def instrument_of(facts: RoundFacts, language: Language) -> Instrument:
    """Return the questionnaire that the round froze. Raises InstrumentChanged, NoWording."""
    instrument = frozen_instrument(facts.instrument, facts.instrument_sha)
    if language not in instrument.wordings:
        raise NoWording(instrument.id, tuple(instrument.wordings))
    return instrument


def published_round(round_id: UUID, instrument: Instrument) -> PublishedRound:
    """Read the stored Release. Raises ReleaseDamaged."""
    verify(round_id)
    parts = tuple(read_parts(round_id))
    return PublishedRound(round_id, parts, loads(canonical(document_of(parts))), instrument)


def file_names(found: PublishedRound) -> dict[str, str]:
    """Name each leader's file by place in the round and name: the same at every export, and safe on every system."""
    leaders = found.release.printed.organisation.leaders
    width = len(str(len(leaders)))
    return {
        leader.id: f"{number:0{width}}-{ascii_name(leader.name) or 'leder'}"
        for number, leader in enumerate(leaders, start=1)
    }


def leaders_page(found: PublishedRound, leader: str, language: Language) -> ReportPage:
    """Return a leader's report as HR may read it: without comments, promised to others alone."""
    released = ReleasedPart(found.bodies[HEAD, ""], found.bodies[LEADER, leader], with_comments=False)
    readers = readers_told(released.info.report_readers, wording(language, _SITE_WORDS))
    return build_report(
        released,
        leader,
        found.instrument,
        language,
        readers=readers,
        nearest=None if organisation_withdrawal(found.id) is not None else partial(found.totals.of, leader),
        past=leader_past_for_hr(found.id, leader, released),
    )

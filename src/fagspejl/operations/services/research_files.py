"""The totals of a published round for research: by the agreement that its raters were told of, and nothing more.

Units have pseudonyms and stand in their order, so that neither names nor the tree can be read off the rows. Leaders,
comments and named marks are in none of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Organisation, Unit
from fagspejl.evaluation.selectors import policy_of
from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.files import replaced_folder
from fagspejl.lib.language import Language
from fagspejl.operations.services.ledger import installation_key
from fagspejl.operations.services.published_round import facts_to_export, instrument_of, published_round
from fagspejl.operations.services.round_export import check_totals_may_leave
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import write_rows

FORMATS: Final = ("csv", "ddi")
_SIGNS: Final = 10  # of a pseudonym: 50 bits


class ResearchNotAgreed(FagspejlError):
    """The round told nobody that totals go to research. `title`: the round's."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True)
class Pseudonymous:
    """A Release whose units have pseudonyms (`names`, by place in tree order) and stand in the order of these."""

    release: Release
    names: tuple[str, ...]

    @property
    def printed(self) -> Any:
        """The units under their pseudonyms, without the tree, and no leaders."""
        units = tuple(Unit(self.names[place], self.names[place], -1) for place in self._order)
        return SimpleNamespace(organisation=Organisation(units, ()))

    def unit_rows(self, index: int) -> Iterator[Any]:
        """Figures of one unit, by its place among the pseudonyms."""
        return self.release.unit_rows(self._order[index])

    @cached_property
    def _order(self) -> list[int]:
        return sorted(range(len(self.names)), key=self.names.__getitem__)

    def __getattr__(self, name: str) -> Any:
        """The round's facts are the Release's own."""
        return getattr(self.release, name)


def write_research_files(
    round_id: UUID, out: Path, *, planner: Staff | None, actor: Actor, language: Language
) -> str:
    """Write the totals of a published round into `out`, replaced as a whole; returns who they are for.

    Raises RoundUnknown, RoundInOtherState, ReportsDeleted, ResearchNotAgreed, PlannerIsReader, OrganisationWithdrawn,
    NoWording, InstrumentChanged, ReleaseDamaged, LedgerUnusable, FolderNotReplaceable, OSError; then nothing is
    written.
    """
    facts = facts_to_export(round_id)
    access = policy_of(round_id).access
    if not access.research_recipient:
        raise ResearchNotAgreed(facts.title)
    check_totals_may_leave(round_id, planner)
    found = published_round(round_id, instrument_of(facts, language))
    hidden = Pseudonymous(found.release, pseudonyms(found.release, round_id))
    table = FigureTable(hidden, found.instrument, language)
    with replaced_folder(out) as staged:
        write_rows(table, staged, FORMATS)
        with transaction.atomic():
            told = {"units": len(hidden.names)}
            record(actor=actor, event=Event.RESEARCH_WRITTEN, object=round_id, facts=told)
    return access.research_recipient


def pseudonyms(release: Release, round_id: UUID) -> tuple[str, ...]:
    """Return a name for each unit: the same at every hand-over of the round, another in every other round.

    Made with the installation's key, which is beside no file: without it no name can be tried against them.
    """
    key = installation_key(settings.KEYS)
    return tuple(
        "u-" + base32_lower(derive(key, "research", round_id.bytes, unit.id.encode()))[:_SIGNS]
        for unit in release.printed.organisation.units
    )

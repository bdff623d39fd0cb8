"""A roster on its way in: uploaded, its columns said, rows corrected, notices decided on. All but reading it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.instrument.loader import load
from fagspejl.intake import HeldFile, masked
from fagspejl.intake.roster.held import Held, HeldTable, from_json, keys, to_json
from fagspejl.intake.roster.held_apart import corrected_apart, hold_apart
from fagspejl.intake.roster.recognised import MappingSaid, Recognition, recognised
from fagspejl.lib.clock import ZONE
from fagspejl.operations.errors import ColumnsMissing, ReasonMissing
from fagspejl.operations.services.imports.reading import INSTRUMENT
from fagspejl.operations.services.imports.saying import from_plain, to_plain
from fagspejl.organisation.errors import RosterDraftUnderWay
from fagspejl.organisation.selectors.drafts import draft_here, roster_sources
from fagspejl.organisation.services.drafts import (
    LIFE,
    begin_draft,
    change_draft,
    end_draft,
    held_of,
    remember_source,
)
from fagspejl.organisation.types import DraftFacts, SourceFacts

_OF_FEED: Final = ("four files",)  # in place of headings, which are always the same


def upload(files: Sequence[HeldFile], *, actor: Actor, now: datetime) -> DraftFacts:
    """Hold what was uploaded: one file, or the four of a feed. A source is known by its headings, a feed as one.

    Raises RosterDraftUnderWay, IntakeRefused.
    """
    there = draft_here(now - LIFE)
    if there is not None:
        raise RosterDraftUnderWay(there.began_by, there.began_at, there.file)
    sources = roster_sources()
    known = [source.headings for source in sources if source.headings != _OF_FEED]
    held = hold_apart(files, known=known, today=_day(now))
    source = _source(held, sources)
    said = None if source is None else dict(source.mapping)
    with transaction.atomic():
        if isinstance(held, HeldTable):
            name = held.file
        else:
            name, said = held.table.file, said or to_plain(MappingSaid())
        draft = begin_draft(name, to_json(held), actor=actor, now=now)
        changes: dict[str, Any] = {"mapping": said, "source": "" if source is None else source.name}
        draft = change_draft(draft.id, draft.version, actor=actor, now=now, **changes)
        record(actor=actor, event=Event.ROSTER_UPLOADED, object=draft.id, at=now)
    return draft


def recognition_of(draft: DraftFacts, said: MappingSaid | None = None) -> tuple[Recognition, MappingSaid]:
    """Return what the columns are taken for, by what is said of them or kept."""
    said = from_plain(draft.mapping) if said is None else said
    held, _ = held_of(draft.id)
    return recognised(from_json(held), said, load(INSTRUMENT)), said


def say_columns(
    draft: DraftFacts, version: int, said: MappingSaid, *, source: str, actor: Actor, now: datetime
) -> DraftFacts:
    """Keep what the columns mean, also for later rosters of this source, if it has a name.

    Raises ColumnsMissing where a needed one is not said or a heading is taken twice; RosterDraftChanged.
    """
    held = from_json(held_of(draft.id)[0])
    found = recognised(held, said, load(INSTRUMENT))
    if not found.is_whole:
        raise ColumnsMissing(found.missing, found.twice)
    plain, source = to_plain(said), masked(source)
    with transaction.atomic():
        changed = change_draft(draft.id, version, actor=actor, now=now, mapping=plain, source=source[:100])
        if source:
            remember_source(source[:100], _known_by(held), plain, _day(now))
        record(actor=actor, event=Event.ROSTER_MAPPED, object=draft.id, at=now)
    return changed


def correct(draft: DraftFacts, version: int, file: HeldFile, *, actor: Actor, now: datetime) -> DraftFacts:
    """Take in rows that come back corrected, beside those before. Raises IntakeRefused, RosterDraftChanged."""
    held, before = held_of(draft.id)
    corrects = held["table"]["file"] if held["kind"] == "feed" else held["file"]
    given = corrected_apart(file, corrects)
    if before is not None and before["headings"] == given["headings"]:
        given["rows"] = {**before["rows"], **{str(row): cells for row, cells in given["rows"].items()}}
    with transaction.atomic():
        changed = change_draft(draft.id, version, actor=actor, now=now, corrected=given)
        record(actor=actor, event=Event.ROSTER_CORRECTED, object=draft.id, at=now)
    return changed


def decide(
    draft: DraftFacts, version: int, notices: Collection[str], reason: str, *, actor: Actor, now: datetime
) -> DraftFacts:
    """Write down why these notices are right as they are; an empty set of words is no reason.

    Raises ReasonMissing, RosterDraftChanged.
    """
    said = masked(" ".join(reason.split()))[:300]
    if not said:
        raise ReasonMissing
    decided = {**draft.decisions, **dict.fromkeys(notices, (said, actor.name))}
    plain = {key: list(one) for key, one in decided.items()}
    with transaction.atomic():
        changed = change_draft(draft.id, version, actor=actor, now=now, decisions=plain, told=draft.told)
        facts = {"decided": len(notices)}
        record(actor=actor, event=Event.ROSTER_DECIDED, object=draft.id, facts=facts, at=now)
    return changed


def discard(draft_id: UUID, version: int, *, actor: Actor, now: datetime) -> None:
    """Delete the roster on its way in. Raises RosterDraftChanged, RosterDraftGone."""
    with transaction.atomic():
        end_draft(draft_id, version, now)
        record(actor=actor, event=Event.ROSTER_DISCARDED, object=draft_id, at=now)


def _known_by(held: Held) -> tuple[str, ...]:
    """What a later roster of the same source is known by. Of a feed, only what its words mean is remembered."""
    return keys(held.headings) if isinstance(held, HeldTable) else _OF_FEED


def _source(held: Held, sources: Sequence[SourceFacts]) -> SourceFacts | None:
    wanted = _known_by(held)
    return next((source for source in sources if source.headings == wanted), None)


def _day(now: datetime) -> date:
    return now.astimezone(ZONE).date()

"""The roster on its way in: at most one, for a day. Every change says which version it was made on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from fagspejl.audit.types import Actor
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.bulk import insert
from fagspejl.organisation.errors import RosterDraftChanged, RosterDraftGone, RosterDraftUnderWay
from fagspejl.organisation.models import RosterDraft, RosterDraftLine, RosterSource
from fagspejl.organisation.selectors.drafts import draft_facts
from fagspejl.organisation.types import DraftFacts, DraftLine

DRAFTS: Final = Rule("roster_drafts", days=1)
LIFE: Final = timedelta(hours=24)


def begin_draft(file: str, held: Mapping[str, Any], *, actor: Actor, now: datetime) -> DraftFacts:
    """Keep what a file holds. Raises RosterDraftUnderWay where there is a draft of less than a day."""
    with transaction.atomic():
        RosterDraft.objects.filter(began_at__lte=now - LIFE).delete()
        there = RosterDraft.objects.defer("held", "corrected").first()
        if there is not None:
            raise RosterDraftUnderWay(there.began_name, there.began_at, there.file)
        who = {"began_by": actor.id[:64], "began_name": actor.name[:200], "changed_by": actor.name[:200]}
        try:
            with transaction.atomic():
                made = RosterDraft.objects.create(
                    file=file[:200], held=packed(held), began_at=now, changed_at=now, **who
                )
        except IntegrityError:  # another planner's upload came in at the same time
            there = RosterDraft.objects.get()
            raise RosterDraftUnderWay(there.began_name, there.began_at, there.file) from None
        return draft_facts(made)


def change_draft(draft: UUID, version: int, *, actor: Actor, now: datetime, **changes: Any) -> DraftFacts:
    """Change fields of the draft; what reading it said counts no longer. Raises RosterDraftChanged, RosterDraftGone."""
    with transaction.atomic():
        found = _locked(draft, version, now)
        changes.setdefault("told", None)
        if "corrected" in changes and changes["corrected"] is not None:
            changes["corrected"] = packed(changes["corrected"])
        for name, value in changes.items():
            setattr(found, name, value)
        found.version += 1
        found.changed_by, found.changed_at = actor.name[:200], now
        found.save()
        if changes["told"] is None:
            RosterDraftLine.objects.filter(draft=found).delete()
        return draft_facts(found)


def keep_told(draft: UUID, version: int, told: Mapping[str, Any], lines: Sequence[DraftLine]) -> None:
    """Keep what reading this version of the draft said. Where it changed meanwhile, nothing is kept."""
    with transaction.atomic():
        if not RosterDraft.objects.filter(id=draft, version=version).update(told=told):
            return
        RosterDraftLine.objects.filter(draft=draft).delete()
        columns: dict[str, Sequence[Any]] = {
            "draft_id": [draft] * len(lines),
            "section": [one.section for one in lines],
            "kind": [one.kind for one in lines],
            "number": range(len(lines)),
            "facts": [one.facts for one in lines],
        }
        insert(RosterDraftLine, columns, len(lines))


def end_draft(draft: UUID, version: int, now: datetime) -> None:
    """Delete the draft with all it holds. Raises RosterDraftChanged, RosterDraftGone."""
    with transaction.atomic():
        _locked(draft, version, now).delete()


def held_of(draft: UUID) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return what the file holds, and the rows that came back corrected. Raises RosterDraftGone."""
    row = RosterDraft.objects.filter(id=draft).values_list("held", "corrected").first()
    if row is None:
        raise RosterDraftGone
    return unpacked(row[0]), None if row[1] is None else unpacked(row[1])


def remember_source(name: str, headings: Sequence[str], mapping: Mapping[str, Any], today: date) -> None:
    """Remember what the headings of a system mean; what was known of it or of these headings is replaced."""
    with transaction.atomic():
        RosterSource.objects.filter(headings=list(headings)).exclude(name=name).delete()
        RosterSource.objects.update_or_create(
            name=name[:100],
            defaults={"headings": list(headings), "mapping": dict(mapping), "used_on": today},
        )


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete a draft of a day ago."""
    old = RosterDraft.objects.filter(began_at__lte=now - LIFE)
    tables = ("roster_draft", "roster_draft_line")
    return (Retention(DRAFTS, lambda: _due(now), lambda: int(old.delete()[0] > 0), tables),)


def _due(now: datetime) -> Due:
    began = RosterDraft.objects.values_list("began_at", flat=True).first()
    if began is None:
        return Due(0)
    return Due(1) if began <= now - LIFE else Due(0, (began + LIFE).date())


def packed(told: Mapping[str, Any]) -> bytes:
    """Return plain values compressed."""
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 1)


def unpacked(kept: bytes | memoryview) -> dict[str, Any]:
    """Return what was compressed."""
    told: dict[str, Any] = json.loads(zlib.decompress(bytes(kept)))
    return told


def _locked(draft: UUID, version: int, now: datetime) -> RosterDraft:
    found = RosterDraft.objects.select_for_update().filter(id=draft, began_at__gt=now - LIFE).first()
    if found is None:
        raise RosterDraftGone
    if found.version != version:
        raise RosterDraftChanged(found.changed_by, found.changed_at)
    return found

"""Rows as values."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from fagspejl.workspace.agreements.models import (
    Agreement,
    AgreementEvent,
    AgreementException,
    AgreementVersion,
    Announcement,
)
from fagspejl.workspace.agreements.types import (
    AgreementFacts,
    AgreementStatus,
    EventFacts,
    EventKind,
    ExceptionFacts,
    SuperiorRule,
    ToldFacts,
    VersionFacts,
    VersionValues,
)
from fagspejl.workspace.sessions.types import DecisionMethod

_VALUES = tuple(field.name for field in fields(VersionValues))
PARTS = ("versions", "exceptions", "announcements", "events")


def facts(row: Agreement) -> AgreementFacts:
    """Return an agreement; its parts are read in one question each, or were fetched before."""
    return AgreementFacts(
        id=row.id,
        unit=row.unit,
        language=row.language,
        title=row.title,
        status=AgreementStatus(row.status),
        owner=row.owner,
        created_on=row.created_on,
        review_on=row.review_on,
        suspended_until=row.suspended_until,
        suspended_because=row.suspended_because,
        ended_on=row.ended_on,
        replaced_by=row.replaced_by,
        pulse=row.pulse,
        revision=row.revision,
        versions=tuple(map(_version, sorted(row.versions.all(), key=lambda one: one.number))),
        exceptions=tuple(map(_exception, sorted(row.exceptions.all(), key=lambda one: one.number))),
        told=tuple(
            map(_told, sorted(row.announcements.all(), key=lambda one: (one.told_on, one.group, one.id)))
        ),
        events=tuple(map(_event, sorted(row.events.all(), key=lambda one: (one.on, one.id)))),
    )


def columns(values: VersionValues) -> dict[str, Any]:
    """Return what a version says as its row holds it."""
    return {**asdict(values), "considerations": list(values.considerations)}


def _version(row: AgreementVersion) -> VersionFacts:
    held = {name: getattr(row, name) for name in _VALUES}
    held["considerations"] = tuple(held["considerations"])
    held["decided_how"], held["superior_rule"] = (
        DecisionMethod(row.decided_how),
        SuperiorRule(row.superior_rule),
    )
    return VersionFacts(row.number, row.made_on, row.starts_on, row.because, VersionValues(**held))


def _exception(row: AgreementException) -> ExceptionFacts:
    return ExceptionFacts(
        row.number, row.when, row.instead, row.who_decides, row.noted_where, row.added_in, row.ended_in
    )


def _told(row: Announcement) -> ToldFacts:
    return ToldFacts(row.group, row.told_on, row.version, row.understood_count, tuple(row.questions))


def _event(row: AgreementEvent) -> EventFacts:
    return EventFacts(EventKind(row.kind), row.on, row.version, row.line, row.due_on)

"""Reports are kept for three years: then the whole Release of a round goes, with who may read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from fagspejl.disclosure.services.deleting import count_reports, delete_release
from fagspejl.evaluation.services.retention import rounds_over
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import REPORT_MONTHS, Due, Retention, Rule
from fagspejl.reporting.services import forget_readers

REPORTS: Final = Rule("reports", months=REPORT_MONTHS)
_TABLES: Final = ("report_grant", "release_withdrawal", "release_part", "release", "round")


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete what was released three years ago: reports, comments and named marks, and who may read them."""
    today = now.astimezone(ZONE).date()
    return (Retention(REPORTS, lambda: _due(today), lambda: _delete(today), _TABLES),)


def _due(today: date) -> Due:
    return REPORTS.due(((day, count_reports(found)) for found, day in rounds_over()), today)


def _delete(today: date) -> int:
    reports = 0
    for found, day in rounds_over():
        if REPORTS.gone_on(day) <= today and count_reports(found):
            with transaction.atomic():
                forget_readers(found)
                reports += delete_release(found, on=today)
    return reports

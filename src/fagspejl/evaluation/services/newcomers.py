"""Who is new on the lists since the last round, counted when a round opens: numbers per leader and group, no person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.clock import ZONE
from fagspejl.organisation.types import AssignmentFacts

Counts = dict[str, dict[str, list[int]]]  # leader id -> perspective -> [new, asked]


def newcomers(asked: Iterable[AssignmentFacts], now: datetime) -> dict[str, object]:
    """Return what the tree of a round keeps; nothing where there is no published round before.

    A group of which one pair is older than the program's knowledge is left out: its number is not known.
    """
    last = _last_deadline(now)
    if last is None:
        return {}
    day = last.astimezone(ZONE).date()
    groups: dict[tuple[UUID, str], list[AssignmentFacts]] = {}
    for one in asked:
        groups.setdefault((one.leader, one.perspective), []).append(one)
    counts: Counts = {}
    for (leader, perspective), pairs in groups.items():
        days = [pair.since for pair in pairs if pair.since is not None]
        if perspective not in ("self", "superior") and len(days) == len(pairs):
            new = sum(since > day for since in days)
            counts.setdefault(str(leader), {})[perspective] = [new, len(pairs)]
    return {"new_since": last.isoformat(), "new": counts}


def _last_deadline(now: datetime) -> datetime | None:
    rounds = Round.objects.filter(deadline__lt=now).order_by("-deadline").values_list("deadline", "state")
    return next((deadline for deadline, state in rounds if can(Act.READ, state)), None)

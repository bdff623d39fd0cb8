"""Columns that belong there, used as a mark: what differs for some must have a reason that is written down. Pure.

A link's generation and its revocation are acts of staff and stand in the log; mails of a finished mailing are alike.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from fagspejl.inspection.rounds import id_of
from fagspejl.inspection.schema import INVITATIONS
from fagspejl.inspection.shared import LOG
from fagspejl.inspection.types import Dump, Fault, Finding, Table

_REISSUED, _REVOKED = "link_reissued", "link_revoked"
_WAITING = ("queued", "claimed", "sent")


def mark_faults(dump: Dump, tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Name generation, flags, states and leases that differ for some without a reason."""
    logged = _logged(dump) if LOG in tables else Counter()
    found: Counter[str] = Counter()
    for raw, generation, moving, revoked in dump.rows(INVITATIONS, ("id", "generation", "moving", "revoked")):
        one = id_of(raw)
        found["generation"] += generation > logged[_REISSUED, one]
        found["moving"] += bool(moving) and not logged[_REISSUED, one]
        found["revoked"] += bool(revoked) and not logged[_REVOKED, one]
    for column in ("generation", "moving", "revoked"):
        if found[column]:
            yield Fault(Finding.MARK_UNEXPLAINED, f"{INVITATIONS}.{column}", {"many": found[column]})
    if "mailing" in tables and "outbox" in tables:
        yield from _mails(dump)


def _mails(dump: Dump) -> Iterator[Fault]:
    finished = {id_of(home): bool(done) for home, done in dump.rows("mailing", ("id", "finished"))}
    odd: Counter[str] = Counter()
    for home, state, lease in dump.rows("outbox", ("mailing_id", "state", "lease")):
        done = finished.get(id_of(home), False)
        odd["state"] += state != "done" if done else state not in _WAITING
        odd["lease"] += lease is not None if done else lease is not None and state == "sent"
    for column in ("state", "lease"):
        if odd[column]:
            yield Fault(Finding.LEASE_LEFT, f"outbox.{column}", {"many": odd[column]})


def _logged(dump: Dump) -> Counter[tuple[str, str]]:
    """How often the log tells of an act on an invitation."""
    counts: Counter[tuple[str, str]] = Counter()
    for event, facts in dump.rows(LOG, ("event", "facts")):
        if event in (_REISSUED, _REVOKED):
            told: Any = json.loads(facts) if isinstance(facts, str) else facts
            if one := told.get("invitation"):
                counts[event, id_of(one)] += 1
    return counts

"""What a forecast was made of, as one mark: two forecasts with the same one are of the same lists and promise."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.lists import changes_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.types.lists import Decision
from fagspejl.lib.canonical import canonical
from fagspejl.organisation.selectors import last_import


def basis_of(round_id: UUID) -> str:
    """Return the mark of a round's promise, plan, lists and roster as they stand now; "" where there is no round.

    People and pairs change by imports alone, and lists by decided changes, so that nobody on the roster is read. Which
    of them have been there long enough is asked on the day of the forecast, which its pages and its paper name.
    """
    found, roster = round_facts(round_id), last_import()
    if found is None:
        return ""
    changes = [
        [str(one.leader), str(one.person), one.kind, one.perspective]
        for one in changes_of(round_id, decision=Decision.ACCEPTED)
    ]
    told = {
        "policy": found.policy_sha,
        "plan": plan_of(round_id).version,
        "roster": "" if roster is None else str(roster.id),
        "changes": changes,
    }
    return sha256(canonical(told).encode()).hexdigest()

"""`fagspejl round status --json`: what the text says of a round, for other programs, and nothing that it does not say.

Held by tests/evaluation/test_json_tells_no_more.py: every value here stands in the text of the same round.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fagspejl.lib.clock import ZONE

if TYPE_CHECKING:
    from uuid import UUID

    from fagspejl.evaluation.selectors.progress import RoundProgress
    from fagspejl.evaluation.types import RoundFacts
    from fagspejl.evaluation.types.policy import RoundPolicyValues


def listed(facts: RoundFacts) -> dict[str, Any]:
    """Return what the list says of a round."""
    return {
        "id": str(facts.id),
        "title": facts.title,
        "state": str(facts.state),
        "deadline": _moment(facts.deadline),
    }


def document(stands: RoundProgress, policy: RoundPolicyValues) -> dict[str, Any]:
    """Return what `round status ROUND` says, under the same conditions: a draft's promise, else how it stands."""
    from fagspejl.evaluation.states import Act, can

    facts = stands.facts
    told = listed(facts)
    if can(Act.OPEN, facts.state):
        return {**told, "promise": _promise(policy)}
    told["asked"] = {
        "people": stands.people,
        "leaders": stands.leaders,
        "by_letter": stands.by_letter,
        "perspectives": dict(stands.asked.most_common()),
    }
    told["revoked"] = stands.revoked
    told["mailings"] = _mailings(facts.id)
    told["key"] = _key(facts.id)
    told["copy_of_key"] = _copy(facts.id)
    if can(Act.ANSWER, facts.state):
        told["rates"] = _rates(stands)
        told["addresses_refused"] = _refused()
    return told


def _promise(policy: RoundPolicyValues) -> dict[str, Any]:
    access, disclosure = policy.access, policy.disclosure
    comments = (
        {"readers": list(access.comment_readers), "k": disclosure.k_comments} if access.comments else None
    )
    return {
        "k": disclosure.k,
        "report_readers": list(access.audience),
        "team_version": access.team_version,
        "comments": comments,
        "reminders": access.reminder_mode,
        "drafts": access.show_drafts,
        "languages": list(access.languages),
    }


def _mailings(round_id: UUID) -> list[dict[str, Any]]:
    from fagspejl.mailing.selectors import mailings_of

    return [
        {
            "kind": str(one.kind),
            "number": one.number,
            "stage": "done" if one.finished else "halted" if one.halted else "going",
            "reason": None if one.finished else one.halted or None,
        }
        for one in mailings_of(round_id)
    ]


def _key(round_id: UUID) -> dict[str, str] | None:
    from fagspejl.evaluation.selectors import round_facts
    from fagspejl.evaluation.selectors.key_holder import key_holder

    facts, held = round_facts(round_id), key_holder(round_id)
    if facts is None or facts.keys_destroyed_on is not None or not held.is_named:
        return None
    return {"machine": held.node, "folder": held.folder, **({"copy": held.escrow} if held.escrow else {})}


def _copy(round_id: UUID) -> dict[str, Any] | None:
    from fagspejl.evaluation.selectors.escrow import copy_outside

    copy = copy_outside(round_id)
    if copy is None or copy.key_destroyed_on is None:
        return None
    waits = None if copy.confirmed_on else copy.publication_from
    return {"destruction_confirmed_on": _day(copy.confirmed_on), "publication_waits_until": _day(waits)}


def _rates(stands: RoundProgress) -> dict[str, Any] | None:
    """The steps that the text tells: `at_least` is a limit from below, never the rate; null where none is shown."""
    if stands.night is None:
        return None
    units = [{"unit": one.name, "depth": one.depth, "at_least": one.percent} for one in stands.rates]
    return {"night": _day(stands.night), "units": units}


def _refused() -> list[dict[str, str]]:
    from fagspejl.organisation.selectors import refused_addresses

    return [
        {"name": one.name, "unit": one.unit, "email": one.email, "said": one.said}
        for one in refused_addresses()
    ]


def _moment(when: datetime) -> str:
    return when.astimezone(ZONE).isoformat(timespec="minutes")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""Making a round: a draft whose promise may still be changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.models import Round, RoundPolicy
from fagspejl.evaluation.rules import check_deadline
from fagspejl.evaluation.selectors.questionnaires import kept_instrument
from fagspejl.evaluation.types.composition import KEPT
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import library, load
from fagspejl.instrument.types import Instrument


def create_round(
    *,
    title: str,
    organisation: str,
    instrument: str,
    deadline: datetime,
    policy: RoundPolicyValues,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Make a draft and return its id. The questionnaire is kept by name, version and checksum.

    `instrument` is a shipped NAME or NAME@VERSION, the path of a folder, or "kept:" and the checksum of a kept one.
    Raises DeadlineTooNear, InstrumentNotFound, InstrumentInvalid, QuestionnaireGone.
    """
    check_deadline(deadline, now)
    found = asked_instrument(instrument)
    with transaction.atomic():
        made = Round.objects.create(
            title=one_line(title),
            organisation=one_line(organisation),
            instrument=kept_name(instrument, found),
            instrument_sha=found.checksum,
            deadline=deadline,
            created_at=now,
        )
        keep_policy(made.id, policy)
        record(actor=actor, event=Event.ROUND_CREATED, object=made.id, at=now)
    return made.id


def asked_instrument(instrument: str) -> Instrument:
    """Load what a round is to ask. Raises InstrumentNotFound, InstrumentInvalid, QuestionnaireGone."""
    return kept_instrument(instrument.removeprefix(KEPT)) if instrument.startswith(KEPT) else load(instrument)


def kept_name(instrument: str, found: Instrument) -> str:
    """Return what a round keeps of the questionnaire it was given: NAME@VERSION of a shipped one, else its folder.

    Of one kept in the database the checksum that stands beside it says which one it is.
    """
    if instrument.startswith(KEPT):
        return f"{KEPT}{found.id}@{found.version}"
    shipped = any(found.id == name and found.version in versions for name, versions in library())
    return f"{found.id}@{found.version}" if shipped else str(Path(instrument).resolve())


def keep_policy(round_id: UUID, policy: RoundPolicyValues) -> None:
    """Write or replace what a draft promises; from opening on the database refuses."""
    RoundPolicy.objects.update_or_create(
        round_id=round_id,
        defaults={
            "k": policy.disclosure.k,
            "k_distribution": policy.disclosure.k_distribution,
            "k_comments": policy.disclosure.k_comments,
            "comment_authors": policy.disclosure.comment_authors,
            "values": policy.as_dict(),
            "sha256": policy.sha256,
        },
    )


def one_line(text: str) -> str:
    """A name on one line, without what does not print: it comes to stand in the head of mails."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

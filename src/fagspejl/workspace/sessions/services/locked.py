"""A session held for one change: what was checked of it still holds when the change is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.sessions.errors import MovedOn, SessionGone
from fagspejl.workspace.sessions.keys import hash_of
from fagspejl.workspace.sessions.models import Participant, Session
from fagspejl.workspace.sessions.rows import facts
from fagspejl.workspace.sessions.types import SessionFacts


@contextmanager
def held(**which: object) -> Iterator[tuple[Session, SessionFacts]]:
    """Yield one open session and its facts in a transaction in which nobody else changes it. Raises SessionGone."""
    with transaction.atomic():
        found = Session.objects.select_for_update().filter(Q(**which), closed_on=None).first()
        if found is None:
            raise SessionGone
        yield found, facts(found)


@contextmanager
def controlled(key: str, revision: int | None = None) -> Iterator[tuple[Session, SessionFacts]]:
    """Yield the session that this key controls; its screens hear of the change. Raises SessionGone, MovedOn.

    `revision`: what the facilitator saw. Of two who press at once one is told that the session has moved on.
    """
    with held(control_hash=hash_of("control", key)) as (session, known):
        if revision is not None and revision != session.revision:
            raise MovedOn
        yield session, known
        session.revision += 1
        if session.closed_on is None:
            session.touched_at = utc_now()
        session.save()


@contextmanager
def phone(code: str, token: str) -> Iterator[tuple[Participant, SessionFacts]]:
    """Yield one phone of an open session. Raises SessionGone."""
    with held(code_hash=hash_of("code", code)) as (session, known):
        found = Participant.objects.filter(session=session, token_hash=hash_of("token", token)).first()
        if found is None:
            raise SessionGone
        yield found, known

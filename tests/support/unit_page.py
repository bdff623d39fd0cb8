"""A unit with an agreement, a trial, a difference and something looked back on; and its page as staff open it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.utils.html import strip_tags

from fagspejl.audit.types import Actor
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.sessions.models import AcceptedDifference, Outcome, Session, Trial
from fagspejl.workspace.sessions.services.planning import today_here
from support.room import open_room

KAREN = Actor("karen", "Karen")


def page_of(unit: UUID, language: str = "da") -> str:
    """Make the unit's page, and return its path."""
    renew_address(unit, seen=0, language=language, actor=KAREN)
    found = address_of(unit)
    assert found is not None
    return found.path


def outcome(unit: UUID, kind: str, text: str, **more: object) -> UUID:
    """Let a session of the unit end with something."""
    session = Session.objects.get(id=open_room(units=(unit,)).id)
    made = Outcome.objects.create(session=session, made_on=today_here(), kind=kind, text=text, **more)
    day = today_here() + timedelta(days=30)
    if kind == "trial":
        Trial.objects.create(outcome=made, by_role="sagsbehandlerne", due_on=day)
    if kind == "accepted_difference":
        AcceptedDifference.objects.create(
            outcome=made, when_to_ask="ved tvivl om samtykke", look_again_on=day
        )
    return UUID(str(made.id))


def read(path: str, **headers: str) -> tuple[int, str]:
    """Open a path without login; return status and text."""
    answer = Client().get(path, headers=headers)
    return answer.status_code, " ".join(strip_tags(answer.content.decode()).split())


def in_order(text: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in the text in this order."""
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
    return True

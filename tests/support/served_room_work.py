"""The site behind a server that is killed or crowded: its open rooms, and what it holds of them afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management import call_command

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.sessions.keys import hash_of
from fagspejl.workspace.sessions.models import Participant, Response, Session
from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from fagspejl.workspace.sessions.services.closing import close_stale_sessions
from fagspejl.workspace.sessions.types import PhaseCode
from support.forked import Say
from support.room import open_room


def warm() -> None:
    """Nothing is worth keeping warm: each piece of work is done a few times."""


def prepare(say: Say, rooms: int, phones: int, phase: str) -> list[dict[str, Any]]:
    """Make the tables and open rooms in a phase, with phones in them; returns their keys and tokens."""
    call_command("migrate", verbosity=0, interactive=False)
    made = []
    for _ in range(rooms):
        room = open_room()
        for _ in range(phones):
            room.phone()
        room.to(PhaseCode(phase))
        say("room")  # on a busy machine a hundred take longer than anybody waits for a word
        known = room.facts
        made.append(
            {
                "id": str(room.id),
                "code": room.code,
                "control": room.control,
                "display": display_key_here(known),
                "phones": room.phones,
                "revision": known.revision,
            }
        )
    return made


def kept(say: Say, tokens: list[str]) -> dict[str, Any]:
    """Return what is kept of each phone: its value of the first case in each round, "" where it is not in a room."""
    found = {bytes(row.token_hash): row.id for row in Participant.objects.all()}
    values: dict[Any, dict[int, int | None]] = {}
    for row in Response.objects.filter(item=0):
        values.setdefault(row.participant_id, {})[row.round] = row.value
    answers: dict[str, Any] = {}
    for token in tokens:
        who = found.get(hash_of("token", token))
        answers[token] = None if who is None else values.get(who, {}).get(1, "")
    return {"answers": answers, "phones": len(found), "rows": Response.objects.count()}


def state(say: Say, room: str) -> dict[str, Any]:
    """Return where a room is."""
    row = Session.objects.get(id=UUID(room))
    return {"phase": row.phase, "revision": row.revision, "closed": row.closed_on is not None}


def night(say: Say, days: float) -> int:
    """Let the worker look for rooms that were left, when its clock is so many days away; returns how many it closed."""
    return close_stale_sessions(utc_now() + timedelta(days=days))

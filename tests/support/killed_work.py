"""The pieces of work that tests kill, and those that look at what is left. Each runs in a process of its own."""

from __future__ import annotations

import random
import resource
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import DatabaseError, connection

from fagspejl.answering.sealed import locator_of, seal, unseal
from fagspejl.answering.services import (
    delete_answer,
    open_answers,
    reissue,
    rewrite_all,
    save_draft,
    submit,
)
from fagspejl.answering.services.custody import count_rows, finish_moves
from fagspejl.answering.types import Place
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.services import audit_round, close_round, confirm_close, publish_round
from fagspejl.disclosure.services.close_round import Desk
from fagspejl.evaluation.keys.derivation import link_of, lookup_of
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.instrument.loader import load
from support.forked import Say
from support.small_round import DEADLINE, KEY, small_round

PEOPLE = [f"p{number}" for number in range(8)]
Answer = dict[str, Any]


def warm() -> None:
    """Ask a database a question, read the questionnaire, seal something; leave no connection behind."""
    with tempfile.TemporaryDirectory() as folder:
        connection.settings_dict["NAME"] = f"{folder}/x" if connection.vendor == "sqlite" else "postgres"
        with suppress(DatabaseError):
            _invitations()
        with suppress(DatabaseError):
            Round.objects.get()
        connection.close()
    load("faglig-ledelse")
    link = "a" * 26
    unseal(link, UUID(int=0), seal(link, UUID(int=0), {}))


def prepare(say: Say, **_: Any) -> str:
    """Make the tables and an open round; returns its id."""
    call_command("migrate", verbosity=0, interactive=False)
    made = small_round({"Karen": {"employee": PEOPLE, "superior": ["Mads"]}})
    return str(made.round.id)


def _invitations() -> dict[str, Invitation]:
    found = Invitation.objects.select_related("person")
    return {invitation.person.key: invitation for invitation in found}


def _place(invitation: Invitation) -> Place:
    link = link_of(KEY, invitation.round_id, invitation.id, invitation.generation)
    return Place(link, invitation.round_id, invitation.form)


def save(say: Say, steps: list[list[Any]], largest: int = 0) -> None:
    """Save again and again. A step is (save id, person, act, values, version seen); each is told before and after.

    `largest`: no file may grow past so many bytes, which to a database is a disk that is full.
    """
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    invitations = _invitations()
    for step in steps:
        save_id, who, act, values, version = step
        place = _place(invitations[who])
        say("begin", save_id)
        if act == "draft":
            saved = save_draft(place, values, save_id=save_id, version=version)
        elif act == "submit":
            saved = submit(place, values, save_id=save_id)
        else:
            saved = delete_answer(place, save_id=save_id)
        say("ack", save_id, saved.version, saved.repeated)


def move(say: Say, seed: int, many: int) -> None:
    """Give new links, one after the other."""
    chance = random.Random(seed)
    invitations = _invitations()
    for _ in range(many):
        who = chance.choice(sorted(invitations))
        say("begin", who)
        reissue(invitations[who].id, invitations[who].round_id, KEY)
        say("ack", who)


def night(say: Say, many: int) -> None:
    """Do the night's rewrite, several times."""
    home = Round.objects.get().id
    for number in range(many):
        say("begin", number)
        rewrite_all(home, KEY)
        say("ack", number)


def recover(say: Say) -> None:
    """What a worker does first when it starts again."""
    finish_moves(Round.objects.get().id, KEY)


def state(say: Say) -> dict[str, Any]:
    """Tell everything that is stored: every answer by its owner, found through the link that is alive now."""
    home = Round.objects.get().id
    answers = {
        str(opened.invitation.id): opened.payload.as_dict()
        for opened in open_answers(home, KEY)
        if opened.payload is not None
    }
    told: dict[str, Any] = {}
    for who, invitation in _invitations().items():
        link = link_of(KEY, home, invitation.id, invitation.generation)
        told[who] = {
            "generation": invitation.generation,
            "moving": invitation.moving,
            "lookup": bytes(invitation.lookup or b"") == lookup_of(link),
            "answer": answers.get(str(invitation.id)),
            "place": locator_of(link, home).hex(),
        }
    return {"rows": count_rows(home), "people": told}


def _desk(folder: str, say: Say) -> Desk:
    place = Path(folder)
    store = KeyStore(place / "keys", place / "escrow")
    now = DEADLINE + timedelta(minutes=20)
    return Desk(store, place / "backups", now, lambda step, share: say("step", step))


def give_key(say: Say, folder: str) -> None:
    """Put the round's key in both folders."""
    for name in ("keys", "escrow"):
        (Path(folder) / name).mkdir(parents=True, exist_ok=True)
        (Path(folder) / name / f"{Round.objects.get().id}.key").write_bytes(KEY)


def close(say: Say, folder: str) -> None:
    """Close, confirm and publish, telling each step."""
    home = Round.objects.get().id
    desk = _desk(folder, say)
    close_round(round_id=home, desk=desk)
    say("step", "confirm")
    confirm_close(round_id=home, desk=desk)
    say("step", "publish")
    publish_round(round_id=home, keys=desk.keys, today=date(2026, 4, 1))
    say("step", "end")


def half(say: Say, folder: str) -> dict[str, Any]:
    """Tell what a kill left of a closing."""
    found = Round.objects.get()
    store = KeyStore(Path(folder) / "keys", Path(folder) / "escrow")
    return {
        "state": found.state,
        "rows": count_rows(found.id),
        "releases": StoredRelease.objects.count(),
        "parts": ReleasePart.objects.count(),
        "links": Invitation.objects.filter(lookup__isnull=False).count(),
        "destroyed": store.is_destroyed(found.id),
        "files": sorted(
            path.name for name in ("keys", "escrow") for path in (Path(folder) / name).glob("*.key*")
        ),
        "frozen": (Path(folder) / "backups" / f"{found.id}-frozen.sqlite3").exists(),
    }


def sealed(say: Say) -> dict[str, Any]:
    """Tell the close record and what the audit of the stored Release finds."""
    home: UUID = Round.objects.get().id
    return {
        "record": StoredRelease.objects.get().record,
        "faults": len(audit_round(home).faults),
        "integrity": _integrity(),
    }


def _integrity() -> str:
    if connection.vendor == "postgresql":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


def idle(say: Say) -> bool:
    """Whether no other client is at work in this database (PostgreSQL goes on for a moment after its client died)."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0] == 0)

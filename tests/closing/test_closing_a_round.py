"""Closing, from the open round to the destroyed keys, on the real database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from fagspejl.answering.errors import LinkDead, RoundNotOpen
from fagspejl.answering.services import open_answer, submit
from fagspejl.disclosure.errors import CloseRefused
from fagspejl.disclosure.models import ReleasePart
from fagspejl.disclosure.selectors import leader_part, parts_of_round
from fagspejl.disclosure.services import audit_round, close_round, confirm_close, publish_round
from fagspejl.disclosure.services.store import ReleaseDamaged, verify
from fagspejl.disclosure.types import Response, Withheld
from fagspejl.evaluation.keys.store import RoundKeyMissing
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from support.closing import answered_round, desk

pytestmark = pytest.mark.django_db(transaction=True)


def _rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM response")
        return int(cursor.fetchone()[0])


def test_answers_become_a_release_and_are_gone(tmp_path: Path) -> None:
    """Karen's seven answers and Ida's eleven are in the Release; not one answer is left, and the numbers add up."""
    made = answered_round()
    at = desk(tmp_path, made)
    record = close_round(round_id=made.round.id, desk=at)
    assert _rows() == 0
    assert record == {"counted": 7 + 11 + 3 + 2}
    confirm_close(round_id=made.round.id, desk=at)
    day = date(2026, 4, 1)
    assert publish_round(round_id=made.round.id, keys=at.keys, today=day)
    assert not publish_round(round_id=made.round.id, keys=at.keys, today=day)
    assert audit_round(made.round.id).faults == ()
    views = {}
    for key in parts_of_round(made.round.id):
        if key.kind == "leader":
            part = leader_part(key.id)
            assert part is not None
            assert part.published
            views[key.key] = part.released().leader(key.key)
    karen = views[str(made.leaders["Karen"].id)]
    assert karen.groups[0].response == Response(7, 8)
    assert [mark.role for mark in karen.marks] == ["self", "superior"]
    mads = views[str(made.leaders["Mads"].id)]
    assert isinstance(mads.groups[0].response, Withheld)


def test_keys_links_and_backups_of_ciphertext_are_gone(tmp_path: Path) -> None:
    """After confirmation no link can be found or derived, and the frozen backup is removed."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    assert (tmp_path / "backups" / f"{made.round.id}-frozen.sqlite3").exists()
    confirm_close(round_id=made.round.id, desk=at)
    assert at.keys.is_destroyed(made.round.id)
    assert not list((tmp_path / "keys").glob("*.key"))
    assert not list((tmp_path / "escrow").glob("*.key"))
    assert Invitation.objects.filter(lookup__isnull=False).count() == 0
    assert not (tmp_path / "backups" / f"{made.round.id}-frozen.sqlite3").exists()
    with pytest.raises(LinkDead):
        submit(made.place("k0", "Karen"), {}, save_id="late")
    confirm_close(round_id=made.round.id, desk=at)


def test_a_round_does_not_close_before_its_time(tmp_path: Path) -> None:
    """Bente tries to close ten minutes after the deadline, within the grace, and nothing happens."""
    made = answered_round()
    with pytest.raises(CloseRefused):
        close_round(round_id=made.round.id, desk=desk(tmp_path, made, minutes_after=10))
    assert Round.objects.get().state == "open"
    assert not open_answer(made.place("k0", "Karen")).draft


def test_without_the_key_nothing_is_touched(tmp_path: Path) -> None:
    """Per lost the key file: closing says which file to bring back, and the round stays open."""
    made = answered_round()
    at = desk(tmp_path, made)
    (tmp_path / "keys" / f"{made.round.id}.key").unlink()
    with pytest.raises(RoundKeyMissing):
        close_round(round_id=made.round.id, desk=at)
    assert (Round.objects.get().state, _rows()) == ("open", 30)


def test_nothing_is_published_while_a_key_exists(tmp_path: Path) -> None:
    """Publishing a sealed round is refused until its keys are destroyed."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    with pytest.raises(CloseRefused):
        publish_round(round_id=made.round.id, keys=at.keys, today=date(2026, 4, 1))


@pytest.mark.parametrize(
    "step", ["freeze", "read", "release", "audit", "seal", "rewrite", "verify", "back_up"]
)
def test_a_close_that_was_interrupted_goes_on(tmp_path: Path, step: str) -> None:
    """Whatever step stops it, closing again ends in the same sealed round, with every answer counted once."""
    made = answered_round()

    def stop(name: str, share: float) -> None:
        if name == step:
            raise KeyboardInterrupt

    at = desk(tmp_path, made)
    with pytest.raises(KeyboardInterrupt):
        close_round(round_id=made.round.id, desk=replace(at, tell=stop))
    record = close_round(round_id=made.round.id, desk=at)
    assert (record, _rows()) == ({"counted": 23}, 0)
    assert close_round(round_id=made.round.id, desk=at) == record


def test_no_save_is_taken_once_closing_has_begun(tmp_path: Path) -> None:
    """Sofie sends her answer while the round is being closed: it is refused, never half counted."""
    made = answered_round()

    def late(name: str, share: float) -> None:
        if name == "read":
            with pytest.raises(RoundNotOpen):
                submit(made.place("i11", "Ida"), {}, save_id="late")

    close_round(round_id=made.round.id, desk=replace(desk(tmp_path, made), tell=late))


def test_a_release_never_changes(tmp_path: Path) -> None:
    """Per tries to correct a figure in the database; the database refuses, and a damaged copy is found out."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    for sql in (
        "UPDATE release_part SET body = '{}'",
        "DELETE FROM release_part",
        "UPDATE release SET root_sha = ''",
        "DELETE FROM release",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    extra = ReleasePart.objects.first()
    assert extra is not None
    ReleasePart.objects.create(release=extra.release, kind="unit", key="x", body="{}", sha256="0" * 64)
    with pytest.raises(ReleaseDamaged):
        verify(made.round.id)


def test_the_promise_cannot_be_weakened_once_the_round_is_open() -> None:
    """Nobody lowers k in an open round: not the model, not SQL, and k below five not even in a draft."""
    made = answered_round()
    policy = RoundPolicy.objects.get(round=made.round)
    policy.k = 7
    with pytest.raises(DatabaseError), transaction.atomic():
        policy.save()
    for sql in (
        "UPDATE round_policy SET k = 6",
        "DELETE FROM round_policy",
        "UPDATE round SET state = 'draft'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    draft = Round.objects.get()
    draft.pk, draft.state = None, "draft"
    draft._state.adding = True
    draft.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundPolicy.objects.create(round=draft, k=4, values=policy.values, sha256=policy.sha256)


def test_a_late_answer_is_not_taken_after_closing_began_early_clock(tmp_path: Path) -> None:
    """A server clock an hour behind closes nothing early."""
    made = answered_round()
    at = desk(tmp_path, made)
    with pytest.raises(CloseRefused):
        close_round(round_id=made.round.id, desk=replace(at, now=at.now - timedelta(hours=1)))


def test_the_parts_hold_no_person_and_no_draft(tmp_path: Path) -> None:
    """No rater's id or name, and nothing of a draft, is in any part of the Release."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    whole = "".join(ReleasePart.objects.values_list("body", flat=True))
    people = {
        str(x)
        for x in Invitation.objects.exclude(person__in=made.leaders.values()).values_list("person", flat=True)
    }
    assert not any(person in whole for person in people)
    assert "Hemmelig tekst k7" not in whole
    assert json.loads(ReleasePart.objects.get(kind="head").body)["format"] == "fagspejl-release/2"

"""What a round promised when it opened is kept byte for byte, and shown whatever the program says later."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from fagspejl.answering import promised
from fagspejl.answering.promise import Promise
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, RoundPolicy
from fagspejl.evaluation.selectors import key_check_of, policy_of, promised_of
from fagspejl.lib.clock import utc_now
from support.respondent import Respondent
from support.roster import draft, opened

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

LATER = Promise("", ("Vi har skiftet mening.",), (("Nu læser vi det hele.",),), "Alle læser det, du skriver.")


@pytest.fixture
def sofie(tmp_path: Path) -> tuple[UUID, str]:
    """A round that is open now, and Sofie's link in it."""
    now = utc_now()
    round_id, keys = opened(tmp_path, now=now, deadline=now + timedelta(days=7))
    invitation = Invitation.objects.get(round=round_id, person__key="sofie", leader__key="karen")
    return round_id, link_of(keys.read(round_id, key_check_of(round_id)), round_id, invitation.id, 0)


def _upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of tomorrow, which has other words for every promise."""
    monkeypatch.setattr(promised, "promise", lambda *given, **more: LATER)
    promised.promise_of.cache_clear()


def test_rules_are_the_bytes_that_the_checksum_is_of(sofie: tuple[UUID, str]) -> None:
    """The rules kept with Bente's round are those she set, and their SHA-256 is the one on the start page."""
    row = RoundPolicy.objects.get(round=sofie[0])
    rules = bytes(row.rules or b"")
    assert hashlib.sha256(rules).hexdigest() == row.sha256
    assert json.loads(rules) == policy_of(row.round_id).as_dict()


def test_words_of_every_language_and_role_are_kept(sofie: tuple[UUID, str]) -> None:
    """Both languages and all roles stand in what is kept, with a place for the leader's name and none for a person."""
    kept = json.loads(promised_of(sofie[0]) or b"")
    assert kept.pop("superiors") == "name"
    assert set(kept) == {"da", "en"}
    for roles in kept.values():
        assert set(roles) == {*promised.PERSPECTIVES, "superior_several"}
        assert all(len(role["lines"]) == (1 if role["named"] else 3) for role in roles.values())
    told = json.dumps(kept, ensure_ascii=False)
    assert "{leader}" in told
    assert "Karen" not in told


def test_a_draft_has_promised_nothing() -> None:
    """Before Bente opens a round nothing is kept: she may still change it."""
    assert promised_of(draft()) is None


def test_open_round_shows_what_it_promised(sofie: tuple[UUID, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The system gets new words while the round is open: Sofie reads the old ones, at the start and at the comments."""
    start, form = Respondent(sofie[1]).open().page, Respondent(sofie[1]).begin().text
    _upgrade(monkeypatch)
    assert Respondent(sofie[1]).open().page == start
    again = Respondent(sofie[1]).begin().text
    warning = "Din leder og din leders leder læser præcis det, du skriver."
    assert warning in form
    assert warning in again
    assert "Alle læser" not in again


def test_round_from_before_shows_todays_words(
    sofie: tuple[UUID, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round that an older version opened has nothing kept, and goes on as it did: with the words of the program."""
    monkeypatch.setattr(promised, "promised_of", lambda round_id: None)
    promised._kept.cache_clear()
    _upgrade(monkeypatch)
    assert "Vi har skiftet mening." in Respondent(sofie[1]).open().text
    promised._kept.cache_clear()


@pytest.mark.parametrize("column", ["rules", "promised"])
def test_the_database_refuses_another_promise(sofie: tuple[UUID, str], column: str) -> None:
    """Nobody changes the words or the rules of an open round, not even with the database in hand."""
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundPolicy.objects.filter(round=sofie[0]).update(**{column: b"{}"})


def test_two_leaders_in_one_role_read_their_number(sofie: tuple[UUID, str]) -> None:
    """What is kept for several in a named role says how many they are now, in the words that were kept."""
    sha = RoundPolicy.objects.get(round=sofie[0]).sha256
    told = promised.promise_of(sofie[0], sha, "da", "superior", 3).about("Karen Lund")
    assert told.named.startswith("Du svarer som leder for Karen Lund. I er tre i den rolle")
    assert "den eneste" in promised.promise_of(sofie[0], sha, "da", "superior", 1).named

"""The life of a witnessed copy: made before opening, read back by both, lost, put together again, and destroyed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import DatabaseError, transaction

from fagspejl.answering.services import drop_answers
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Actor
from fagspejl.commands.cli import main
from fagspejl.evaluation.errors import (
    HalfNotTaken,
    HalfOutdated,
    HalfTaken,
    HalvesNotReadBack,
    KeyNotDestroyed,
    RoundNotReady,
    SealedCopyMissing,
    SheetLost,
)
from fagspejl.evaluation.keys.derivation import key_check
from fagspejl.evaluation.keys.store import EscrowCopyMissing, KeyStore, RoundKeyMissing
from fagspejl.evaluation.keys.witnessed import HalfNotThis, HalfOfTheOther, code_of
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors.escrow import copy_outside, publication_waits_until
from fagspejl.evaluation.selectors.witnessed import half_behind, witnessed_copy
from fagspejl.evaluation.services.changing import cancel_round
from fagspejl.evaluation.services.creating import keep_policy
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.services.witnessing import (
    Named,
    forget_taken,
    note_destroyed,
    note_lost,
    note_taken,
    read_back,
    split_key,
    waiting_half,
)
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.lib.clock import ZONE
from support.roster import BENTE, CAST, NOW, draft, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
WITNESSED = RoundPolicyValues(access=AccessPolicy(escrow="witnessed"))
ASTA = Actor(id="representative", name="Asta Friis")
BY = {Holder.PLANNER: BENTE, Holder.REPRESENTATIVE: ASTA}
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyStore:
    """Key folders of this test's own, for commands too."""
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(tmp_path / "escrow"))
    taken_in(tmp_path, *CAST)
    return KeyStore(tmp_path / "keys", tmp_path / "escrow", witnessed=True)


def _split(made: UUID, keys: KeyStore, turn: int = 1, link: str = "l" * 26) -> None:
    people = {"planner": Named(BENTE.name, BENTE.id), "representative": Named(ASTA.name)}
    split_key(made, keys, turn=turn, link=link, actor=BENTE, now=NOW, **people)


def _sheet(made: UUID, keys: KeyStore, holder: Holder, turn: int = 1) -> str:
    """The code on a holder's sheet, which is out from now on."""
    _, half = waiting_half(made, keys, holder, turn=turn)
    note_taken(made, holder, turn=turn, actor=BY[holder], now=NOW)
    return code_of(holder, half)


def _read(made: UUID, holder: Holder, code: str, turn: int = 1) -> None:
    read_back(made, holder, code, turn=turn, actor=BY[holder], now=NOW)


def _ready(keys: KeyStore) -> tuple[UUID, dict[Holder, str]]:
    """A draft of which both have read their sheets back."""
    made = draft(policy=WITNESSED)
    _split(made, keys)
    codes = {holder: _sheet(made, keys, holder) for holder in Holder}
    for holder, code in codes.items():
        _read(made, holder, code)
    return made, codes


def _open(made: UUID, keys: KeyStore) -> None:
    open_round(made, keys=keys, actor=BENTE, now=LATER)


def test_it_opens_only_when_both_have_read_back(keys: KeyStore) -> None:
    """Bente cannot open before her sheet and Asta's were both read back; then the key is the one they were made of."""
    made = draft(policy=WITNESSED)

    def unready() -> tuple[str, ...]:
        with pytest.raises(RoundNotReady) as refused:
            _open(made, keys)
        (reason,) = refused.value.reasons
        assert isinstance(reason, HalvesNotReadBack)
        return reason.holders

    assert unready() == ("planner", "representative")
    _split(made, keys)
    for holder, left in ((Holder.PLANNER, ("representative",)), (Holder.REPRESENTATIVE, ())):
        code = _sheet(made, keys, holder)
        assert holder in unready()
        _read(made, holder, code)
        if left:
            assert unready() == left
    before = (keys.folder / f"{made}.key").read_bytes()
    _open(made, keys)
    assert bytes(Round.objects.get().key_check) == key_check(before)
    assert sorted(path.name for path in keys.escrow.iterdir()) == [f"{made}.witnessed"]  # type: ignore[union-attr]


def test_the_database_refuses_too(keys: KeyStore) -> None:
    """Whatever a program does, a round with a witnessed copy is not opened in the database while a half is unread."""
    made = draft(policy=WITNESSED)
    _split(made, keys)
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(id=made).update(state=RoundState.OPEN, key_check=b"k" * 32)
    Round.objects.filter(id=draft()).update(state=RoundState.OPEN, key_check=b"k" * 32)


def test_a_sheet_goes_out_once(keys: KeyStore) -> None:
    """Somebody was at Asta's link before her: she is told so, and her half is not handed out again."""
    made = draft(policy=WITNESSED)
    _split(made, keys)
    with pytest.raises(HalfNotTaken):
        _read(
            made, Holder.PLANNER, code_of(Holder.PLANNER, waiting_half(made, keys, Holder.PLANNER, turn=1)[1])
        )
    _sheet(made, keys, Holder.REPRESENTATIVE)
    for again in (
        lambda: waiting_half(made, keys, Holder.REPRESENTATIVE, turn=1),
        lambda: note_taken(made, Holder.REPRESENTATIVE, turn=1, actor=ASTA, now=NOW),
    ):
        with pytest.raises(HalfTaken):
            again()
    assert forget_taken(made, keys) == 1
    assert not keys.half_path(made, Holder.REPRESENTATIVE).exists()
    assert keys.half_path(made, Holder.PLANNER).exists()


def test_only_the_right_sheet_is_read_back(keys: KeyStore) -> None:
    """Asta types Bente's sheet, and one of another round: neither is taken for hers."""
    made, other = draft(policy=WITNESSED), draft(policy=WITNESSED, title="En anden")
    for one in (made, other):
        _split(one, keys, link=f"{one}"[:26])
    bentes = _sheet(made, keys, Holder.PLANNER)
    _sheet(made, keys, Holder.REPRESENTATIVE)
    with pytest.raises(HalfOfTheOther):
        _read(made, Holder.REPRESENTATIVE, bentes)
    with pytest.raises(HalfNotThis):
        _read(made, Holder.REPRESENTATIVE, _sheet(other, keys, Holder.REPRESENTATIVE))


def test_a_lost_sheet_keeps_a_draft_shut_until_there_are_new_ones(keys: KeyStore) -> None:
    """Asta has lost her sheet: two new halves are made, and those from before are worth nothing, Bente's too."""
    made, codes = _ready(keys)
    note_lost(made, Holder.REPRESENTATIVE, turn=1, actor=ASTA, now=NOW)
    with pytest.raises(RoundNotReady):
        _open(made, keys)
    with pytest.raises(SheetLost):
        _read(made, Holder.REPRESENTATIVE, codes[Holder.REPRESENTATIVE])
    _split(made, keys, turn=2, link="n" * 26)
    assert half_behind("l" * 26) is None
    with pytest.raises(HalfOutdated):
        _read(made, Holder.PLANNER, codes[Holder.PLANNER])
    code = _sheet(made, keys, Holder.PLANNER, turn=2)
    assert code != codes[Holder.PLANNER]
    with pytest.raises(HalfNotThis):
        _read(made, Holder.PLANNER, codes[Holder.PLANNER], turn=2)


def test_made_twice_by_a_worker_that_was_killed_it_is_one_pair(keys: KeyStore) -> None:
    """The worker died after the halves were made: done again for the same order, nothing changes."""
    made, _ = _ready(keys)
    before = witnessed_copy(made)
    _split(made, keys)
    assert witnessed_copy(made) == before


@pytest.mark.parametrize("harm", ["gone", "other"])
def test_the_sealed_copy_must_be_there(keys: KeyStore, harm: str) -> None:
    """Per has tidied up the folder of second copies: the round does not open on two sheets that open nothing."""
    made, _ = _ready(keys)
    path = keys.sealed_path(made)
    path.unlink() if harm == "gone" else path.write_bytes(b"x" * 65)
    with pytest.raises(RoundNotReady) as refused:
        _open(made, keys)
    assert isinstance(refused.value.reasons[0], SealedCopyMissing)


def test_opening_makes_no_other_key(keys: KeyStore) -> None:
    """The key was lost before opening: a new one would be another than the one that the sheets open."""
    made, _ = _ready(keys)
    (keys.folder / f"{made}.key").unlink()
    with pytest.raises(RoundKeyMissing):
        _open(made, keys)


def test_both_put_a_lost_key_together(keys: KeyStore) -> None:
    """The disk with the key is gone while the round is open: Bente and Asta type their halves, and the key is back."""
    made, codes = _ready(keys)
    _open(made, keys)
    path = keys.folder / f"{made}.key"
    key = path.read_bytes()
    path.unlink()
    typed = "\n".join(codes[holder].upper() for holder in Holder)
    wrong = "\n".join(codes[holder] for holder in reversed(Holder))
    run = CliRunner().invoke(main, ["round", "key-restore", str(made)], input=wrong)
    assert run.exit_code == 1, run.output
    assert not path.exists()
    run = CliRunner().invoke(main, ["round", "key-restore", str(made)], input=typed)
    assert run.exit_code == 0, run.output + run.stderr
    assert path.read_bytes() == key
    assert path.stat().st_mode & 0o077 == 0
    assert not any(code in run.output.lower() for code in codes.values())
    assert AccessEntry.objects.filter(event="key_restored", object=str(made)).count() == 1


def test_a_sheet_lost_while_open_is_said_and_the_round_goes_on(keys: KeyStore) -> None:
    """Bente has lost her sheet in the second week: status says so in red words, and the round stays open."""
    made, _ = _ready(keys)
    _open(made, keys)
    note_lost(made, Holder.PLANNER, turn=1, actor=BENTE, now=LATER)
    said = CliRunner().invoke(main, ["round", "status", str(made)]).output
    assert "ADVARSEL: Den anden kopi af nøglen tæller som mistet." in said
    assert Round.objects.get().state == RoundState.OPEN
    _split(made, keys, turn=2)
    assert "ADVARSEL" not in CliRunner().invoke(main, ["round", "status", str(made)]).output


def _over(keys: KeyStore) -> tuple[UUID, dict[Holder, str]]:
    made, codes = _ready(keys)
    _open(made, keys)
    cancel_round(made, keys=keys, drop_answers=drop_answers, actor=BENTE, now=LATER)
    return made, codes


def test_both_confirm_their_destruction(keys: KeyStore) -> None:
    """The key is gone, and each confirms for herself: only with the second word is the copy called gone."""
    made, _ = _ready(keys)
    _open(made, keys)
    with pytest.raises(KeyNotDestroyed):
        note_destroyed(made, Holder.PLANNER, turn=1, actor=BENTE, now=LATER)
    cancel_round(made, keys=keys, drop_answers=drop_answers, actor=BENTE, now=LATER)
    assert not list(keys.folder.glob(f"{made}.[kwh]*"))
    assert not list(keys.escrow.iterdir())  # type: ignore[union-attr]
    note_destroyed(made, Holder.PLANNER, turn=1, actor=BENTE, now=LATER)
    copy = copy_outside(made)
    assert copy is not None
    assert copy.is_open
    status = CliRunner().invoke(main, ["round", "status", str(made)]).output
    assert "Asta Friis har endnu ikke bekræftet" in status
    alone = CliRunner().invoke(main, ["round", "escrow-destroyed", str(made)])
    assert alone.exit_code == 1
    note_destroyed(made, Holder.REPRESENTATIVE, turn=1, actor=ASTA, now=LATER)
    copy = copy_outside(made)
    assert copy is not None
    assert not copy.is_open
    assert "kan ikke længere samles" in CliRunner().invoke(main, ["round", "status", str(made)]).output
    events = AccessEntry.objects.filter(object=str(made)).order_by("number").values_list("event", flat=True)
    assert list(events)[-3:] == ["key_half_destroyed", "key_half_destroyed", "escrow_destroyed"]


def test_a_lost_sheet_and_a_destroyed_one_open_nothing(keys: KeyStore) -> None:
    """Asta cannot find her sheet when it is to be destroyed: with Bente's gone, what she finds later is one half."""
    made, _ = _over(keys)
    note_lost(made, Holder.REPRESENTATIVE, turn=1, actor=ASTA, now=LATER)
    assert Round.objects.get().escrow_destruction_confirmed_on is None
    run = CliRunner().invoke(main, ["round", "escrow-destroyed", str(made), "--half", "planner"])
    assert run.exit_code == 0, run.output + run.stderr
    assert Round.objects.get().escrow_destruction_confirmed_on is not None


def test_two_lost_sheets_are_never_called_gone(keys: KeyStore) -> None:
    """Both sheets are lost: nobody knows where they lie, so nobody says that the copy cannot be put together."""
    made, _ = _over(keys)
    for holder in Holder:
        note_lost(made, holder, turn=1, actor=BY[holder], now=LATER)
    copy = copy_outside(made)
    assert copy is not None
    assert copy.is_open


def test_publication_waits_a_week_at_most(keys: KeyStore) -> None:
    """Nobody confirms: publication waits seven days from the day the key was destroyed, as for any copy outside."""
    made, _ = _ready(keys)
    _open(made, keys)
    gone = LATER.astimezone(ZONE).date()
    Round.objects.filter(id=made).update(state=RoundState.CLOSING)
    Round.objects.filter(id=made).update(state=RoundState.SEALED)
    Round.objects.filter(id=made).update(state=RoundState.KEYS_GONE, keys_destroyed_on=gone)
    assert publication_waits_until(made, today=gone + timedelta(days=6)) == gone + timedelta(days=7)
    assert publication_waits_until(made, today=gone + timedelta(days=7)) is None


def test_the_key_is_not_destroyed_while_its_copy_is_elsewhere(keys: KeyStore) -> None:
    """Per has moved the second copies to another disk: nothing is touched, for the sealed copy would live on."""
    made, _ = _ready(keys)
    _open(made, keys)
    keys.sealed_path(made).rename(keys.folder.parent / "elsewhere")
    with pytest.raises(EscrowCopyMissing):
        cancel_round(made, keys=keys, drop_answers=drop_answers, actor=BENTE, now=LATER)
    assert (keys.folder / f"{made}.key").exists()


def test_a_draft_leaves_nothing(keys: KeyStore) -> None:
    """Bente drops the draft after the sheets were made: the key, its copy and the halves are gone with it."""
    made, _ = _ready(keys)
    cancel_round(made, keys=keys, drop_answers=drop_answers, actor=BENTE, now=LATER)
    assert not Round.objects.filter(id=made).exists()
    assert not [*keys.folder.iterdir(), *keys.escrow.iterdir()]  # type: ignore[union-attr]


@pytest.mark.parametrize("turn", [1, 2])
def test_a_key_from_under_another_promise_is_thrown_away(keys: KeyStore, turn: int) -> None:
    """An opening with a whole copy was interrupted, then Bente promised two holders: the copy is gone, and its key."""
    made = draft(policy=WITNESSED)
    if turn == 2:
        _split(made, keys)
    before = KeyStore(keys.folder, keys.escrow).create(made)  # as far as that opening came
    _split(made, keys, turn=turn)
    for holder in Holder:
        _read(made, holder, _sheet(made, keys, holder, turn), turn)
    _open(made, keys)
    assert sorted(path.name for path in keys.escrow.iterdir()) == [f"{made}.witnessed"]  # type: ignore[union-attr]
    assert keys.read(made, bytes(Round.objects.get().key_check or b"")) != before


def test_another_kind_of_copy_makes_the_sheets_worthless(keys: KeyStore) -> None:
    """Bente chose a folder for the copy after all: what the sheets open is removed when the round opens."""
    made, _ = _ready(keys)
    keep_policy(made, RoundPolicyValues())
    _open(made, KeyStore(keys.folder, keys.escrow))
    assert witnessed_copy(made) is None
    assert sorted(path.name for path in keys.escrow.iterdir()) == [f"{made}.key"]  # type: ignore[union-attr]

"""Where a note may go from where it stands: any acts in any order lead where the table says, or nothing happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fagspejl.audit.selectors import lines
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person
from fagspejl.workspace.notes.errors import UpwardChanged, UpwardGone, UpwardNotNow
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.notes.rules import MOVES, NoteAct
from fagspejl.workspace.notes.selectors import note_of
from fagspejl.workspace.notes.services.drafts import delete_note, mark_note, write_note
from fagspejl.workspace.notes.services.sending import answer_note, close_note, send_note
from fagspejl.workspace.notes.types import NoteStatus, Reply, UpwardFacts
from support.followed import put_above
from support.noted import IDA, VALUES, drafted_note, marked
from support.town import Town, town

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _do(act: NoteAct, one: UUID, revision: int) -> None:
    note = note_of(one)
    marks = {} if note is None else {each.id: (each.tag, each.card) for each in note.sentences}
    acts: dict[NoteAct, Callable[[], Any]] = {
        NoteAct.WRITE: lambda: write_note(one, revision, _as_written(note), actor=IDA),
        NoteAct.MARK: lambda: mark_note(one, revision, marks, actor=IDA),
        NoteAct.DELETE: lambda: delete_note(one, revision, actor=IDA),
        NoteAct.SEND: lambda: send_note(one, revision, sender=None, actor=IDA, now=utc_now()),
        NoteAct.ANSWER: lambda: answer_note(
            one, revision, reply=Reply.GRANTED, text="Ja.", by=None, actor=IDA, now=utc_now()
        ),
        NoteAct.CLOSE: lambda: close_note(one, revision, actor=IDA, now=utc_now()),
    }
    acts[act]()


def _as_written(note: UpwardFacts | None) -> Any:
    from dataclasses import replace

    return VALUES if note is None else replace(VALUES, answer_by=note.answer_by, addressee=note.addressee)


def _complete(here: Town) -> UUID:
    mads = Person.objects.get(name="Mads").id
    return marked(drafted_note(here.cancer, offers=(), addressee=mads))


@pytest.mark.parametrize("status", NoteStatus)
@pytest.mark.parametrize("act", NoteAct)
def test_every_act_in_every_state(act: NoteAct, status: NoteStatus, here: Town) -> None:
    """Ida and Mads do everything with a note wherever it stands: it goes where the table says, or nothing happens."""
    one = _complete(here)
    UpwardNote.objects.filter(id=one).update(status=status)
    before = note_of(one)
    assert before is not None
    if status not in MOVES[act]:
        with pytest.raises(UpwardNotNow):
            _do(act, one, before.revision)
        assert note_of(one) == before
        return
    _do(act, one, before.revision)
    after, wanted = note_of(one), MOVES[act][status]
    assert (None if after is None else after.status) == wanted
    assert {"act": act.value} in [line.facts for line in lines(about=str(one))]


@pytest.mark.parametrize("act", NoteAct)
def test_an_older_page_does_nothing(act: NoteAct, here: Town) -> None:
    """Ida acts on a page from before somebody's change, or on a note that is gone: she is told, and it stands."""
    one = _complete(here)
    status = next(iter(MOVES[act]))
    UpwardNote.objects.filter(id=one).update(status=status)
    before = note_of(one)
    with pytest.raises(UpwardChanged):
        _do(act, one, 99)
    assert note_of(one) == before
    UpwardNote.objects.filter(id=one).delete()
    with pytest.raises(UpwardGone):
        _do(act, one, 0)


class AnyOrder(RuleBasedStateMachine):
    """Ida's and Mads' acts in any order, on the newest page or on an older one."""

    @initialize()
    def begin(self) -> None:
        UpwardNote.objects.all().delete()
        mads = Person.objects.get(name="Mads").id
        unit = Person.objects.get(name="Ida").unit_id
        self.one = marked(drafted_note(unit, offers=(), addressee=mads))
        self.status: NoteStatus | None = NoteStatus.DRAFT
        self.seen: list[NoteStatus | None] = [NoteStatus.DRAFT]

    @rule(act=st.sampled_from(NoteAct), behind=st.integers(0, 1))
    def act(self, act: NoteAct, behind: int) -> None:
        note = note_of(self.one)
        revision = 0 if note is None else note.revision - behind
        moves = {} if self.status is None else MOVES[act]
        try:
            _do(act, self.one, revision)
        except (UpwardChanged, UpwardGone, UpwardNotNow):
            assert note is None or behind or self.status not in moves
        else:
            assert not behind
            assert self.status is not None
            self.status = moves[self.status]
            self.seen.append(self.status)

    @invariant()
    def only_forward(self) -> None:
        """Sent is never a draft again, answered never open again, and nothing is answered or closed unsent."""
        note = note_of(self.one)
        assert (None if note is None else note.status) == self.status
        if note is None:
            return
        order = list(NoteStatus)
        places = [order.index(one) for one in self.seen if one is not None]
        assert places == sorted(places)
        assert (note.sent_on is not None) == (note.status is not NoteStatus.DRAFT)
        assert (note.answer is not None) == (note.status in (NoteStatus.ANSWERED, NoteStatus.CLOSED))


def test_any_order(db: None) -> None:
    """Whatever Ida and Mads do in whatever order, a note goes forward alone."""
    town()
    put_above("Mads", "Karen", "Ida")
    run_state_machine_as_test(
        AnyOrder, settings=settings(max_examples=10, stateful_step_count=12, deadline=None)
    )

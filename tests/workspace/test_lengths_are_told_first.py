"""A text that is far too long is refused before it is searched for names and numbers: nobody waits for Per's novel.

The search reads every sign, a second for each hundred thousand, and on a phone it would hold the session meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import pytest

from fagspejl.audit.types import Actor
from fagspejl.lib.clock import utc_now
from fagspejl.workspace.agreements.errors import AgreementRefused
from fagspejl.workspace.agreements.services.living import tell
from fagspejl.workspace.home.theme.errors import ThemeRefused
from fagspejl.workspace.home.theme.services import choose_theme
from fagspejl.workspace.notes.errors import UpwardRefused
from fagspejl.workspace.notes.services.sending import answer_note
from fagspejl.workspace.notes.types import Reply
from fagspejl.workspace.safeguards.screen import Screened
from fagspejl.workspace.safeguards.screen import screen as searched
from fagspejl.workspace.sessions.errors import AnswerRefused, OutcomeRefused, PlanRefused
from fagspejl.workspace.sessions.services import texts
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode, SplitGroup
from support.agreed import begun, known
from support.collected_room import collected_template, merged, open_collected, to_merging, wrote
from support.followed import put_above
from support.noted import known_note, sent_note
from support.room import open_room
from support.town import town

if TYPE_CHECKING:
    from support.room import Room

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
LONG: Final = "Asta Holmgaard " * 7000
KAREN: Final = Actor("karen", "Karen")


@pytest.fixture(autouse=True)
def long_searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Lengths of the texts that were searched although no field takes as much."""
    found: list[int] = []

    def counted(text: str) -> Screened:
        if len(text) > 20_000:
            found.append(len(text))
        return searched(text)

    monkeypatch.setattr(texts, "screen", counted)
    return found


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """Karen's room with a phone, in which people write."""
    collected_template(monkeypatch)
    made = open_collected()
    made.phone()
    return made


def test_what_a_phone_writes(room: Room, long_searches: list[int]) -> None:
    """Per pastes a novel as his line."""
    with pytest.raises(AnswerRefused):
        wrote(room, room.phones[0], LONG)
    assert long_searches == []


def test_statements_and_more_of_them_than_there_may_be(room: Room, long_searches: list[int]) -> None:
    """Karen pastes the novel as a statement, then as one of forty."""
    to_merging(room)
    for many in (1, 40):
        with pytest.raises(PlanRefused):
            merged(room, [LONG] * many)
    assert long_searches == []


def test_an_outcome(long_searches: list[int]) -> None:
    """The room's outcome, and a sign that nobody sees is no outcome either."""
    made = open_room(groups=(SplitGroup("nye", 5), SplitGroup("erfarne", 5)), units=[uuid4()])
    made.to(PhaseCode.AGREE)
    whole = OutcomeValues(kind=OutcomeKind.AGREEMENT, text=LONG)
    for values in (whole, replace(whole, text="\x01")):
        with pytest.raises(OutcomeRefused):
            record_outcome(made.control, made.facts.revision, values)
    assert long_searches == []


def test_texts_of_staff(long_searches: list[int]) -> None:
    """A theme, a group that was told, and the answer of the leader's leader."""
    here = town()
    with pytest.raises(ThemeRefused):
        choose_theme(here.family, theme=LONG, asked=False, actor=KAREN)
    agreement = known(begun(here.family))
    with pytest.raises(AgreementRefused):
        tell(agreement.id, agreement.revision, group=LONG, told_on=today_here(), people=6, actor=KAREN)
    put_above("Mads", "Karen", "Ida")
    note = sent_note(here.cancer, "Mads")
    with pytest.raises(UpwardRefused):
        answer_note(
            note,
            known_note(note).revision,
            reply=Reply.GRANTED,
            text=LONG,
            by=None,
            actor=KAREN,
            now=utc_now() + timedelta(minutes=1),
        )
    assert long_searches == []

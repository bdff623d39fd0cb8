"""One table says what may be done with a round: nothing goes back, and commands, worker and document agree with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest

from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.states import (
    TABLE,
    Act,
    Who,
    arrow,
    can,
    check_can,
    is_behind,
    next_state,
    states_for,
)
from fagspejl.evaluation.types import RoundState
from fagspejl.mailing.types import ACTS, MailingKind
from support.source import ROOT

ROUND = uuid4()
LATER = {state: place for place, state in enumerate(RoundState)}


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("round_states", ROOT / "scripts" / "round_states.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_goes_back() -> None:
    """Whatever Bente or the worker does, the round is where it was or further on; each pair stands once."""
    assert len({(row.state, row.act) for row in TABLE}) == len(TABLE)
    assert all(row.next is None or LATER[row.next] >= LATER[row.state] for row in TABLE)


def test_every_state_and_act_is_reached() -> None:
    """Bente can come from a draft to every state, and everything she can do can be done somewhere."""
    found = {RoundState.DRAFT}
    while more := {row.next for row in TABLE if row.state in found and row.next is not None} - found:
        found |= more
    assert found == set(RoundState)
    assert {row.act for row in TABLE} == set(Act)


def test_answers_are_taken_in_one_state_only() -> None:
    """Sofie's save is let in while the round is open, and in no other state."""
    assert states_for(Act.ANSWER) == (RoundState.OPEN,)
    assert [row.who for row in TABLE if row.act == Act.ANSWER] == [(Who.RESPONDENT,)]


@pytest.mark.parametrize("state", RoundState)
def test_asking_and_refusing_are_the_same_rule(state: RoundState) -> None:
    """What Bente may not do is refused with the states in which she might."""
    for act in Act:
        if can(act, state):
            check_can(act, state, ROUND)
            next_state(act, state)
            continue
        with pytest.raises(RoundInOtherState) as refused:
            check_can(act, state, ROUND)
        assert (refused.value.state, refused.value.needed) == (state, states_for(act))


def test_a_state_as_the_database_has_it() -> None:
    """A state read as plain text from the row of Karen's round is the state."""
    assert can(Act.CANCEL, "open")
    assert not can(Act.CANCEL, "closing")


def test_what_is_behind() -> None:
    """Keys that are destroyed stay so when the round is published; a cancelled round was opened once."""
    assert [state for state in RoundState if is_behind(Act.DESTROY_KEYS, state)] == [
        RoundState.KEYS_GONE,
        RoundState.PUBLISHED,
    ]
    assert [state for state in RoundState if not is_behind(Act.OPEN, state)] == [RoundState.DRAFT]
    assert arrow(Act.SEAL) == (RoundState.CLOSING, RoundState.SEALED)


def test_every_mail_has_its_act() -> None:
    """No mail goes to Omar without the table saying in which state: all but those before it and of its end while it is open."""
    assert set(ACTS) == set(MailingKind)
    others = {kind: states_for(act) for kind, act in ACTS.items() if states_for(act) != (RoundState.OPEN,)}
    assert others == {
        MailingKind.INFORM: (RoundState.DRAFT,),
        MailingKind.CANCEL: (RoundState.CANCELLED,),
        MailingKind.REPORT: (RoundState.PUBLISHED,),
        MailingKind.THANKS: (RoundState.PUBLISHED,),
    }


def test_the_document_is_fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lone reads the table as it is; a document that was made before a change is noticed."""
    script = _script()
    assert script.main(["--check"]) == 0
    old = tmp_path / "round-states.md"
    old.write_text(script.DOCUMENT.read_text(encoding="utf-8").replace("keys_gone", "keys_lost"), "utf-8")
    assert script.main(["--check"], old) == 1
    assert "stale" in capsys.readouterr().err
    assert script.main([], old) == 0
    assert script.main(["--check"], old) == 0

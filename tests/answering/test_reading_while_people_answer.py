"""Working out who has answered disturbs nobody and is disturbed by nobody: people go on answering meanwhile."""

from __future__ import annotations

import pytest

from fagspejl.answering.services import custody, rewrite_all, submit, who_has_answered
from fagspejl.answering.types import Place
from fagspejl.evaluation.services.moving import begin_move
from support.small_round import KEY, SmallRound, small_round


@pytest.fixture
def made(db: None) -> SmallRound:
    return small_round({"Karen": {"employee": [f"p{number}" for number in range(9)]}})


def test_an_answer_that_comes_meanwhile_is_no_stray(
    made: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sofie answers just after her row was looked for: she counts next time, and reminders still go out."""
    submit(made.place("p3", "Karen"), {"shared_quality": 4}, save_id="a")
    looked = custody._blobs

    def late(locators: list[bytes]) -> dict[bytes, bytes]:
        found = looked(locators)
        for name in ("p0", "p8"):
            submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="late")
        return found

    monkeypatch.setattr(custody, "_blobs", late)
    assert who_has_answered(made.round.id, KEY) == {made.invitations["p3", "Karen"]}
    monkeypatch.undo()
    assert len(who_has_answered(made.round.id, KEY)) == 3


def test_an_answer_on_its_way_to_a_new_link_counts(made: SmallRound) -> None:
    """Omar answered and lost his link; the move stopped half way. He is not reminded, and the night goes on."""
    here = made.place("p1", "Karen")
    submit(here, {"shared_quality": 2}, save_id="a")
    invitation = made.invitations["p1", "Karen"]
    begin_move(invitation, KEY)
    assert who_has_answered(made.round.id, KEY) == {invitation}
    assert rewrite_all(made.round.id, KEY) == 1
    assert who_has_answered(made.round.id, KEY) == {invitation}
    new = Place(custody.reissue(invitation, made.round.id, KEY), made.round.id, here.form)
    assert submit(new, {"shared_quality": 3}, save_id="b").version == 2

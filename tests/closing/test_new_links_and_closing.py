"""A new link for somebody, a round that closes, and several hands at once: no answer is lost or left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from fagspejl.answering.errors import LinkMoving
from fagspejl.answering.services import custody, reissue, submit
from fagspejl.answering.types import Place
from fagspejl.disclosure.services import close_round
from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.services.moving import begin_move, end_move
from support.closing import answered_round, desk
from support.small_round import SmallRound

pytestmark = pytest.mark.django_db(transaction=True)


def _rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM response")
        return int(cursor.fetchone()[0])


def _newest(made: SmallRound, rater: str, leader: str) -> Place:
    invitation = Invitation.objects.get(id=made.invitations[rater, leader])
    link = link_of(made.key, made.round.id, invitation.id, invitation.generation)
    return Place(link, made.round.id, invitation.form)


def test_an_answer_given_through_an_old_link_is_counted_after_a_new_one(tmp_path: Path) -> None:
    """Sofie lost her mail and got a new link; the answer she had sent counts once."""
    made = answered_round()
    reissue(made.invitations["k0", "Karen"], made.round.id, made.key)
    record = close_round(round_id=made.round.id, desk=desk(tmp_path, made))
    assert (record["counted"], _rows()) == (23, 0)


def test_a_slow_hand_does_not_end_a_later_move(tmp_path: Path) -> None:
    """Two people give Sofie a new link, then a third does: until her answer has moved, no save slips in before it."""
    made = answered_round()
    invitation, round_id = made.invitations["k0", "Karen"], made.round.id
    first = begin_move(invitation, made.key)
    custody._move(invitation, round_id, first, made.key)
    end_move(invitation, first)
    begin_move(invitation, made.key)  # the third; the second is slow and ends the first move only now
    end_move(invitation, first)
    with pytest.raises(LinkMoving):
        submit(_newest(made, "k0", "Karen"), {}, save_id="early")
    assert custody.finish_moves(round_id, made.key) == 1
    assert close_round(round_id=round_id, desk=desk(tmp_path, made))["counted"] == 23


def test_no_new_link_is_made_once_a_round_closes(tmp_path: Path) -> None:
    """Bente asks for a new link for Omar in the minute the round closes: no move begins behind the closer's back."""
    made = answered_round()
    close_round(round_id=made.round.id, desk=desk(tmp_path, made))
    with pytest.raises(RoundInOtherState):
        reissue(made.invitations["k0", "Karen"], made.round.id, made.key)
    assert not Invitation.objects.filter(moving=True).exists()

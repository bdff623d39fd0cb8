"""One wrong clock closes no round early: acts that depend on a deadline ask the database's clock too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from fagspejl.answering.services.custody import count_rows
from fagspejl.disclosure.services import close_round
from fagspejl.evaluation.errors import ClocksApart
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors import clocks
from fagspejl.evaluation.services.changing import extend_round
from fagspejl.evaluation.services.opening import open_round
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.duties import close_due
from support.closing import answered_round, desk
from support.roster import BENTE, CAST, draft, taken_in

pytestmark = pytest.mark.django_db(transaction=True)
SetClock = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """How to set this machine's clock ahead, or with a negative number of seconds behind; the database's stays."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no clock of its own")

    def set_to(seconds: float) -> None:
        monkeypatch.setattr(clocks, "utc_now", lambda: utc_now() + timedelta(seconds=seconds))

    return set_to


@pytest.mark.parametrize("seconds", [24 * 3600, 300, -300])
def test_no_round_is_closed(clock: SetClock, tmp_path: Path, seconds: int) -> None:
    """Per's server is a day ahead: Bente's round is neither frozen nor sealed, by her or by the worker."""
    made = answered_round()
    rows = count_rows(made.round.id)
    clock(seconds)
    with pytest.raises(ClocksApart) as refused:
        close_round(round_id=made.round.id, desk=desk(tmp_path, made))
    assert abs(refused.value.seconds - abs(seconds)) < 60
    with pytest.raises(ClocksApart):
        close_due(utc_now(), lambda key, **facts: None)
    assert (Round.objects.get().state, count_rows(made.round.id)) == ("open", rows)
    clock(0)
    close_round(round_id=made.round.id, desk=desk(tmp_path, made))
    assert (Round.objects.get().state, count_rows(made.round.id)) == ("sealed", 0)


def test_none_is_opened_or_extended(clock: SetClock, tmp_path: Path) -> None:
    """Bente opens and extends a round while the clocks differ: she is told, and nothing has changed."""
    taken_in(tmp_path, *CAST)
    now = utc_now()
    made = draft(now=now, deadline=now + timedelta(days=10))
    clock(90)
    with pytest.raises(ClocksApart):
        open_round(made, keys=key_store(made), actor=BENTE, now=now)
    with pytest.raises(ClocksApart):
        extend_round(made, deadline=now + timedelta(days=20), actor=BENTE, now=now)
    found = Round.objects.get()
    assert (found.state, found.deadline) == ("draft", now + timedelta(days=10))


def test_a_small_difference_is_none(clock: SetClock) -> None:
    """Clocks on a network are never quite alike: up to a minute Bente's work goes on."""
    for seconds in (-20, 0, 20):
        clock(seconds)
        clocks.check_clocks()

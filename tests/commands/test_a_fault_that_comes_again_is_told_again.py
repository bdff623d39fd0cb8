"""A worker tells a fault once until it is gone; when it comes again it is news, however little the worker says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from fagspejl.commands.console import Terminal
from fagspejl.commands.worker import _Shift
from fagspejl.lib.duty import Duty, Stop, Tell

DAY: list[tuple[str, dict[str, object]]] = []  # what happens to the mail in one round


def mail(now: datetime) -> Duty:
    """The mail of a round, as DAY has it."""

    def work(tell: Tell, stop: Stop) -> None:
        for key, facts in DAY:
            tell(key, **facts)

    return Duty("mail", work)


AWAY, REFUSED = ("unreachable", {"said": "no route"}), ("halted", {"reason": "login refused"})
SENT = ("mailed", {"count": 1})


@pytest.mark.parametrize("quiet", [True, False])
@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([[AWAY], [AWAY], [AWAY]], 1),
        ([[AWAY], [SENT], [AWAY]], 2),
        ([[REFUSED, REFUSED]], 1),
        ([[REFUSED], [], [REFUSED]], 2),
    ],
    ids=["away for long", "away twice", "stopped for two rounds", "stopped, set going, stopped again"],
)
def test_each_fault_is_told_once(
    days: list[list[tuple[str, dict[str, object]]]],
    told: int,
    quiet: bool,
    settings: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Per's mail server goes away and comes back, goes away again; he resumes, and is told when that did not help."""
    settings.DUE = [f"{__name__}.mail"]
    shift = _Shift(Terminal(language="da", quiet=quiet))
    for day in days:
        DAY[:] = day
        shift.work(lambda: False, 1)
    assert len(capsys.readouterr().err.splitlines()) == told

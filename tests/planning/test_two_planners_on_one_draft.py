"""Two planners change one draft: the second is told who was first, and what is settled stays settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import PlanChangedMeanwhile, PlanSettled
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, work
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
OTHER = Actor("jens", "Jens Dal")


def test_the_second_is_told(tmp_path: Path) -> None:
    """Jens saves the purpose while Bente writes hers: she is told that Jens was first, and nothing of his is lost."""
    round_id = drafted(tmp_path)
    seen = plan_of(round_id)
    save_plan(round_id, PlanValues(purpose="Jens'"), version=seen.version, actor=OTHER, now=utc_now())
    with pytest.raises(PlanChangedMeanwhile) as refused:
        save_plan(round_id, PlanValues(purpose="Bentes"), version=seen.version, actor=BENTE, now=utc_now())
    assert refused.value.by == "Jens Dal"
    assert plan_of(round_id).values.purpose == "Jens'"


def test_what_is_kept_reads_back(tmp_path: Path) -> None:
    """Bente settles everything: each setting is there when she comes back."""
    round_id = drafted(tmp_path)
    values = PlanValues(
        purpose="Bedre sager",
        contact="Bente",
        scope="units",
        chosen=("fam",),
        perspectives=("employee", "self"),
        months_employed=0,
        lists_due_on=date(2026, 9, 1),
        reminders_on=(date(2026, 9, 8), date(2026, 9, 11)),
        send_hour=9,
    )
    save_plan(round_id, values, version=0, actor=BENTE, now=utc_now())
    assert plan_of(round_id).values == values


def test_an_open_round_keeps_whom_it_asks(tmp_path: Path) -> None:
    """Bente moves a reminder in an open round; whom it is about she can no longer change."""
    round_id = drafted(tmp_path)
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    work()
    moved = PlanValues(reminders_on=(date(2026, 9, 9),))
    version = save_plan(round_id, moved, version=0, actor=BENTE, now=utc_now())
    with pytest.raises(PlanSettled):
        save_plan(round_id, replace(moved, scope="leaders"), version=version, actor=BENTE, now=utc_now())

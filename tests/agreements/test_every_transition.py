"""Where an agreement may go from where it stands: every act in every state, and nothing that is not on the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fagspejl.audit.selectors import lines
from fagspejl.workspace.agreements.errors import AgreementChanged, AgreementGone, AgreementNotNow
from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.rules import MOVES, AgreementAct
from fagspejl.workspace.agreements.selectors import agreement
from fagspejl.workspace.agreements.services.drafts import change_draft, delete_draft, start
from fagspejl.workspace.agreements.services.living import (
    add_version,
    end,
    keep,
    resume,
    suspend,
    take_over,
    tell,
)
from fagspejl.workspace.agreements.types import AgreementStatus
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import DOCUMENTED, IDA, begun, drafted, known

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
UNIT = uuid4()


def _do(act: AgreementAct, one: UUID, revision: int) -> None:
    today = today_here()
    acts: dict[AgreementAct, Callable[..., Any]] = {
        AgreementAct.CHANGE_DRAFT: lambda: change_draft(
            one, revision, title="Nyt", values=DOCUMENTED, actor=IDA
        ),
        AgreementAct.DELETE: lambda: delete_draft(one, revision, actor=IDA),
        AgreementAct.START: lambda: start(one, revision, actor=IDA),
        AgreementAct.TELL: lambda: tell(
            one, revision, group="Aften", told_on=today, people=6, understood=6, actor=IDA
        ),
        AgreementAct.CHANGE: lambda: add_version(
            one, revision, values=DOCUMENTED, because="Prøvet", kept=(1, 2), actor=IDA
        ),
        AgreementAct.SUSPEND: lambda: suspend(
            one, revision, because="Ferie", until=today + timedelta(days=9), actor=IDA
        ),
        AgreementAct.RESUME: lambda: resume(one, revision, actor=IDA),
        AgreementAct.REVIEW: lambda: keep(one, revision, actor=IDA),
        AgreementAct.REPLACE: lambda: end(
            one, revision, taught="Nok", replaced_by=begun(UNIT, title="Ny"), actor=IDA
        ),
        AgreementAct.END: lambda: end(one, revision, taught="Det sad fast.", actor=IDA),
        AgreementAct.TAKE_OVER: lambda: take_over(one, revision, actor=IDA, account=uuid4()),
    }
    acts[act]()


@pytest.mark.parametrize("status", AgreementStatus)
@pytest.mark.parametrize("act", AgreementAct)
def test_every_act_in_every_state(act: AgreementAct, status: AgreementStatus) -> None:
    """Ida does everything with an agreement wherever it stands: it goes where the table says, or nothing happens."""
    one = drafted(UNIT) if status is AgreementStatus.DRAFT else begun(UNIT)
    Agreement.objects.filter(id=one).update(status=status)
    before = known(one)
    if status not in MOVES[act]:
        with pytest.raises(AgreementNotNow):
            _do(act, one, before.revision)
        assert known(one) == before
        return
    _do(act, one, before.revision)
    now, after = agreement(one), MOVES[act][status]
    assert (None if now is None else now.status) == after
    assert list(lines(about=str(one)))[-1].facts == {"act": act.value}


@pytest.mark.parametrize("act", AgreementAct)
def test_of_two_at_once_the_second_is_told(act: AgreementAct) -> None:
    """Ida acts on a page that is older than the agreement: she is told so, and nothing is done."""
    status = next(iter(MOVES[act]))
    one = drafted(UNIT) if status is AgreementStatus.DRAFT else begun(UNIT)
    Agreement.objects.filter(id=one).update(status=status)
    before = known(one)
    with pytest.raises(AgreementChanged):
        _do(act, one, before.revision + 1)
    assert known(one) == before


@pytest.mark.parametrize("act", AgreementAct)
def test_one_that_is_gone(act: AgreementAct) -> None:
    """Ida acts on a draft that somebody deleted."""
    with pytest.raises(AgreementGone):
        _do(act, uuid4(), 0)

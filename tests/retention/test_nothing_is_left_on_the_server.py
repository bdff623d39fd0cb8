"""PostgreSQL keeps samples of what stood in a table for its planner: after the night they hold nobody who is gone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from fagspejl.audit.types import Actor
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.types import RoundState
from fagspejl.operations.services.retention import delete_due
from support.small_round import DEADLINE, small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
NIGHT = DEADLINE.replace(hour=3) + timedelta(days=30)
_SAMPLES = (
    "SELECT coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '') "
    "FROM pg_stats WHERE tablename = 'invitation'"
)


def _samples() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLES)
        return " ".join(text for (text,) in cursor.fetchall())


@pytest.mark.parametrize("second", [False, True], ids=["an empty table", "a round that stays"])
def test_no_sample_names_who_was_asked(second: bool) -> None:
    """Sofie was asked about Karen: a month after the round no table, dead row or sample names the two of them."""
    made = small_round({"Karen": {"employee": [f"Sofie {n}" for n in range(40)]}})
    asked: set[UUID] = set(Invitation.objects.values_list("id", flat=True))
    Round.objects.update(state=RoundState.PUBLISHED, keys_destroyed_on=DEADLINE.date())
    if second:
        _another(made.round.id)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE invitation")
        assert any(str(one) in _samples() for one in asked)
    assert delete_due(NIGHT, actor=Actor("worker", "worker"))["invitations"] == 40
    assert Invitation.objects.count() == 3 * second
    if connection.vendor == "postgresql":
        assert not any(str(one) in _samples() for one in asked)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size('invitation')")
            assert (cursor.fetchone()[0] == 0) == (not second)
    else:
        pages = Path(str(connection.settings_dict["NAME"])).read_bytes()
        assert not any(one.hex.encode() in pages for one in asked)


def _another(like: UUID) -> None:
    """Open another round of three people."""
    first = Invitation.objects.filter(round_id=like).select_related("leader")[0]
    row, policy = Round.objects.get(id=like), RoundPolicy.objects.get(round_id=like)
    row.id, row.state, row.keys_destroyed_on, row._state.adding = UUID(int=2), RoundState.DRAFT, None, True
    row.save()
    policy.round, policy._state.adding = row, True
    policy.save()
    Round.objects.filter(id=row.id).update(state=RoundState.OPEN)
    for person in [one.person for one in Invitation.objects.filter(round_id=like)[:3]]:
        Invitation.objects.create(
            round=row, person=person, leader=first.leader, perspective="employee", form=first.form
        )

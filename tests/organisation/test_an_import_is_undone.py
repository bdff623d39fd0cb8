"""The last import can be undone, and then everything is as it was before it, to the last row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.accounts.models import User
from fagspejl.audit.models import AccessEntry
from fagspejl.intake.roster.types import RosterAssignment, RosterData, RosterPerson
from fagspejl.intake.types import UnitRow
from fagspejl.organisation.errors import ImportNotUndone, RosterMovedOn
from fagspejl.organisation.models import Assignment, Person, Unit, UnitNotice
from fagspejl.organisation.selectors import imports, last_import
from fagspejl.organisation.services import apply_import, plan_import
from fagspejl.organisation.services.undoing import undo_import
from support.roster import BENTE, CAST, IDA, KAREN, MADS, NOW, OMAR, read, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
KEYS = ("karen", "mads", "sofie", "omar", "ida", "lone", "per", "asta")


def _everything() -> list[list[tuple[Any, ...]]]:
    tables: list[type[Model]] = [Unit, Person, Assignment, UnitNotice]
    return [sorted(table._default_manager.values_list(), key=repr) for table in tables]


@st.composite
def rosters(draw: st.DrawFn) -> RosterData:
    """Any roster of up to eight of the cast in up to five units, whoever rates whom."""
    count = draw(st.integers(1, 5))
    ids = draw(st.permutations(["u1", "u2", "u3", "u4", "u5"]))[:count]
    units = [UnitRow(ids[0], draw(st.sampled_from(["Børn", "Unge"])), -1)]
    units += [
        UnitRow(unit, draw(st.sampled_from(["A", "B"])), draw(st.integers(0, place)))
        for place, unit in enumerate(ids[1:])
    ]
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    people = [
        RosterPerson(
            row=row,
            id=key,
            unit=draw(st.sampled_from(ids)),
            leads=draw(st.booleans()),
            leaders=(),
            peer_of=(),
            name=draw(st.sampled_from([key, key.title()])),
            email=draw(st.sampled_from(["", f"{key}@egedal.example", f"{key}@by.example"])),
            language=draw(st.sampled_from(["da", "en"])),
            profession="",
            employed_since=draw(st.sampled_from([None, date(2020, 1, 1)])),
            leader_since=None,
            exempt=draw(st.booleans()),
        )
        for row, key in enumerate(keys, 2)
    ]
    pairs = draw(st.sets(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=8))
    said = [RosterAssignment(*pair, draw(st.sampled_from(["employee", "peer"]))) for pair in sorted(pairs)]
    return RosterData(tuple(units), tuple(people), tuple(said), (), ())


@given(first=rosters(), second=rosters(), notices=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undone_is_as_before(first: RosterData, second: RosterData, notices: bool) -> None:
    """Whatever Bente takes in over whatever was there: looked at is what happens, twice is once, undone is as before."""
    with transaction.atomic():
        apply_import(first, actor=BENTE, today=date(2026, 3, 1))
        if notices:  # what Karen told her staff goes with its unit, and comes back with it
            for unit in Unit.objects.all():
                UnitNotice.objects.create(
                    unit=unit, points=["x"], language="da", released_on=date(2026, 3, 2)
                )
        before, had = _everything(), last_import()
        looked_at = plan_import(second)
        assert (
            apply_import(second, actor=BENTE, today=date(2026, 9, 1), reviewed=looked_at.digest) == looked_at
        )
        after, made = _everything(), last_import()
        assert apply_import(second, actor=BENTE, today=date(2026, 9, 2)).is_empty
        assert _everything() == after
        assert last_import() == made
        if made != had:
            assert made is not None
            undo_import(made, actor=BENTE, now=NOW)
        assert _everything() == before
        transaction.set_rollback(True)


def test_only_the_last_one(tmp_path: Path) -> None:
    """Bente has taken in two rosters: the second can be undone, the first cannot, before or after that."""
    taken_in(tmp_path, *CAST)
    first = last_import()
    taken_in(tmp_path, MADS, KAREN, IDA)
    second = last_import()
    assert first is not None
    assert second is not None
    with pytest.raises(ImportNotUndone):
        undo_import(first, actor=BENTE, now=NOW)
    undo_import(second, actor=BENTE, now=NOW)
    assert not Person.objects.filter(leaves=True).exists()
    assert [one.can_be_undone for one in imports(9)] == [False, False]
    with pytest.raises(ImportNotUndone):
        undo_import(first, actor=BENTE, now=NOW)
    assert AccessEntry.objects.order_by("-number").first().event == "roster_undone"  # type: ignore[union-attr]


def test_whoever_has_an_account_stays(tmp_path: Path) -> None:
    """Karen came with the last import and has an account by now: undoing it is refused, and nothing changes."""
    taken_in(tmp_path, *CAST)
    karen = Person.objects.get(key="karen")
    User.objects.create(id=uuid4(), email="karen@egedal.example", person_id=karen.id, created_at=NOW)
    before = _everything()
    made = last_import()
    assert made is not None
    with pytest.raises(ImportNotUndone) as refused:
        undo_import(made, actor=BENTE, now=NOW)
    assert (refused.value.reason, refused.value.count) == ("named", 1)
    assert _everything() == before


def test_another_import_came_in_between(tmp_path: Path) -> None:
    """Bente looked at the differences, and Per took in another roster meanwhile: hers is not taken in unseen."""
    taken_in(tmp_path, MADS, KAREN)
    mine = read(tmp_path, *CAST)
    looked_at = plan_import(mine)
    taken_in(tmp_path, MADS, KAREN, OMAR)
    with pytest.raises(RosterMovedOn):
        apply_import(mine, actor=BENTE, accepted=True, reviewed=looked_at.digest)

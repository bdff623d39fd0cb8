"""A roster that writes the id of somebody known in another way is refused: it would make two people of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.organisation.errors import RosterIdsChanged
from fagspejl.organisation.models import Person
from fagspejl.organisation.services import apply_import, plan_import
from support.roster import BENTE, CAST, OMAR, read, taken_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["OMAR", "0omar", "om\ufe0far", "omar.0"])
def test_omar_written_otherwise(tmp_path: Path, written: str) -> None:
    """Omar's id comes with other letters, zeros or what nobody sees: Bente is told both, and nothing is stored."""
    taken_in(tmp_path, *CAST)
    roster = read(tmp_path, *CAST[:-1], OMAR.replace("omar", written, 1))
    for change in (plan_import, lambda said: apply_import(said, actor=BENTE, accepted=True)):
        with pytest.raises(RosterIdsChanged) as refused:
            change(roster)
        assert refused.value.count == 1
        assert refused.value.names[0].endswith(" → omar")
    assert sorted(Person.objects.values_list("key", "leaves")) == [
        (key, False) for key in ("ida", "karen", "mads", "omar", "sofie")
    ]


def test_also_when_omar_had_left(tmp_path: Path) -> None:
    """Omar was off the roster for a while and comes back in capital letters."""
    taken_in(tmp_path, *CAST)
    taken_in(tmp_path, *CAST[:-1])
    with pytest.raises(RosterIdsChanged):
        plan_import(read(tmp_path, *CAST[:-1], OMAR.replace("omar", "OMAR", 1)))

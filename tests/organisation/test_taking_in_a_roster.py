"""A roster is compared with what is known and then taken in as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.organisation.errors import RosterUndecided
from fagspejl.organisation.models import Assignment, Person, Unit
from fagspejl.organisation.selectors import assignments, people, refused_addresses, unit_tree
from fagspejl.organisation.services import apply_import, note_refused_address, plan_import
from support.roster import BENTE, CAST, IDA, KAREN, MADS, OMAR, SOFIE, read, taken_in

pytestmark = pytest.mark.django_db


def _everything() -> tuple[object, ...]:
    return (
        sorted(Unit.objects.values_list("id", "key", "name", "parent_id", "order")),
        sorted(Person.objects.values_list("id", "key", "name", "email", "unit_id", "leaves")),
        sorted(Assignment.objects.values_list("id", "rater_id", "leader_id", "perspective")),
    )


def test_a_first_roster(tmp_path: Path) -> None:
    """Everything is new; afterwards people, units in tree order and who rates whom are what the file says."""
    plan = apply_import(read(tmp_path, *CAST), actor=BENTE, accepted=True)
    assert [line.key for line in plan.new] == ["mads", "karen", "ida", "sofie", "omar"]
    assert (plan.changed, plan.leaving, plan.assignments_new) == ((), (), 10)
    assert [(unit.key, unit.parent) for unit in unit_tree()] == [("boern", -1), ("fam", 0), ("kraeft", 0)]
    assert {person.key: person.unit for person in people()}["sofie"] == "fam"
    assert len(list(assignments())) == 10
    entry = AccessEntry.objects.get()
    assert (entry.event, entry.facts["people"]) == ("roster_imported", 5)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """Bente looks at what a roster would change: nothing is stored."""
    plan_import(read(tmp_path, *CAST))
    assert not Person.objects.exists()
    assert not AccessEntry.objects.exists()


def test_the_same_roster_twice(tmp_path: Path) -> None:
    """The same file a second time changes nothing, not even an id, and is not logged."""
    apply_import(read(tmp_path, *CAST), actor=BENTE, accepted=True)
    before = _everything()
    plan = apply_import(read(tmp_path, *CAST), actor=BENTE, accepted=True)
    assert plan.is_empty
    assert _everything() == before
    assert AccessEntry.objects.count() == 1


def test_what_changed_is_told_field_by_field(tmp_path: Path) -> None:
    """Sofie has a new address and moved to Ida's ward; Omar has left; Lone is new; the unit has a new name."""
    taken_in(tmp_path, *CAST)
    sofie = "sofie;Sofie Berg;sb@hospital.example;da;kraeft;;;medarbejder;family_casework;ida;;;;"
    lone = "lone;Lone Dam;;da;fam;;;medarbejder;;karen;;;;"
    roster = read(tmp_path, MADS, KAREN.replace("Familieområdet", "Familier"), IDA, sofie, lone)
    plan = plan_import(roster)
    assert [line.name for line in plan.new] == ["Lone Dam"]
    assert [line.name for line in plan.leaving] == ["Omar Said"]
    (changed,) = plan.changed
    assert changed.changes == (
        ("email", "sofie@egedal.example", "sb@hospital.example"),
        ("unit", "fam", "kraeft"),
    )
    (unit,) = plan.units
    assert (unit.kind, unit.changes) == ("changed", (("unit_name", "Familieområdet", "Familier"),))
    assert (plan.assignments_new, plan.assignments_gone) == (2, 2)
    assert plan.new_domains == (("hospital.example", 1),)
    apply_import(roster, actor=BENTE)
    assert plan_import(roster).is_empty


def test_who_leaves_is_kept_and_may_come_back(tmp_path: Path) -> None:
    """Omar leaves the list and is asked about nobody; when he is back he is the same person."""
    taken_in(tmp_path, *CAST)
    omar = Person.objects.get(key="omar").id
    taken_in(tmp_path, *CAST[:-1])
    assert Person.objects.get(id=omar).leaves
    assert omar not in {person.id for person in people()}
    assert omar not in {assignment.rater for assignment in assignments()}
    plan = apply_import(read(tmp_path, *CAST), actor=BENTE, accepted=True)
    assert [line.changes for line in plan.changed] == [(("leaves", "ja", "nej"),)]
    assert Person.objects.get(key="omar").id == omar


def test_units_go_when_nobody_needs_them(tmp_path: Path) -> None:
    """Ida's ward closes and she leaves: the unit stays as long as her row needs it, hidden; an empty one goes."""
    taken_in(tmp_path, *CAST, ";;;;tom;Tom enhed;boern;;;;;;;")
    plan = apply_import(read(tmp_path, MADS, KAREN, SOFIE, OMAR), actor=BENTE)
    assert [(unit.kind, unit.key) for unit in plan.units] == [("gone", "tom")]
    assert Unit.objects.filter(key="kraeft").exists()
    assert [unit.key for unit in unit_tree()] == ["boern", "fam"]


def test_a_new_top_above_all(tmp_path: Path) -> None:
    """The municipality is put above what was the top: one tree, parents first."""
    taken_in(tmp_path, *CAST)
    taken_in(tmp_path, MADS.replace("Børn og Unge;;", "Børn og Unge;kommune;"), *CAST[1:])
    tree = unit_tree()
    assert [unit.key for unit in tree] == ["kommune", "boern", "fam", "kraeft"]
    assert [unit.parent for unit in tree] == [-1, 0, 1, 1]


def test_a_role_in_another_group(tmp_path: Path) -> None:
    """Ida answered about Karen as a peer and is now led by her: one pair, one group, the new one."""
    taken_in(tmp_path, *CAST)
    taken_in(tmp_path, MADS, KAREN, IDA.replace(";mads;karen;", ";karen;;"), SOFIE, OMAR)
    ida = Assignment.objects.get(rater__key="ida", leader__key="karen")
    assert ida.perspective == "subordinate_leader"


def test_nothing_is_taken_in_undecided(tmp_path: Path) -> None:
    """While an address looks mistyped and nobody has decided, nothing at all is stored."""
    roster = read(tmp_path, *CAST[:3], SOFIE.replace("egedal.example", "egdeal.example"))
    with pytest.raises(RosterUndecided):
        apply_import(roster, actor=BENTE)
    assert not Person.objects.exists()
    apply_import(roster, actor=BENTE, accepted=True)
    assert Person.objects.count() == 4


def test_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption between people and who rates whom leaves everything as it was."""
    taken_in(tmp_path, *CAST)
    before = _everything()

    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fagspejl.organisation.services._store_assignments", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apply_import(read(tmp_path, MADS, KAREN.replace("Karen", "Karin")), actor=BENTE, accepted=True)
    assert _everything() == before


def test_a_refused_address_is_forgotten_when_it_is_corrected(tmp_path: Path) -> None:
    """What a mail server said of Sofie's address stays until the address is another."""
    taken_in(tmp_path, *CAST)
    sofie = Person.objects.get(key="sofie")
    note_refused_address(sofie.id, "an.old@egedal.example", "550 no such user")
    assert refused_addresses() == []
    note_refused_address(sofie.id, sofie.email, "550 no\r\nsuch user")
    assert [(r.name, r.said) for r in refused_addresses()] == [("Sofie Berg", "550 no such user")]
    taken_in(tmp_path, *(row.replace("Sofie Berg", "Sofie Bo") for row in CAST))
    assert len(refused_addresses()) == 1
    taken_in(tmp_path, *(row.replace("sofie@", "sofie.bo@") for row in CAST))
    assert refused_addresses() == []

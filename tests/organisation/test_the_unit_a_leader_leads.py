"""The unit that a leader leads: its employees' professions, and the units below it."""

from __future__ import annotations

from uuid import uuid4

from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import unit_led_by, units_named
from support.town import town


def test_karens_unit(db: None) -> None:
    """Karen leads a unit of eleven with three professions, most first; she herself and who has left are not counted."""
    here = town()
    karen = Person.objects.get(key="karen")
    Person.objects.create(key="borte", name="Borte", unit=karen.unit, profession="school", leaves=True)
    Person.objects.create(key="uden", name="Uden", unit=karen.unit)
    found = unit_led_by(karen.id)
    assert found is not None
    assert (found.id, found.name, found.employees) == (
        here.family,
        "Familieenheden",
        12,
    )
    assert found.professions == (("family_casework", 5), ("psychology", 5), ("legal_appeals", 1))
    assert found.below == ()


def test_units_below(db: None) -> None:
    """Mads has Karen's and Ida's units below his own, as an outline is read."""
    here = town()
    found = unit_led_by(Person.objects.get(key="mads").id)
    assert found is not None
    assert [one.id for one in found.below] == [here.family, here.cancer]


def test_who_leads_nothing(db: None) -> None:
    """Sofie leads nobody, Karen has left, and nobody knows the third: none of them has a unit."""
    town()
    Person.objects.filter(key="karen").update(leaves=True)
    for person in (
        Person.objects.get(key="psychology-0").id,
        Person.objects.get(key="karen").id,
        uuid4(),
        None,
    ):
        assert unit_led_by(person) is None


def test_names_of_units(db: None) -> None:
    """A unit that is gone has no name; the others keep theirs."""
    here = town()
    assert units_named([here.family, uuid4()]) == {here.family: "Familieenheden"}

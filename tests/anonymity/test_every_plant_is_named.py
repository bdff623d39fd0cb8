"""Forty kinds of plant and more: each is planted on a site of its own, and the look from outside names it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from support.planting import ANSWERED, POSTGRESQL, SQLITE, Copy, Ground, Plant, catalogue, grown, noticed

pytestmark = pytest.mark.django_db
PLANTS = catalogue()


@pytest.fixture(scope="module")
def ground(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """One site for all plants of this file; each test plants in a copy."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield grown(tmp_path_factory.mktemp("ground"))


def _here(plant: Plant) -> bool:
    return (POSTGRESQL if connection.vendor == "postgresql" else SQLITE) in plant.stores


def test_nothing_planted_nothing_said(ground: Ground) -> None:
    """Sixty-six of Karen's people have answered in the usual way, and the look finds no fault."""
    with ground.copied() as copy:
        assert copy.look().faults == ()


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if _here(plant)], ids=lambda plant: plant.id)
def test_a_plant_is_named(ground: Ground, plant: Plant) -> None:
    """Somebody leaves one thing that tells of Sofie's answer, and the output names it."""
    with ground.copied() as copy:
        look = copy.plant(plant)
    assert noticed(plant, look), (look.faults, look.limits)


@pytest.mark.parametrize("name", ANSWERED[::16])
def test_one_transaction_wherever_the_answer_lies(ground: Ground, name: str) -> None:
    """An answer is written with its person's row in one transaction, wherever in the file both lie: it is noticed."""
    with ground.copied() as copy:
        look = copy.run(*ground.written_together(name))
    assert "person" in [fault.where for fault in look.faults if fault.finding == "transaction_shared"]


@pytest.mark.slow
def test_all_plants_and_placements_as_a_table(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    """Asta prints every kind of plant with what was said of it, and plants a shared transaction in all 66 places."""
    said = [(plant, _said(ground, plant)) for plant in PLANTS if _here(plant)]
    with ground.copied() as copy:
        places = [_is_shared(ground, copy, name) for name in ANSWERED]
    with capsys.disabled():
        print(f"\n{ground.store}")
        for plant, text in said:
            print(f"  {plant.id:<32} {'told' if plant.word else 'fault':<6} {text or 'MISSED'}")
        print(f"{ground.store}: {sum(bool(text) for _, text in said)} of {len(said)} kinds of plant noticed")
        print(f"{ground.store}: {sum(places)} of {len(places)} shared transactions noticed")
    assert len(said) >= 40
    assert all(text for _, text in said)
    assert all(places)


def _said(ground: Ground, plant: Plant) -> str:
    with ground.copied() as copy:
        return noticed(plant, copy.plant(plant))


def _is_shared(ground: Ground, copy: Copy, name: str) -> bool:
    """Whether a shared transaction is noticed, and no longer once the person's row has been written anew."""

    def seen(*statements: str) -> bool:
        faults = copy.run(*statements).faults
        return any(fault.where == "person" and fault.finding == "transaction_shared" for fault in faults)

    noticed_it = seen(*ground.written_together(name))
    return noticed_it and not seen(f"UPDATE person SET language = 'da' WHERE key = '{name}'")

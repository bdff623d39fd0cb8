"""No total of several organisations, and no difference of two, is one or two organisations' own."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import Generator

from fagspejl.disclosure.federation.audit import audit_federation
from fagspejl.disclosure.federation.errors import TooFewInstallations
from fagspejl.disclosure.federation.extract import read_extract
from fagspejl.disclosure.federation.federation import Federation
from support.federated import Installation, installation, trust

PARTS = ("Sundhed", "Skole", "Teknik", "Kultur")


def _added(*ones: Installation) -> Federation:
    return Federation([read_extract(one.name, one.extract(), trust(*ones)) for one in ones], "Alle")


def test_two_are_too_few() -> None:
    """Fjordby and Åkær alone get no report: each could subtract its own."""
    with pytest.raises(TooFewInstallations):
        _added(installation(0), installation(1))


def test_a_part_of_two_stands_nowhere() -> None:
    """Only Fjordby and Åkær have a unit for culture: no line of the report is about it."""
    ones = [installation(0, parts=("Sundhed", "Kultur")), installation(1, parts=("Sundhed", "Kultur"))]
    added = _added(*ones, installation(2), installation(3), installation(4))
    assert [unit.name for unit in added.printed.organisation.units] == ["Alle", "Sundhed"]


def test_a_difference_of_one_stands_nowhere() -> None:
    """Health and schools of all four would leave Strandby's roads alone: one of the two does not stand."""
    ones = [installation(0), installation(1), installation(2), installation(3, parts=(*PARTS[:2], "Veje"))]
    assert len(_added(*ones).printed.organisation.units) == 2
    assert len(_added(*ones[:3]).printed.organisation.units) == 3


def test_names_of_units_may_be_written_otherwise() -> None:
    """Health with other letters, spaces and composition of letters is the same unit."""
    ones = [installation(0, parts=("Sundhed på", "Skole")), installation(1, parts=("SUNDHED  på", "Skole"))]
    added = _added(*ones, installation(2, parts=("Sundhed pa\u030a", "Skole")))
    assert sorted(unit.name for unit in added.printed.organisation.units) == ["Alle", "Skole", "Sundhed på"]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_they_print(seed: int) -> None:
    """Asta tries random organisations: totals, parts and what lies between rest on nobody or on three, and the audit agrees."""
    rng = np.random.default_rng(seed)
    ones = [_random(rng, number) for number in range(int(rng.integers(3, 6)))]
    added = _added(*ones)
    document = added.document()
    files = [(one.name, one.extract()) for one in ones]
    assert audit_federation(document, files).faults == ()
    shown = [row for row in document["figures"] if row["status"] == "shown"]
    assert all(row["installations"] >= 3 for row in shown)
    n = {(row["unit"], row["kind"], row["id"]): row["n"] for row in shown}
    for (unit, kind, name), count in n.items():
        assert count <= n["0", kind, name], (unit, kind, name)


def _random(rng: Generator, number: int) -> Installation:
    parts = tuple(name for name in PARTS if rng.random() < 0.8) or PARTS[:1]
    extreme = [5, 5, 5, 5, 1] if rng.random() < 0.2 else None
    return installation(number, parts=parts, raters=int(rng.integers(4, 16)), answers=extreme)

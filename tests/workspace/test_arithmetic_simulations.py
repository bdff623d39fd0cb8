"""How often the room speaks: seldom where nothing is, and often enough where something is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workspace.simulated_rooms import ROWS, Row

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Lines in the order measured; printed as one table when the last is."""
    lines: list[str] = []
    yield lines
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print("\n" + f"{'#':<4} {'set-up':<58} {'per cent':<8} band", *lines, sep="\n")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number} {row.set_up}")
def test_a_simulated_room_speaks_as_often_as_it_should(row: Row, table: list[str]) -> None:
    """Karen hears a sentence about groups, change or pull only as often as these bands allow."""
    measured = row.measured()
    table.append(row.line(measured))
    assert row.low <= measured <= row.high, row.line(measured)

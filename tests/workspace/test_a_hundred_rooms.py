"""A hundred rooms of fifteen phones behind nginx, configured as the documentation says: few questions reach the site."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from support.crowd import Crowd
from support.nginx import nginx
from support.nodes import node
from support.served_rooms import served_rooms
from support.site_process import own_database

pytestmark = [pytest.mark.stores, pytest.mark.nginx]
ROOMS, PHONES, SECONDS, MOST_POLLS = 100, 15, 60, 1.2


@pytest.mark.slow
def test_a_minute_of_a_hundred_rooms(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Every leader of a town meets on Tuesday at nine: no answer is lost, and the site is asked once a room and second."""
    with (
        served_rooms(tmp_path, own_database("hundred_rooms"), rooms=ROOMS, phones=PHONES) as made,
        node(tmp_path, **made.extra) as at,
        nginx(tmp_path / "nginx", at.port) as proxy,
    ):
        crowd = Crowd(proxy.port)
        asyncio.run(crowd.meet(made.rooms, SECONDS))
        arrived = [one for one in proxy.arrived() if one[2].partition("?")[0].endswith("/tilstand")]
        took = arrived[-1][0] - arrived[0][0]
        lost = made.lost(crowd.acknowledged)
        logged, on_disk = proxy.logged(), proxy.on_disk()
        said = at.log.read_text(encoding="utf-8")
    per_room = len(arrived) / ROOMS / took
    times = sorted(crowd.answered)
    with capfd.disabled():
        print(
            f"\n{ROOMS} rooms x {PHONES} phones, {took:.0f} s: {sum(crowd.polls.values())} polls "
            f"({sum(crowd.polls.values()) / took:.0f} a second), {len(arrived)} reached the site, {per_room:.2f} a room "
            f"and second (at most {MOST_POLLS}); {sum(crowd.pages.values())} pages, {crowd.missed} of both without "
            f"an answer, {crowd.moved} acts of facilitators; "
            f"{len(times)} answers, {len(crowd.acknowledged)} phones acknowledged, {sum(crowd.refused.values())} told "
            f"that they are late, {len(lost)} lost; an answer took {1000 * times[len(times) // 2]:.0f} ms, "
            f"99 of 100 at most {1000 * times[len(times) * 99 // 100]:.0f} ms",
            file=sys.stderr,
            flush=True,
        )
    assert lost == []
    assert per_room <= MOST_POLLS
    assert sum(crowd.polls.values()) > 5 * len(arrived), "the phones asked too seldom to show anything"
    assert set(crowd.polls) <= {200, 204}
    assert crowd.missed <= sum(crowd.polls.values()) / 100, (proxy.folder / "error.log").read_text()[-2000:]
    assert set(crowd.pages) == {200}
    assert set(crowd.refused) <= {409}
    assert (crowd.moved, len(times)) == (2 * ROOMS, ROOMS * PHONES)
    assert on_disk == []
    for room in made.rooms:
        assert not any(
            key in text for key in (room.code, room.control, *room.phones) for text in (logged, said)
        )

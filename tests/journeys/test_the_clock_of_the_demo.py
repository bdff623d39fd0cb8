"""`fagspejl demo advance` takes a round as every other command does: its id, the beginning of one, or its title."""

from __future__ import annotations

from support.demo_site import DemoSite


def test_by_the_beginning_of_an_id(demo_site: DemoSite) -> None:
    """Bente types the first signs of the id, and once more the title: both mean the open round."""
    unknown = demo_site.run("demo", "advance", "zz")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "Ingen runde hedder »zz«, eller flere gør" in unknown.stderr
    beginning = demo_site.open_round[:8]
    done = demo_site.run("demo", "advance", beginning)
    assert done.returncode == 0, done.stderr
    assert f"fagspejl round close {demo_site.open_round}" in done.stdout
    title = next(one["title"] for one in demo_site.cast["rounds"] if one["id"] == demo_site.open_round)
    assert demo_site.run("demo", "advance", title).returncode == 0
    past = next(one["id"] for one in demo_site.cast["rounds"] if one["id"] != demo_site.open_round)
    over = demo_site.run("demo", "advance", past[:8])
    assert over.returncode == 1
    assert "Runden er ikke åben" in over.stderr

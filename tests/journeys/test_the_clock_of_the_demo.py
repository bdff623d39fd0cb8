"""Past the deadline in the demo: by a command, which takes a round as every other does, or by a button on its page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import Http404
from django.test import RequestFactory

from fagspejl.demo.pages.views import move_clock
from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
from support.demo_site import DemoSite
from support.small_round import small_round


@pytest.mark.django_db
def test_by_a_button(rf: RequestFactory, settings: LazySettings, tmp_path: Path) -> None:
    """Bente has no terminal: the demo's button moves the clock, once or twice, and no other site has such a page."""
    made = small_round({"Karen": {"employee": ["omar"]}})
    Round.objects.update(deadline=utc_now() + timedelta(days=9))
    settings.DATA, settings.DEMO = tmp_path, True
    pressed = rf.post(f"/demo/ur/{made.round.id}/")
    with pytest.raises(Http404):  # the folder is no demo's
        move_clock(pressed, made.round.id)
    (tmp_path / "DEMO").touch()
    assert move_clock(rf.get("/"), made.round.id).status_code == 405
    for _ in range(2):
        assert move_clock(pressed, made.round.id).status_code == 302
    assert Round.objects.get().deadline < utc_now()


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

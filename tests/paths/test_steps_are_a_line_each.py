"""Karen's page is a line for each step and each goal; forms stand on the page of the step or goal that she opens."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.paths.models import Goal
from fagspejl.workspace.paths.types import StepKind
from support.followed import Followed, client_of, write_goal

TODAY = utc_now().astimezone(ZONE).date()
FIELD = re.compile(r"<(?:textarea|select|input type=\"(?:text|date|radio|checkbox)\")")


def _main(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode()).split("<main")[1]


def test_no_field_before_something_is_opened(world: Followed) -> None:
    """Half-way, with three goals, Karen's page has no field to fill in; the step and the goal that she opens do."""
    karen, url = client_of("Karen"), world.url()
    for kind in ("read", "own_leader_talk"):
        karen.post(url, {"act": "held", "about": kind, "held_on": TODAY.isoformat()})
    for number in range(3):
        write_goal(karen, url, text=f"mål {number}")
    assert FIELD.findall(_main(karen, url)) == []
    for kind in set(StepKind) - {StepKind.PLAN}:
        assert FIELD.findall(_main(karen, f"{url}trin/{kind}/")), kind
    goals = [f"{url}maal/{goal}/" for goal in Goal.objects.values_list("id", flat=True)]
    assert [goal for goal in goals if goal not in _main(karen, url)] == []
    assert all(FIELD.findall(_main(karen, goal)) for goal in goals)


def test_a_held_step_is_a_line_with_its_date(world: Followed) -> None:
    """Karen has read and talked: each stands once, with the day it happened and nothing else."""
    karen, url = client_of("Karen"), world.url()
    day = TODAY - timedelta(days=1)
    for kind in ("read", "own_leader_talk"):
        karen.post(url, {"act": "held", "about": kind, "held_on": day.isoformat()})
    lines = [re.sub(r"<[^>]+>", "", one).split("\n") for one in _main(karen, url).split("<li>")[1:3]]
    said = [[part.strip().replace("\xa0", " ") for part in line if part.strip()] for line in lines]
    assert [one[0] for one in said] == ["Læs rapporten", "Samtale med din egen leder"]
    assert [one[1].split()[0] for one in said] == ["Læst", "Holdt"]
    assert all(str(day.year) in one[1] and len(one) == 2 for one in said)


def test_own_leaders_are_asked_for_once(world: Followed) -> None:
    """Karen's page asks the roster once who her own leader is, and as little with three goals as with none."""
    karen, url = client_of("Karen"), world.url()
    karen.get(url)
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            karen.get(url)
        asked.append([one["sql"] for one in found])
        for number in range(3):
            write_goal(karen, url, text=f"mål {number}")
    assert len(asked[0]) == len(asked[1])
    assert len([sql for sql in asked[1] if 'FROM "assignment"' in sql]) == 1


def test_others_open_no_step(world: Followed) -> None:
    """Mads, who sees Karen's dates, opens none of her steps and goals; a goal of Ida's is not among Karen's."""
    karen, ida, mads, url = client_of("Karen"), client_of("Ida"), client_of("Mads"), world.url()
    write_goal(karen, url)
    write_goal(ida, world.url("Ida"))
    own, other = (Goal.objects.get(path=world.path(name)).id for name in ("Karen", "Ida"))
    assert mads.get(url).status_code == 200
    for more in ("trin/plan/", "maal/", f"maal/{own}/"):
        assert mads.get(f"{url}{more}").status_code == 404
        assert karen.get(f"{url}{more}").status_code == 200
    assert karen.get(f"{url}maal/{other}/").status_code == 404
    assert karen.get(f"{url}trin/findes_ikke/").status_code == 404


def test_what_was_refused_opens_its_own_page(world: Followed) -> None:
    """A look back with a CPR number in it is answered by the page of that step, with all that Karen typed."""
    sent = {"act": "look", "about": "look_back_180", "happened": "no", "seen": "Borger 010203-1234 ringede"}
    page = unescape(client_of("Karen").post(world.url(), sent).content.decode())
    assert "<h1>Se tilbage igen</h1>" in page
    assert sent["seen"] in page
    assert re.search(r'value="no"[^>]* checked', page)


def test_a_goal_that_is_gone(world: Followed) -> None:
    """Karen deletes a goal in one window and changes it in another: nothing is saved, and what she typed stands there as new."""
    karen, url = client_of("Karen"), world.url()
    write_goal(karen, url)
    goal = str(Goal.objects.get().id)
    karen.post(url, {"act": "delete-goal", "about": goal})
    sent = {"act": "goal", "about": goal, "text": "Vi ringer først", "status": "going"}
    page = unescape(karen.post(url, sent).content.decode())
    assert not Goal.objects.exists()
    assert "Målet er slettet." in page
    assert sent["text"] in page
    assert 'name="about" value=""' in page

"""Karen's page is a line for each step and each goal; forms stand on the page of the step or goal that she opens."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.paths.models import Goal
from fagspejl.workspace.paths.types import StepKind
from support.followed import Followed, client_of, followed, write_goal

TODAY = utc_now().astimezone(ZONE).date()
FIELD = re.compile(r"<(?:textarea|select|input type=\"(?:text|date|radio|checkbox)\")")


def _main(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode()).split("<main")[1]


@pytest.fixture
def world(db: None, tmp_path: Path) -> Followed:
    """A published round with paths."""
    return followed(tmp_path)


def test_a_line_each_until_it_is_opened(world: Followed) -> None:
    """Karen has read, talked and written three goals: a line each with its day, no field, and as few questions to the
    database as with no goal; the step or goal that she opens has its fields.
    """
    karen, url, day = client_of("Karen"), world.url(), TODAY - timedelta(days=1)
    for kind in ("read", "own_leader_talk"):
        karen.post(url, {"act": "held", "about": kind, "held_on": day.isoformat()})
    before = _asked(karen, url)
    for number in range(3):
        write_goal(karen, url, text=f"mål {number}")
    main = _main(karen, url)
    assert FIELD.findall(main) == []
    lines = [re.sub(r"<[^>]+>", "", one).split("\n") for one in main.split("<li>")[1:3]]
    said = [[part.strip().replace("\xa0", " ") for part in line if part.strip()] for line in lines]
    assert [one[0] for one in said] == ["Læs rapporten", "Samtale med din egen leder"]
    assert [one[1].split()[0] for one in said] == ["Læst", "Holdt"]
    assert all(str(day.year) in one[1] and len(one) == 2 for one in said)
    asked = _asked(karen, url)
    assert len(asked) == len(before)
    assert len([sql for sql in asked if 'FROM "assignment"' in sql]) == 1
    opened = [f"{url}maal/{goal}/" for goal in Goal.objects.values_list("id", flat=True)]
    opened += [f"{url}trin/{kind}/" for kind in StepKind]
    assert [one for one in opened if one not in main and "/maal/" in one] == []
    assert [one for one in opened if not FIELD.findall(_main(karen, one))] == [f"{url}trin/plan/"]


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


def test_what_was_refused_stands_where_it_is_sent_from(world: Followed) -> None:
    """A look back with a CPR number in it is answered by the page of that step; a goal that Karen deleted in another
    window stands there as a new one. Nothing is saved, and all she typed is there.
    """
    karen, url = client_of("Karen"), world.url()
    look = {"act": "look", "about": "look_back_180", "happened": "no", "seen": "Borger 010203-1234 ringede"}
    page = unescape(karen.post(url, look).content.decode())
    assert "<h1>Se tilbage igen</h1>" in page
    assert look["seen"] in page
    assert re.search(r'value="no"[^>]* checked', page)
    write_goal(karen, url)
    gone = {"act": "goal", "about": str(Goal.objects.get().id), "text": "Vi ringer først", "status": "going"}
    karen.post(url, {"act": "delete-goal", "about": gone["about"]})
    page = unescape(karen.post(url, gone).content.decode())
    assert not Goal.objects.exists()
    assert all(said in page for said in ("Målet er slettet.", gone["text"], 'name="about" value=""'))


def _asked(client: Client, url: str) -> list[str]:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return [one["sql"] for one in found]

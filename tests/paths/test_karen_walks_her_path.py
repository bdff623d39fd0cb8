"""Karen reads, talks, plans and looks back on one page; what is typed wrongly is told and never lost."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.paths.models import Goal, PathStep
from fagspejl.workspace.paths.types import StepKind
from support.followed import GOAL, LINE, Followed, client_of, write_goal

TODAY = utc_now().astimezone(ZONE).date()


def test_next_step_stands_first(world: Followed) -> None:
    """Karen's page begins with reading; once she has read, the talk with Mads stands first."""
    karen, url = client_of("Karen"), world.url()
    page = unescape(karen.get(url).content.decode())
    assert "Næste trin: Læs rapporten" in page
    assert karen.post(url, {"act": "held", "about": "read", "held_on": TODAY.isoformat()}).status_code == 302
    page = unescape(karen.get(url).content.decode())
    assert "Næste trin: Samtale med din egen leder" in page
    assert page.index("trin-own_leader_talk") < page.index("trin-read")


def test_every_step_to_the_look_back(world: Followed) -> None:
    """Karen plans and holds each step, writes a goal and looks back: all of it stands on her pages, and the log
    holds acts but no text.
    """
    karen, url, path = client_of("Karen"), world.url(), world.path()
    later = (TODAY + timedelta(days=5)).isoformat()
    for kind in ("own_leader_talk", "staff_dialogue"):
        assert karen.post(url, {"act": "plan", "about": kind, "planned_on": later}).status_code == 302
        assert (
            karen.post(url, {"act": "held", "about": kind, "held_on": TODAY.isoformat()}).status_code == 302
        )
    assert karen.post(url, {"act": "lines", "line_1": LINE}).status_code == 302
    assert write_goal(karen, url) == 302
    seen = {"act": "look", "about": "look_back_90", "happened": "partly", "seen": "Telefonen bliver taget"}
    assert karen.post(url, seen).status_code == 302
    pages = {
        LINE: f"{url}trin/own_leader_talk/",
        GOAL: f"{url}maal/{Goal.objects.get().id}/",
        "Telefonen bliver taget": f"{url}trin/look_back_90/",
    }
    assert [text for text, at in pages.items() if text not in unescape(karen.get(at).content.decode())] == []
    held = set(PathStep.objects.filter(path=path, held_on=TODAY).values_list("kind", flat=True))
    assert held == {"own_leader_talk", "staff_dialogue", "plan", "look_back_90"}
    told = entries_about(path.id, events=[Event.PATH_CHANGED], limit=50)
    assert {entry.facts["what"] for entry in told} == {"dates", "sharing", "texts"}
    assert not [entry for entry in told if GOAL in str(entry) or LINE in str(entry)]


def test_date_for_the_calendar(world: Followed) -> None:
    """A planned step is a whole day in Karen's and in Mads's calendar, with a link and no result."""
    karen, url = client_of("Karen"), world.url()
    day = TODAY + timedelta(days=5)
    assert karen.get(f"{url}own_leader_talk.ics").status_code == 404
    karen.post(url, {"act": "plan", "about": "own_leader_talk", "planned_on": day.isoformat()})
    for client in (karen, client_of("Mads")):
        file = client.get(f"{url}own_leader_talk.ics").content.decode()
        assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in file


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("text", "ord " * 41, "højst 40 ord"),
        ("text", "Borger 010203-1234 skal have svar", "cpr-nummer"),
        ("visible_sign", "Borger 0102031234 er glad", "cpr-nummer"),
    ],
)
def test_goal_is_refused_and_kept_on_the_page(world: Followed, field: str, text: str, said: str) -> None:
    """A goal that is too long or holds a CPR number is not saved; what Karen typed stands there still."""
    karen = client_of("Karen")
    sent = {"act": "goal", "about": "", "text": "Noget", "status": "going", "my_part": "Jeg spørger"} | {
        field: text
    }
    page = unescape(karen.post(world.url(), sent).content.decode())
    assert not Goal.objects.exists()
    assert said in page
    assert text.strip() in page
    assert "Jeg spørger" in page


def test_names_are_asked_about_once(world: Followed) -> None:
    """A goal names somebody: Karen is asked; sent again it is kept as it stands."""
    karen = client_of("Karen")
    sent = {"act": "goal", "about": "", "text": "vi spørger Else Holm om råd", "status": "going"}
    page = karen.post(world.url(), sent).content.decode()
    assert not Goal.objects.exists()
    assert 'name="asked" value="on"' in page or 'value="on"' in page
    assert karen.post(world.url(), sent | {"asked": "on"}).status_code == 302
    assert Goal.objects.get().text == sent["text"]


def test_three_goals_at_most(world: Followed) -> None:
    """Karen's plan takes three goals; the fourth is refused with its text on the page."""
    karen, url = client_of("Karen"), world.url()
    assert [write_goal(karen, url, text=f"mål {n}") for n in range(3)] == [302] * 3
    page = unescape(karen.post(url, {"act": "goal", "text": "mål fire", "status": "going"}).content.decode())
    assert "mål fire" in page
    assert 'role="alert"' in page
    assert Goal.objects.count() == 3
    assert karen.get(f"{url}maal/").status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "plan", "about": "plan", "planned_on": "2020-01-01"},
        {"act": "plan", "about": "plan", "planned_on": "i morgen"},
        {"act": "held", "about": "read", "held_on": "2999-01-01"},
        {"act": "look", "about": "look_back_90", "happened": "måske"},
        {"act": "lines", "line_2": "x" * 201},
    ],
)
def test_nonsense_is_told(world: Followed, sent: dict[str, str]) -> None:
    """A day that is past, to come or none, an answer nobody offered, a line too long: told, and nothing saved."""
    before = list(PathStep.objects.order_by("id").values())
    page = client_of("Karen").post(world.url(), sent)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert list(PathStep.objects.order_by("id").values()) == before


@pytest.mark.parametrize(
    "sent", [{"act": "x"}, {"act": "plan", "about": "x"}, {"act": "look", "about": "read"}]
)
def test_acts_that_nobody_offered(world: Followed, sent: dict[str, str]) -> None:
    """An act or a step that does not exist is not found."""
    assert client_of("Karen").post(world.url(), sent).status_code == 404


def test_texts_are_deleted_on_her_word(world: Followed) -> None:
    """Karen deletes her texts: goals and lines are gone, the dates stay, and the path is not made anew."""
    karen, url = client_of("Karen"), world.url()
    write_goal(karen, url)
    karen.post(url, {"act": "lines", "line_1": LINE})
    assert karen.post(url, {"act": "empty"}).status_code == 302
    page = unescape((karen.get(url).content + karen.get(f"{url}trin/own_leader_talk/").content).decode())
    assert GOAL not in page
    assert LINE not in page
    assert PathStep.objects.get(path=world.path(), kind="plan").held_on == TODAY


def test_way_in_from_the_report(world: Followed) -> None:
    """Karen finds her follow-up from the home page; it lists hers alone."""
    karen = client_of("Karen")
    assert 'href="/opfoelgning/"' in karen.get("/").content.decode()
    page = karen.get("/opfoelgning/").content.decode()
    assert world.url() in page
    assert world.url("Ida") not in page


@pytest.mark.parametrize("language", ["da", "en"])
def test_both_languages(world: Followed, language: str) -> None:
    """Every page says all it says in both languages, with no place left open."""
    karen, mads = client_of("Karen"), client_of("Mads")
    write_goal(karen, world.url())
    goal = Goal.objects.get().id
    own = ["", "maal/", f"maal/{goal}/", *(f"trin/{kind}/" for kind in StepKind)]
    pages = [(karen, world.url() + more) for more in own]
    for client, url in (*pages, (karen, "/opfoelgning/"), (mads, world.url())):
        page = client.get(f"{url}?sprog={language}")
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.content.decode()
        assert "{" not in page.content.decode().split("<main")[1].split("</main")[0]

"""Who may see what in the demo, and everything a visitor can open from its start page."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.request
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from fagspejl.demo.catalogue import SMALLEST
from fagspejl.demo.story import tell_story
from fagspejl.evaluation.keys.derivation import normalise_code
from fagspejl.instrument.loader import load
from support.browser import OpenPage, axe_faults, follow, overflow
from support.demo_site import DemoSite, run

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_demos_own_pages_are_accessible(
    visited_demo: DemoSite, open_page: OpenPage, width: int, language: str
) -> None:
    """Per shows the demo to colleagues, on a phone and on a screen: no fault of accessibility, nothing sideways."""
    tab = open_page(f"{visited_demo.url}/?sprog={language}", width=width)
    found: dict[str, object] = {}
    for path in (
        "/",
        "/demo/",
        "/demo/som/karen/",
        "/demo/post/",
        "/demo/post/?til=sofie",
        "/demo/post/?til=xxx",
    ):
        tab.goto(f"{visited_demo.url}{path}{'&' if '?' in path else '?'}sprog={language}")
        if faults := [*axe_faults(tab), *(["too wide"] if overflow(tab) else [])]:
            found[path] = faults
    tab.goto(f"{visited_demo.url}/demo/post/?til=sofie&sprog={language}")
    follow(tab, "main ul a >> nth=0")
    assert axe_faults(tab) == []
    assert overflow(tab) == 0
    assert found == {}


def test_everybody_sees_what_the_round_promised(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Karen and Mads read her report; Lone, Bente and Per get the same page as for no report at all."""
    report = visited_demo.person("karen")["reports"][0]
    nothing = None
    for key in ("karen", "mads", "lone", "bente", "per", "dorte", "vibe"):
        tab = open_page(visited_demo.here(visited_demo.person(key)["login_link"]))
        assert visited_demo.person(key)["name"] in tab.inner_text("h1")
        assert tab.context.cookies() == []  # opening the link logs nobody in
        follow(tab, "main form button")
        assert visited_demo.person(key)["name"] in tab.inner_text("main")
        tab.goto(visited_demo.here(report["url"]))
        if key in ("karen", "mads"):
            assert "Karen Birkemose" in tab.inner_text("body")
            continue
        assert "Siden findes ikke" in tab.inner_text("h1")
        nothing = nothing or tab.content()
        assert tab.content() == nothing


def test_the_cast_is_told(visited_demo: DemoSite) -> None:
    """A script finds roles, logins, reports and all links in cast.json, and nothing tells who has answered."""
    cast = visited_demo.cast
    keys = ["karen", "mads", "ida", "lone", "bente", "per", "dorte", "vibe"]
    assert [one["key"] for one in cast["people"]] == keys
    assert {one["role"] for one in cast["people"]} == {
        "leader",
        "superior",
        "outsider",
        "planner",
        "operator",
        "dpo",
        "lecturer",
    }
    assert len(cast["leaders"]) == 60
    assert {one["leader_name"] for one in visited_demo.person("mads")["reports"]} >= {
        "Mads Stenvang",
        "Karen Birkemose",
    }
    assert len({one["link"] for one in cast["respondents"]}) == len(cast["respondents"]) == 1030
    assert {one["round"] for one in cast["respondents"]} == {visited_demo.open_round}
    for one in cast["respondents"]:
        assert one["link"].rstrip("/").rpartition("/")[2] == normalise_code(one["code"])
    assert not re.search("answered|submitted|har svaret", json.dumps(cast))


def test_no_link_on_offer_is_answered(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Whoever a visitor answers for on the start page has not answered: Omar has a code from a letter, the others links."""
    cast = visited_demo.cast["shown"]
    story = tell_story(load("faglig-ledelse"), SMALLEST)
    ids = {one.name: one.id for one in story.people}
    answered = {(given.rater, given.leader) for given in story.present}
    assert answered
    for one in cast:
        assert (ids[one["name"]], ids[one["leader_name"]]) not in answered, one["name"]
    tab = open_page(f"{visited_demo.url}/demo/", scripts=False)
    offered = [str(link.get_attribute("href")) for link in tab.locator("[aria-labelledby=answer] a").all()]
    letter = next(one for one in cast if not one["email"])
    assert letter["name"] == "Omar Faris"
    assert letter["code"] in tab.inner_text("[aria-labelledby=answer]")
    assert sorted(offered) == sorted(
        ["/svar/", *(urlsplit(one["link"]).path for one in cast if one is not letter)]
    )
    for path in set(offered) - {"/svar/"}:
        tab.goto(visited_demo.url + path)
        follow(tab, "main form button")
        assert "Dit svar er registreret" not in tab.inner_text("main"), path


def test_reports_that_show_little(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """The start page leads to a leader whose report shows no group, and to one whose figures stand in grey."""
    told = {"withheld": "Her har for få svaret", "grey": "Her har under 60 % svaret"}
    for one in visited_demo.cast["worth_seeing"]:
        tab = open_page(f"{visited_demo.url}/demo/")
        follow(tab, tab.locator(".people > li", has_text=told.pop(one["kind"])).locator("button"))
        follow(tab, "text=Læs din rapport")
        grey = tab.locator("svg .muted").count()
        if one["kind"] == "grey":
            assert grey
            assert "For få svar til at tale for gruppen" in tab.inner_text("main")
        else:
            assert tab.locator("svg .band").count() == grey == 0
            assert "af hensyn til anonymiteten" in tab.inner_text("main")
    assert told == {}


def _text(mail: Path) -> str:
    body = message_from_bytes(mail.read_bytes(), policy=default).get_body(preferencelist=("plain",))
    return "" if body is None else str(body.get_content())


def test_the_post_holds_what_was_sent(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """Sofie's mail stands in the post with her link; a code to log in comes to the post too."""
    link = next(one["link"] for one in visited_demo.cast["respondents"] if one["name"].startswith("Sofie"))
    mails = sorted((visited_demo.data / "mailbox").glob("*-sofie.hoejbjerre@aakaer.example.eml"))
    assert any(link in _text(mail) for mail in mails)
    tab = open_page(f"{visited_demo.url}/log-ind/")
    tab.fill("input[type=email]", visited_demo.person("karen")["email"])
    follow(tab, "main form button[type=submit] >> nth=0")
    tab.wait_for_url("**/log-ind/kode/**")
    other = open_page(f"{visited_demo.url}/demo/post/?til=karen.birkemose")
    follow(other, "main ul a >> nth=0")
    assert re.search(r"\b[A-Z0-9]{3,4}[- ]?[A-Z0-9]{3,4}\b|\d{6}", other.inner_text(".panel"))


def test_the_reports_from_files_can_be_read(visited_demo: DemoSite, open_page: OpenPage) -> None:
    """The list of reports made from files opens with its style, leads on to Karen's, and to nothing of the system."""
    tab = open_page(f"{visited_demo.url}/demo/filer/index.html")
    follow(tab, "a[href*='karen-birkemose'][href$='.html'] >> nth=0")
    assert tab.url.endswith(".html")
    assert "Karen Birkemose" in tab.inner_text("body")
    assert tab.evaluate("document.fonts.ready.then(all => [...all].some(one => one.status === 'loaded'))")
    start = open_page(f"{visited_demo.url}/demo/")
    offered = [str(link.get_attribute("href")) for link in start.locator("a[href*='/demo/filer/']").all()]
    assert len(offered) == 4
    for path in offered:
        with urllib.request.urlopen(visited_demo.url + path) as answer:
            assert answer.status == 200, path
    for name in ("fagspejl.sqlite3", "cast.json", "DEMO", "mailbox/", "backups/", "leaders/../cast.json"):
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(f"{visited_demo.url}/demo/filer/{name}")
        assert refused.value.code == 404


def test_nothing_of_the_demo_on_another_site(visited_demo: DemoSite, tmp_path: Path) -> None:
    """On a site that the demo did not make the clock stands still, and its folder is not replaced."""
    data = tmp_path / "site"
    data.mkdir()
    with closing(sqlite3.connect(data / "fagspejl.sqlite3")) as database:
        database.execute("CREATE TABLE round (id TEXT)")
    refused = run("demo", "advance", visited_demo.open_round, "--data", str(data))
    assert refused.returncode == 1
    assert "er ikke en demo" in refused.stderr
    again = run("demo", "--out", str(data), "--no-serve")
    assert again.returncode == 1
    assert [path.name for path in data.iterdir()] == ["fagspejl.sqlite3"]
    foreign = run("demo", "advance", "00000000-0000-4000-8000-000000000000", "--data", str(visited_demo.data))
    assert foreign.returncode == 2

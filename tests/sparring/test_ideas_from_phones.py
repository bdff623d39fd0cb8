"""After the shift: a situation in one line from a phone, seen by leader and unit from the next day on, answered within 14 days."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from fagspejl.workspace.cases.models import CasePattern, PatternIdea
from fagspejl.workspace.cases.rules import IDEAS_A_DAY
from fagspejl.workspace.cases.selectors import waiting
from fagspejl.workspace.cases.services.ideas import take_idea
from fagspejl.workspace.cases.types import DilemmaType
from support.simulated_days import Days
from support.town import Town, entered, form_with, leader, town
from support.unit_page import page_of, read

SITUATION = "en pårørende ringer om natten og vil have et svar nu"


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock."""
    return Days(monkeypatch, date(2027, 2, 15))


@pytest.fixture
def here(db: None, days: Days) -> Town:
    """The town."""
    return town()


def _send(unit: str, text: str, **more: str) -> tuple[int, str]:
    answer = Client().post(
        f"{unit}efter-vagten/",
        f"tekst={text}" + "".join(f"&{k}={v}" for k, v in more.items()),
        content_type="application/x-www-form-urlencoded",
    )
    return answer.status_code, answer.content.decode()


def test_nobody_sees_when_it_came(here: Town, days: Days) -> None:
    """Karen looks at her page while Sofie types: no page of that day changes by what she sends."""
    unit, who = page_of(here.family), leader("Karen")
    karen = entered(who)
    pages = (unit, f"/arbejdsrum/sager/{here.family}/", "/arbejdsrum/")

    def bodies() -> list[str]:
        return [re.sub(r"[A-Za-z0-9]{64}", "", karen.get(page).content.decode()) for page in pages]

    before = bodies()
    _send(unit, SITUATION)
    assert bodies() == before
    days.pass_by(1)
    karen = entered(who)
    assert [SITUATION in page for page in bodies()] == [True, True, False]
    assert "1 ting i sagssparring venter på svar" in bodies()[2]


def test_both_see_it_the_next_day(here: Town, days: Days) -> None:
    """Per writes on his way home; Karen and everybody in the unit read the same words with the same day."""
    unit = page_of(here.family)
    status, _ = _send(unit, f"Når {SITUATION}")
    assert status == 200
    days.pass_by(1)
    karen = entered(leader("Karen"))
    staff = karen.get(f"/arbejdsrum/sager/{here.family}/").content.decode()
    for text in (read(unit)[1], " ".join(staff.split())):
        assert f"Når {SITUATION}" in text
        assert "Svar senest 1. marts 2027." in text
    assert waiting([here.family], days.today) == {here.family: 1}
    assert "1 ting i sagssparring venter på svar" in karen.get("/arbejdsrum/").content.decode()


def test_nothing_of_the_phone_is_kept(here: Town) -> None:
    """The row holds words and a day, the page sets no cookie, and no field of the form but the words is asked for."""
    unit = page_of(here.family)
    page = Client().get(f"{unit}efter-vagten/")
    assert not page.cookies
    assert list(form_with(page, "tekst")) == ["tekst"]
    _send(unit, SITUATION)
    row = PatternIdea.objects.values().get()
    assert set(row) == {"id", "unit", "text", "created_on", "answer", "line", "answered_on", "pattern"}
    assert type(row["created_on"]) is date


def test_sent_twice_is_one(here: Town) -> None:
    """Per's phone sends twice; his words stand there once."""
    unit = page_of(here.family)
    _send(unit, SITUATION)
    _send(unit, f"når {SITUATION}")
    assert PatternIdea.objects.count() == 1


def test_overdue_is_shown_to_all(here: Town, days: Days) -> None:
    """Karen does not answer: on the fifteenth day both pages say so."""
    unit = page_of(here.family)
    _send(unit, SITUATION)
    days.pass_by(14)
    assert SITUATION in read(unit)[1]
    assert "skulle være kommet" not in read(unit)[1]
    days.pass_by(1)
    karen = entered(leader("Karen")).get(f"/arbejdsrum/sager/{here.family}/").content.decode()
    for text in (read(unit)[1], " ".join(karen.split())):
        assert "Svaret skulle være kommet senest 1. marts 2027." in text


def test_not_now_needs_a_reason(here: Town, days: Days) -> None:
    """Karen says "not now" without a reason and is asked for one; with it the unit reads it, and nothing waits."""
    unit = page_of(here.family)
    _send(unit, SITUATION)
    days.pass_by(1)
    karen, page = entered(leader("Karen")), f"/arbejdsrum/sager/forslag/{PatternIdea.objects.get().id}/"
    sent = {**form_with(karen.get(page), "line"), "answer": "not_now", "line": ""}
    assert "Skriv hvorfor" in karen.post(page, sent).content.decode()
    karen.post(page, {**sent, "line": "Vi venter på den nye aftale."})
    assert "Ikke nu. Svaret 16. februar 2027. Vi venter på den nye aftale." in read(unit)[1]
    assert waiting([here.family], days.today) == {}


def test_becomes_a_pattern(here: Town, days: Days) -> None:
    """Karen makes it a pattern: its words stand in the form, and the idea is answered when the pattern is saved."""
    unit = page_of(here.family)
    _send(unit, SITUATION)
    days.pass_by(1)
    idea = PatternIdea.objects.get()
    karen, page = entered(leader("Karen")), f"/arbejdsrum/sager/forslag/{idea.id}/"
    onward = karen.post(page, {**form_with(karen.get(page), "line"), "answer": "pattern"})["Location"]
    form = form_with(karen.get(onward), "we_weigh")
    assert form["when"][0].strip() == SITUATION
    told = {
        "we_weigh": "at lytte først",
        "because": "uro går over",
        "dilemma_type": DilemmaType.CITIZEN_RESOURCES,
    }
    karen.post(onward, {**form, **told})
    idea.refresh_from_db()
    assert (idea.answer, idea.pattern) == ("pattern", CasePattern.objects.get().id)
    assert "Blev til et mønster 16. februar 2027." in read(unit)[1]


def test_a_day_takes_no_flood(here: Town) -> None:
    """Somebody sends and sends: after ten of a day nothing more is taken, and the words stay on the page."""
    unit = page_of(here.family)
    for number in range(IDEAS_A_DAY):
        take_idea(here.family, f"{SITUATION} {'igen ' * number}")
    status, text = _send(unit, "endnu en situation")
    assert status == 400
    assert "ikke er plads til flere i dag" in text
    assert "endnu en situation" in text
    assert PatternIdea.objects.count() == IDEAS_A_DAY
    take_idea(here.cancer, SITUATION)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("010170-1234 ringer", "ligner et cpr-nummer"),
        ("Sofie på 7 år ringer", "Sofie på 7 år"),
        ("vi stod på Elmevej 4", "Elmevej 4"),
        ("", "Skriv situationen"),
        ("a" * 201, "Skriv situationen"),
    ],
)
def test_no_case(here: Town, text: str, said: str) -> None:
    """What tells of one case is not taken, and what was typed stands there still."""
    status, page = _send(page_of(here.family), text)
    assert status == 400
    assert said in page
    assert text in page
    assert not PatternIdea.objects.exists()


def test_asked_once(here: Town) -> None:
    """Per was asked, ticks the box and sends again: it is kept as it stands. A CPR number never is."""
    unit = page_of(here.family)
    assert _send(unit, "Sofie på 7 år ringer", asked="1")[0] == 200
    assert _send(unit, "010170-1234 ringer", asked="1")[0] == 400
    assert PatternIdea.objects.count() == 1


def test_dead_link_takes_nothing(here: Town) -> None:
    """A link that opens nothing, and a form from another site, leave nothing behind."""
    assert _send(f"/enhed/{'a' * 26}/", SITUATION)[0] == 404
    foreign = Client().post(
        f"{page_of(here.family)}efter-vagten/",
        {"tekst": SITUATION},
        headers={"origin": "https://evil.example"},
    )
    assert foreign.status_code in (400, 403)
    assert not PatternIdea.objects.exists()


def test_answered_ideas_leave_the_page(here: Town, days: Days) -> None:
    """What was answered two months ago is told no more."""
    unit = page_of(here.family)
    _send(unit, SITUATION)
    PatternIdea.objects.update(answer="sparring", answered_on=days.today)
    days.pass_by(60)
    assert SITUATION in read(unit)[1]
    days.pass_by(1)
    assert SITUATION not in read(unit)[1]

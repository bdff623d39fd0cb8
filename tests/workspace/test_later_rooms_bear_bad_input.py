"""Whatever a browser sends to maps, overviews, relief rounds and courses: the page answers, and none of them fails."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from fagspejl.workspace.courses.services.holding import open_course
from support.bad_input import BAD, controls
from support.competent import marks, nurse, people_in, tasks_in
from support.held_course import HeldCourse, lecturer, made_course
from support.respondent import URLENCODED
from support.responsible import mapped
from support.town import entered, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
ANSWERS = (200, 302, 303, 400, 403, 404, 409, 413, 422, 429)
HIDDEN = ("csrfmiddlewaretoken",)


def _sent(client: Client, at: str, body: dict[str, list[str] | str]) -> None:
    text = urlencode(body, doseq=True, encoding="utf-8", errors="surrogatepass")
    answer = client.post(at, text, content_type=URLENCODED)
    assert answer.status_code in ANSWERS, (at, answer.status_code)


def _bears(client: Client, *pages: str) -> None:
    """Send each bad value in every field of a page at once."""
    for at in pages:
        seen = client.get(at)
        assert seen.status_code == 200, (at, seen.status_code)
        fields = {
            name: values for name, values in controls(seen.content.decode()).items() if name not in HIDDEN
        }
        for bad in BAD.values():
            _sent(client, at, dict.fromkeys(fields, bad))


def test_units() -> None:
    """Ida's pages of competences and relief rounds, Karen's map, and a nurse's own row."""
    here = town()
    tasks_in(here.cancer)
    mapped(here.family)
    for one in people_in(here.cancer, 6):
        marks(here.cancer, one)
    ida, karen, sofie = entered(leader("Ida")), entered(leader("Karen")), entered(nurse(0))
    skills, duties = f"/arbejdsrum/kompetencer/{here.cancer}/", f"/arbejdsrum/ansvar/{here.family}/"
    _bears(sofie, f"{skills}min/")
    _bears(ida, f"{skills}plan/", f"{skills}kilder/", f"{skills}opgaver/", f"{skills}adgang/")
    _bears(karen, f"{duties}roller/", f"{duties}skriv/", f"{duties}session/", f"{duties}skriv/?fra=a%00b")
    relief = f"/arbejdsrum/aflastning/{here.cancer}/"
    _bears(ida, f"{relief}slut/", relief)


def test_courses() -> None:
    """The lecturer's pages of a course, its control, its questions, and a phone's pages."""
    who = lecturer()
    teacher = entered(who)
    made = made_course(who.staff)
    one = f"/arbejdsrum/kurser/{made}/"
    _bears(teacher, "/arbejdsrum/kurser/nyt/", f"{one}blok/", one)
    open_course(made, actor=who.staff.actor)
    held = HeldCourse(made)
    token = held.joins()
    phone = Client()
    _bears(phone, f"{held.at(token)}spoergsmaal/", "/kursus/", held.at(token))
    _bears(teacher, f"{one}spoergsmaal/", f"{held.control}spoergsmaal/", held.control)

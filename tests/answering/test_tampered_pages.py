"""Fields that a page does not have, and pages of other sites: 400 or 403, and nothing is stored."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from support.invited import OpenRound, open_round
from support.respondent import URLENCODED, Respondent, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def sofie() -> Respondent:
    """Sofie with the form about Karen open."""
    made: OpenRound = open_round()
    return Respondent(made.ask("Sofie Lund", "Karen Holm")).begin()


@pytest.mark.parametrize(
    "more",
    [
        {"u.dilemmas": "9"},
        {"u.unknown": "3"},
        {"leader": "x"},
        {"perspective": "self"},
        {"round": "x"},
        {"tjek": "0" * 32},
        {"gem": "x"},
        {"version": "-1"},
        {"version": "1e3"},
        {"til": "x"},
    ],
)
def test_strange_field(sofie: Respondent, more: dict[str, str]) -> None:
    """Somebody rewrites the page before sending it: refused, whatever was rewritten."""
    sofie.send("/svar/side/", {**sofie.fields(), "u.development": "3", **more})
    assert sofie.status == 400
    assert "Det blev ikke gemt" in sofie.text
    assert "Nothing was saved" in sofie.text
    assert rows() == []


def test_field_that_stands_twice(sofie: Respondent) -> None:
    """Two answers to one statement: neither is taken."""
    body = urlencode([*sofie.fields().items(), ("u.dilemmas", "1"), ("u.dilemmas", "5")])
    response = Client().post("/svar/side/", body, content_type=URLENCODED)
    assert response.status_code == 400
    assert rows() == []


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain"])
def test_other_kinds_of_body(sofie: Respondent, kind: str) -> None:
    """A body that is no form of ours is not read."""
    assert Client().post("/svar/side/", "kode=x", content_type=kind).status_code == 400


def test_too_much_of_it(sofie: Respondent) -> None:
    """A body of megabytes, and one of thousands of fields, are turned away."""
    many = "&".join(f"u.{n}=1" for n in range(2000))
    assert Client().post("/svar/side/", many, content_type=URLENCODED).status_code == 400
    assert Client().post("/svar/side/", "kode=" + "x" * 3_000_000, content_type=URLENCODED).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": "http://testserver.example.org"},
        {"sec-fetch-site": "same-origin", "origin": "https://example.org"},
    ],
)
def test_page_of_another_site(sofie: Respondent, headers: dict[str, str]) -> None:
    """Another site's page has somehow got hold of everything and sends it: refused."""
    sofie.send("/svar/side/", {**sofie.fields(), "u.dilemmas": "4"}, **headers)
    assert sofie.status == 403
    assert rows() == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "same-origin", "origin": "http://testserver"}, {"sec-fetch-site": "none"}],
)
def test_own_page(sofie: Respondent, headers: dict[str, str]) -> None:
    """Our own page, in browsers old and new, is heard."""
    assert sofie.send("/svar/side/", {**sofie.fields(), "u.dilemmas": "4"}, **headers).status == 200
    assert len(rows()) == 1


def test_people_and_places_may_be_called_anything() -> None:
    """A unit, a leader and a round with markup in their names show it as text, on every page."""
    evil = "<script>alert(1)</script>\"'&{{ 7*7 }}"
    made = open_round(title=evil)
    someone = Respondent(made.ask(f"{evil} Ø", evil, unit=evil))
    someone.begin()
    seen = [someone.page]
    seen.append(someone.press("/svar/gennemse/", k_works_well=evil).page)
    assert evil in someone.text
    seen.append(someone.press("/svar/send/").page)
    seen.append(someone.open().page)
    seen.append(someone.send("/svar/", {"kode": evil, "sprog": "da"}).page)
    for page in seen:
        assert "<script>alert" not in page
        assert "{{" not in page.replace("{{ 7*7 }}", "").replace(
            "{{7* 7}}", ""
        )  # as typed, and in a code's groups
        assert page.count("<script") == 1

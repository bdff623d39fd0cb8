"""Ida writes her ward's levels on the staff's pages: the first version, the next one, the poster and a new link."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from pypdf import PdfReader

from fagspejl.workspace.load.selectors import shift_path, versions_of
from fagspejl.workspace.load.types import Written
from support.loaded import Phone, a_shift, levels_in
from support.pdf import pdf_text, pdf_ua_faults
from support.town import Town, entered, form_with, leader, town

FIRST = {
    "signs_yellow": "En mangler.",
    "signs_red": "To mangler.",
    "who_declares": "Den koordinerende",
    "shifts": "Dagvagt\nAftenvagt",
    "task_0": "Dokumentation",
    "yellow_0": "if_possible",
    "red_0": "can_wait",
    "harm_0": "Aftenvagten",
    "task_2": "Medicin til tiden",
    "never_2": "on",
}


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def _at(unit: UUID, page: str = "") -> str:
    return f"/arbejdsrum/travlhed/{unit}/{page}"


def _send(who: Client, unit: UUID, **said: str) -> str:
    sent = {**form_with(who.get(_at(unit, "skriv/")), "asked"), **said}
    return who.post(_at(unit, "skriv/"), sent, follow=True).content.decode().replace("\xa0", " ")


def test_first_version(ida: Client, here: Town) -> None:
    """Ida writes two shifts and two tasks, with an empty row between: the page tells them, and nobody is left over."""
    assert "aftalt noget endnu" in ida.get(_at(here.cancer)).content.decode()
    page = _send(ida, here.cancer, **FIRST)
    (made,) = versions_of(here.cancer)
    assert [one.task for one in made.values.tasks] == ["Dokumentation", "Medicin til tiden"]
    assert [one.number for one in made.values.tasks] == [1, 2]
    assert made.values.shifts == ("Dagvagt", "Aftenvagt")
    assert "1 Dokumentation" in page
    assert "viger aldrig" in page
    assert shift_path(here.cancer) is not None


def test_a_pasted_name_can_be_written(ida: Client, here: Town) -> None:
    """Ida pastes a shift's name with a hyphen that nobody sees, and a line of nothing: Sofie's phone can write it."""
    _send(ida, here.cancer, **{**FIRST, "shifts": "Dag\u00advagt\n\u3164"})
    (made,) = versions_of(here.cancer)
    (name,) = made.values.shifts
    assert Phone(here.cancer).send(vagt=name).status == 200
    assert a_shift(here.cancer, shift=name) is Written.SAME


def test_next_version_keeps_numbers(ida: Client, here: Town) -> None:
    """Ida takes a task out and writes another: the old ones keep their numbers, and the new one gets one of its own."""
    _send(ida, here.cancer, **FIRST)
    more = {"task_0": "", "yellow_0": "", "red_0": "", "harm_0": "", "task_3": "Bad", "yellow_3": "always"}
    page = _send(ida, here.cancer, **more, red_3="can_wait", because="Bad var glemt")
    first, second = versions_of(here.cancer)
    assert [(one.number, one.task) for one in second.values.tasks] == [(2, "Medicin til tiden"), (3, "Bad")]
    assert len(first.values.tasks) == 2
    assert "Lavet om, fordi: Bad var glemt" in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"who_declares": ""}, "hvem der siger, hvilket trin"),
        ({"red_0": ""}, "Vælg, hvad der sker med opgaven"),
        ({"task_0": ""}, "Skriv opgaven, eller tøm hele rækken."),
        ({"shifts": "Dagvagt\ndagvagt"}, "med hver sit navn"),
        ({"signs_red": "x" * 301}, "højst 300 tegn"),
        ({"task_2": "x" * 81}, "på højst 80 tegn"),
        ({"harm_0": "Borger 010203-1234"}, "cpr"),
    ],
)
def test_what_is_refused(ida: Client, here: Town, said: dict[str, str], told: str) -> None:
    """Ida leaves something out or writes too much: she is told in one sentence, and nothing she typed is lost."""
    page = _send(ida, here.cancer, **{**FIRST, **said})
    assert told in page
    assert versions_of(here.cancer) == ()
    assert "En mangler." in page


def test_somebody_was_first(ida: Client, here: Town) -> None:
    """A facilitator has written a version while Ida wrote hers: she is told, and her words still stand."""
    sent = {**form_with(ida.get(_at(here.cancer, "skriv/")), "asked"), **FIRST}
    levels_in(here.cancer)
    page = ida.post(_at(here.cancer, "skriv/"), sent).content.decode()
    assert "En anden har skrevet en ny udgave" in page
    assert "Medicin til tiden" in page
    assert len(versions_of(here.cancer)) == 1


def test_poster_is_one_sheet(ida: Client, here: Town) -> None:
    """Ida prints the poster: one accessible sheet with what yields, what never does, who is harmed and who declares."""
    levels_in(here.cancer)
    made = ida.get(_at(here.cancer, "opslag.pdf")).content
    text = " ".join(pdf_text(made).split())
    assert len(PdfReader(BytesIO(made)).pages) == 1
    assert pdf_ua_faults(made) == []
    for told in (
        "Dokumentation",
        "Kan vente",
        "Medicin til tiden",
        "Aftenvagten og patienten",
        "koordinerende",
    ):
        assert told in text
    assert made == ida.get(_at(here.cancer, "opslag.pdf")).content


def test_a_new_link(ida: Client, here: Town) -> None:
    """Ida renews the link when somebody has left: the old code opens nothing, and the shifts are still there."""
    levels_in(here.cancer)
    a_shift(here.cancer)
    before = Phone(here.cancer)
    assert before.open().status == 200
    page = ida.get(_at(here.cancer, "opslag/"))
    ida.post(_at(here.cancer, "opslag/"), {})
    assert before.at in page.content.decode()
    assert before.open().status == 404
    assert "Skrevet som rød." in Phone(here.cancer).open().text


def test_only_the_leader_renews(here: Town) -> None:
    """Karen leads another unit: Ida's levels are not there for her."""
    levels_in(here.cancer)
    karen = entered(leader("Karen"))
    for page in ("", "skriv/", "opslag/", "opslag.pdf", "vagter/", "vagter.csv"):
        assert karen.get(_at(here.cancer, page)).status_code == 404

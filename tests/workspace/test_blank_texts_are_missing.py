"""A text of which nothing can be seen is no text, and a sign that nobody types is not kept, whoever sends it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from fagspejl.web.words_here import words_here
from fagspejl.workspace.notes.forms import UpwardForm
from fagspejl.workspace.notes.rules import sentences_in
from fagspejl.workspace.safeguards.screen import is_blank
from fagspejl.workspace.sessions.models import Contribution, Outcome
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import PhaseCode
from support.collected_room import collected_template, listed_in, open_collected, to_merging, wrote
from support.room import open_room, sent
from support.wall import FORM, Wall

FILLER = "\u3164"  # a letter that is drawn as nothing
UNSEEN = (FILLER, "\u200b\u2060", "\u202e", "\u2800 \u3164", "\x00", " \t\n")


@pytest.mark.parametrize("text", UNSEEN)
def test_what_is_blank(text: str) -> None:
    """Sofie pastes signs that are drawn as nothing; a line with one letter among them is a text."""
    assert is_blank(text)
    assert not is_blank(f"{text}a{text}")
    assert sentences_in(f"Vi mangler en\n{text}") == ("Vi mangler en",)


def test_signs_that_turn_the_page_are_left_out() -> None:
    """Omar pastes a sign that turns the direction, and one that the database does not take: his words stay."""
    assert checked_text("text", "god \u202epleje\u2066 er\x00 ro\n", asked=False) == "god pleje er ro"


@pytest.mark.stores
@pytest.mark.django_db
def test_nothing_is_no_contribution(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente's phone sends a line of nothing beside one of words: one contribution is kept."""
    collected_template(monkeypatch)
    room = open_collected()
    token = room.phone()
    fields = {"act": "write", "key": sent(), "t0": FILLER, "t1": "Vi lytter"}
    answer = Client().post(f"/d/{room.code}/{token}/", urlencode(fields), content_type=FORM)
    assert answer.status_code == 200
    assert list(Contribution.objects.values_list("text", flat=True)) == ["Vi lytter"]


@pytest.mark.stores
@pytest.mark.django_db
@pytest.mark.parametrize("place", ["--3", "-", "²", "-0", "9" * 5000])
def test_the_list_takes_no_nonsense(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Whoever has Karen's link sends places that are none and signs nobody types: a page answers, nothing breaks."""
    collected_template(monkeypatch)
    room = open_collected()
    wrote(room, room.phone(), "Vi lytter")
    to_merging(room)
    (mark,) = listed_in(room).values()
    fields = {
        f"under-{mark}": place,
        "statement-0": FILLER,
        "statement-1": "Vi \x00lytter\u202e til borgeren",
    }
    assert Wall(room).press("merge", **fields).status_code == 303
    assert room.facts.statements[0] == "Vi lytter til borgeren"
    assert FILLER not in room.facts.statements


@pytest.mark.django_db
def test_an_outcome_of_nothing() -> None:
    """Karen keeps an outcome whose words nobody can see: she is asked for them."""
    wall = Wall(open_room())
    wall.to(PhaseCode.AGREE)
    assert wall.press("outcome", kind="agreement", text=FILLER).status_code == 400
    assert not Outcome.objects.exists()


def test_a_form_of_staff_misses_it() -> None:
    """Ida's note is about nothing that can be seen: the field is missing."""
    words = words_here()
    form = UpwardForm(words, QueryDict(urlencode({"about": FILLER, "ask": "decision"})), offers=(), above={})
    assert not form.is_valid()
    assert "about" in form.errors

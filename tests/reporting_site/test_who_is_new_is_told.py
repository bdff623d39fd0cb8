"""Karen's second report says how many of those asked are new, where the numbers were counted of those it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.evaluation.models import Round
from support.pdf import pdf_text
from support.published import PublishedRound, account, published_round
from support.second_round import year_after
from support.staff import log_in

UNKNOWN = "Vi kan ikke sige, hvor mange af de spurgte der er nye siden sidst"


def _value(rater: str, place: int) -> int:
    return 1 + (len(rater) + ord(rater[-1]) + 2 * place) % 5


@pytest.fixture
def second(db: None, tmp_path: Path) -> PublishedRound:
    """The round of this year, with another a year before it."""
    return year_after(published_round(tmp_path / "2026"), tmp_path / "2027", _value)


def _counted(second: PublishedRound, new: int, asked: int, leader: str = "Karen") -> None:
    """What the opening of the round kept about a leader's employees."""
    last, made = Round.objects.order_by("deadline").first(), Round.objects.get(id=second.id)
    assert last is not None
    assert made.tree is not None
    counts = {str(second.made.leaders[leader].id): {"employee": [new, asked]}}
    made.tree = {**made.tree, "new_since": last.deadline.isoformat(), "new": counts}
    made.save(update_fields=["tree"])


def _page(second: PublishedRound, kind: str = "", name: str = "Karen") -> bytes:
    client = Client()
    log_in(client, account("Karen" if name == "Karen" else name))
    return client.get(f"/rapport/{second.part[name]}/{kind}").content


def test_the_page_and_the_pdf_say_how_many(second: PublishedRound) -> None:
    """Four of Karen's six are new: page and PDF say so, and no longer that nobody can tell."""
    _counted(second, 4, 6)
    page = _page(second).decode().replace("\u00a0", " ")
    assert "4 af de 6, der blev spurgt, er nye på listen siden sidste runde." in page
    assert UNKNOWN not in page
    assert "4 af de 6, der blev spurgt" in " ".join(pdf_text(_page(second, "pdf/")).split())


@pytest.mark.parametrize(
    ("new", "said"), [(1, "1 af de 6, der blev spurgt, er ny på"), (0, "Ingen af de 6,")]
)
def test_one_and_none_have_words_of_their_own(second: PublishedRound, new: int, said: str) -> None:
    """One of Karen's six is new, or none."""
    _counted(second, new, 6)
    assert said in _page(second).decode().replace("\u00a0", " ")


def test_a_number_of_others_is_not_told(second: PublishedRound) -> None:
    """Seven were asked at opening and one link was revoked: the report prints six, so it says nothing of seven."""
    _counted(second, 4, 7)
    page = _page(second).decode()
    assert UNKNOWN in page
    assert "nye på listen" not in page


def test_where_the_group_is_withheld_nothing_is_told(second: PublishedRound) -> None:
    """Mads' two are too few for a result: their number is not printed, nor how many of them are new."""
    made = Round.objects.get(id=second.id)
    _counted(second, 1, 2, "Mads")
    made.refresh_from_db()
    assert made.tree is not None
    counts = {str(second.made.leaders["Mads"].id): {"subordinate_leader": [1, 2], "employee": [1, 2]}}
    made.tree = {**made.tree, "new": counts}
    made.save(update_fields=["tree"])
    page = _page(second, name="Mads").decode()
    assert 'id="udvikling"' in page
    assert "på listen siden" not in page

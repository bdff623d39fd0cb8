"""What is laid beside a unit's year: the averages of two rounds, as the report prints them, from the answers of both."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

from django.test import Client

from fagspejl.answering.services import submit
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person
from independent import by_hand
from independent.organisation import half_up
from independent.pages import number
from support.published import ITEMS, TREE, account, seal
from support.second_round import year_after
from support.small_round import small_round
from support.staff import PER, log_in


def _drawn(rng: Random, lowest: int, highest: int) -> dict[str, list[int]]:
    """What each of twelve employees answers, statement by statement."""
    return {f"k{letter}": [rng.randint(lowest, highest) for _ in ITEMS] for letter in "abcdefghijkl"}


def _mean(answers: dict[str, list[int]]) -> str:
    """The printed average of every answer; all are given."""
    every = [value for mine in answers.values() for value in mine]
    return number(half_up(Fraction(sum(every), len(every))))


def test_both_years_averages_stand_there(db: None, tmp_path: Path) -> None:
    """Asta counts last year's answers and this year's: both averages stand on Karen's page and in her report."""
    rng = Random(21)
    then, now = _drawn(rng, 1, 4), _drawn(rng, 3, 5)
    made = small_round(
        {"Karen": {"employee": list(then), "self": ["Karen"], "superior": ["Mads"]}},
        tree=TREE,
        home={"Karen": 1, "Mads": 0},
        registered=True,
    )
    for rater, leader in made.links:
        mine = then.get(rater, [1] * len(ITEMS))
        submit(made.place(rater, leader), dict(zip(ITEMS, mine, strict=True)), save_id="s")
    Person.objects.filter(name="Karen").update(email="karen@fjordby.dk")
    first = seal(made, tmp_path / "2026")
    assert publish_and_grant(first.id, PER)
    second = year_after(
        first, tmp_path / "2027", lambda rater, place: now.get(rater, [5] * len(ITEMS))[place]
    )
    karen = Client()
    log_in(karen, account("Karen"))
    for at in ("/arbejdsrum/rapport/{}/tidslinje/", "/rapport/{}/"):
        text = by_hand.text_of(karen.get(at.format(second.part["Karen"])).content.decode())
        assert "Op: Svarene er højere end sidst." in text
        assert f"Sidst: {_mean(then)}" in text, text
        assert f"Nu: {_mean(now)}" in text

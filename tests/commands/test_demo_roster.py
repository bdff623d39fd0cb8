"""The demo's roster asks exactly those whose answers its files hold."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from fagspejl.demo.answers import draw_answers
from fagspejl.demo.catalogue import SMALLEST, build_catalogue, read_toml
from fagspejl.demo.people import keys_of, roster_people, write_roster
from fagspejl.demo.write import SEED
from fagspejl.instrument.loader import load
from fagspejl.intake.roster.read import read_roster


@pytest.mark.parametrize("leaders", [SMALLEST, 300])
def test_everybody_who_answers_is_asked(tmp_path: Path, leaders: int) -> None:
    """Bente takes in the demo's roster, is told only that Omar gets a letter, and every answer comes from somebody who is asked for it."""
    instrument, rng = load("faglig-ledelse"), Random(SEED)
    catalogue = build_catalogue(leaders, rng)
    drawn = draw_answers(catalogue, instrument, read_toml("comments.toml"), rng)
    people = roster_people(catalogue, drawn.people, Random(SEED))
    path = tmp_path / "roster.csv"
    write_roster(path, catalogue, people)
    roster = read_roster(path, instrument)
    assert roster.decisions == ()
    assert [(one.code, dict(one.facts)["count"]) for one in roster.warnings] == [("roster_letters", "1")]
    asked = {(one.rater, one.leader): one.perspective for one in roster.assignments}
    keys = keys_of(drawn.people)
    for answer in drawn.answers:
        assert asked[keys[answer.person], answer.leader] == answer.perspective
    assert len({one.email for one in roster.people}) == len(roster.people)


def test_the_cast_is_on_the_roster() -> None:
    """Sofie and Omar have Karen for a leader, and Lone leads a unit far from hers."""
    instrument, rng = load("faglig-ledelse"), Random(SEED)
    catalogue = build_catalogue(SMALLEST, rng)
    drawn = draw_answers(catalogue, instrument, read_toml("comments.toml"), rng)
    people = {
        one.name.split()[0]: one for one in reversed(roster_people(catalogue, drawn.people, Random(SEED)))
    }
    assert people["Sofie"].leaders == people["Omar"].leaders == ("karen-birkemose",)
    assert people["Lone"].leads
    assert people["Lone"].unit == "borgerservice-biblioteket"
    assert people["Karen"].leaders == ("mads-stenvang",)

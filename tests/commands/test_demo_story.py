"""What happens in the demo's two rounds: the same every time, and possible on every day of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.demo.catalogue import SMALLEST
from fagspejl.demo.story import Story, tell_story, two_rounds
from fagspejl.evaluation.rules import check_deadline
from fagspejl.instrument.loader import load


@pytest.fixture(scope="module")
def story() -> Story:
    return tell_story(load("faglig-ledelse"), SMALLEST)


def test_the_story_is_the_same_every_time(story: Story) -> None:
    """Per makes the demo on another machine: the same people, and the same answers."""
    again = tell_story(load("faglig-ledelse"), SMALLEST)
    assert again.people == story.people
    assert again.past == story.past
    assert again.present == story.present


def test_the_cast_has_not_answered_yet(story: Story) -> None:
    """Sofie, Omar, Karen, Mads and Ida still wait for a visitor to answer for them."""
    waiting = {story.person(name).id for name in ("Sofie", "Omar", "Karen", "Mads", "Ida")}
    assert not waiting & {given.rater for given in story.present}
    assert waiting <= {given.rater for given in story.past}


def test_enough_have_answered_for_a_report(story: Story) -> None:
    """Karen and Ida get a report of the open round as soon as it is closed; others have answered too, a few half."""
    leaders = {one.id for one in story.people if one.leads}
    for name in ("Karen", "Ida"):
        about = [given for given in story.present if given.leader == story.person(name).id]
        assert sum(given.rater not in leaders for given in about if not given.draft) >= DisclosurePolicy().k
    assert 0.5 < len(story.present) / len(story.past) < 0.9
    assert sum(given.draft for given in story.present) > DisclosurePolicy().k


def test_rounds_fit_every_day_of_the_year() -> None:
    """Per makes the demo on any day, also around the changes of the clocks: the rounds obey the rules."""
    for number in range(366):
        past, present = two_rounds(date(2026, 1, 1) + timedelta(days=number))
        for one in (past, present):
            check_deadline(one.deadline, one.opens)
            assert one.opens < one.reminder < one.deadline
        days = (present.opens - past.deadline).days
        assert days > DisclosurePolicy().min_days_between_rounds

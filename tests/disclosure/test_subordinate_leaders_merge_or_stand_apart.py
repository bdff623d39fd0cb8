"""Subordinate leaders are counted among employees, or kept apart, never both."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.release import RaterCountedTwice
from fagspejl.disclosure.types import Response, Withheld
from support.tiny import group_of, team, tiny_round

FORMS = team("Mads", [[4], [3], [4], [5]]) + team("Mads", [[2], [3]], "subordinate_leader")


def test_merged_they_count_with_employees() -> None:
    """Four employees and two leaders under Mads are six answers of one group, of nine invited."""
    made = tiny_round(FORMS, invited={"Mads": (6, 3, 0)}).release()
    assert group_of(made.leader("Mads")).response == Response(6, 9)
    assert made.groups == ("employee",)


def test_apart_each_group_needs_its_own_five() -> None:
    """Kept apart, neither the four employees nor the two leaders under Mads are enough."""
    made = tiny_round(FORMS, invited={"Mads": (6, 3, 0)}, separate=True).release()
    assert made.groups == ("employee", "subordinate_leader")
    for group in made.leader("Mads").groups:
        assert isinstance(group.response, Withheld)


def test_one_person_in_both_roles_is_refused() -> None:
    """Somebody who answers about Mads both as employee and as leader under him would count twice."""
    forms = [*FORMS, ("Mads", "subordinate_leader", "Mads-employee-0", [3])]
    with pytest.raises(RaterCountedTwice):
        tiny_round(forms).release()

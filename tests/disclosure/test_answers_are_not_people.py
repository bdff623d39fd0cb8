"""Where a person may be asked about several leaders, totals count answers and tell no number of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.answering.services.custody import OpenedAnswer
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.services.gather import gather
from fagspejl.disclosure.types import FigureKind, Leader, Organisation, Response, Unit
from fagspejl.evaluation.types import KeyHolderFacts
from fagspejl.instrument.loader import load
from support.rounds import INFO, QUESTIONS, STAMP, Round
from support.tiny import Form, team, tiny_round

ANSWERS = [[3 + i % 2] for i in range(8)]
THREE = ("Karen", "Omar", "Ida")
INVITED = dict.fromkeys(THREE, (10, 0, 0))


def _round(extra: Sequence[Form] = ()) -> Round:
    forms = [form for name in THREE for form in team(name, ANSWERS)] + [*extra]
    return tiny_round(forms, invited=INVITED)


def _whole(found: Release) -> tuple[Response, set[FigureKind]]:
    (unit,) = found.units()
    response = unit.groups[0].response
    assert isinstance(response, Response)
    return response, {row.kind for row in found.unit_rows(0)}


def test_people_who_answer_about_one_leader_are_people() -> None:
    """Twenty-four of thirty employees answered, each about one leader: the whole says so, with a band."""
    response, kinds = _whole(_round().release())
    assert response == Response(24, 30)
    assert FigureKind.BAND in kinds


def test_one_person_who_answers_about_two_makes_them_answers() -> None:
    """Bente answers about Karen and about Omar: 26 answers, no number of people asked, no band."""
    made = _round([("Karen", "employee", "Bente", [4]), ("Omar", "employee", "Bente", [3])])
    found = made.release()
    response, kinds = _whole(found)
    assert response == Response(26, None)
    assert FigureKind.BAND not in kinds
    assert next(found.units()).groups[0].answers


def test_being_asked_about_two_is_enough() -> None:
    """Bente is asked about both and answers neither: the totals look as if she had."""
    made = _round()
    found = release(
        made.table,
        made.organisation,
        comments=(),
        questions=QUESTIONS,
        info=INFO,
        stamp=STAMP,
        disclosure=made.policy,
        reporting=ReportingPolicy(),
        employees_asked_once=False,
    )
    assert _whole(found)[0] == Response(24, None)


@pytest.mark.parametrize("separate", [False, True])
def test_peers_and_leaders_below_always_count_answers(separate: bool) -> None:
    """Lone cannot tell whether Per gave one answer or two about his fellow leaders."""
    forms = [
        form
        for name in THREE
        for kind in ("peer", "subordinate_leader")
        for form in team(name, ANSWERS, kind)
    ]
    found = replace(tiny_round(forms), separate=separate).release()
    (unit,) = found.units()
    counted = {group.group: (group.answers, group.response) for group in unit.groups}
    assert counted["peer"] == (True, Response(24, None))
    assert ("subordinate_leader" in counted) == separate
    if separate:
        assert counted["subordinate_leader"] == (True, Response(24, None))


def test_a_pool_tells_answers_apart_from_people() -> None:
    """Six people gave nine answers about three leaders: the pool holds six people and nine answers."""
    forms = [(name, "peer", f"p{i}", [3]) for i, name in enumerate((*THREE, *THREE))]
    forms += [("Omar", "peer", "p0", [4]), ("Ida", "peer", "p1", [4]), ("Karen", "peer", "p2", [4])]
    (_, peers) = tiny_round(forms).release().printed.groups
    assert (peers.blocks.n.tolist(), peers.blocks.answers.tolist()) == ([6], [9])


LEADERS = [UUID(int=number) for number in (1, 2)]


def _gathered(asked: Sequence[tuple[UUID, UUID, str]]) -> bool:
    organisation = Organisation(
        (Unit("u", "u", -1),), tuple(Leader(str(leader), str(leader), 0) for leader in LEADERS)
    )
    opened = [
        OpenedAnswer(KeyHolderFacts(uuid4(), person, leader, perspective, 1, False, False), None)
        for person, leader, perspective in asked
    ]
    return gather(opened, organisation, load("faglig-ledelse")).employees_asked_once


def test_the_lists_of_a_round_tell_who_is_asked_about_several() -> None:
    """Sofie is asked about one leader; Omar is led by two, and the lists show it before anybody answers."""
    sofie, omar = uuid4(), uuid4()
    once = [(sofie, LEADERS[0], "employee"), (omar, LEADERS[1], "employee"), (omar, LEADERS[0], "peer")]
    assert _gathered(once)
    assert not _gathered([*once, (omar, LEADERS[0], "employee")])
    assert not _gathered([*once, (omar, LEADERS[0], "subordinate_leader")])

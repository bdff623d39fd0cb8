"""Karen's team chooses between options: the same limits, one dot per answer, and words that the counts earn."""

from __future__ import annotations

import re

import pytest

from fagspejl.workspace.sessions.errors import AnswerRefused, PlanRefused
from fagspejl.workspace.sessions.pictures.drawn import drawn, drawn_stored
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.services.joining import answer
from fagspejl.workspace.sessions.types import AnswerValues, Item, PhaseCode, SplitGroup, SplitKind
from support.room import Room, open_room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]

OPTIONS = ("Fælles dialog om fagligheden", "Opfølgning på kvaliteten", "Hjælp i faglige dilemmaer")
CHOICE = Item(0, "Hvad skal vi arbejde med?", "", "", overall=False, options=OPTIONS)


def _chosen(*places: int, groups: tuple[SplitGroup, ...] = ()) -> Room:
    room = open_room(groups, items=(CHOICE,), split=SplitKind.SHIFT if groups else SplitKind.NONE)
    phones = [room.phone(number % 2 if groups else None) for number in range(len(places))]
    room.to(PhaseCode.JUDGE)
    for phone, place in zip(phones, places, strict=True):
        room.judged(phone, place)
    return room


def test_a_choice_is_drawn_with_its_counts() -> None:
    """Karen's team of seven sees one dot per answer under each option, and a sentence with the counts."""
    room = _chosen(0, 0, 0, 0, 0, 0, 2)
    assert drawn(room.facts, 0) is None
    room.to(PhaseCode.REVEAL)
    shown = drawn(room.facts, 0)
    assert shown is not None
    assert shown.sentences == ("De fleste vælger det samme: 6 af 7 vælger »Fælles dialog om fagligheden«.",)
    for svg in (shown.room_svg, shown.phone_svg):
        assert re.findall(r'data-option="(\d)" data-count="(\d)"', svg) == [
            ("0", "6"),
            ("1", "0"),
            ("2", "1"),
        ]
        assert svg.count("<use ") == 7
    assert shown.table is not None
    assert shown.table.head[-3:] == OPTIONS
    assert shown.table.rows[0].figures == ("6", "0", "1")


def test_a_divided_team_reads_both_ends() -> None:
    """Omar's team reads that it is divided between two options, with both counts."""
    room = _chosen(0, 0, 0, 1, 1, 1)
    room.to(PhaseCode.REVEAL)
    shown = drawn(room.facts, 0)
    assert shown is not None
    assert shown.sentences == (
        "Vi er delt: 3 af 6 vælger »Fælles dialog om fagligheden«, og 3 vælger »Opfølgning på kvaliteten«.",
    )


def test_three_answers_are_not_drawn() -> None:
    """Three who chose see the sentence that they are too few, and no dot."""
    room = _chosen(0, 1, 1)
    room.to(PhaseCode.REVEAL)
    shown = drawn(room.facts, 0)
    assert shown is not None
    assert shown.withheld
    assert "<use" not in shown.room_svg + shown.phone_svg


def test_groups_stand_by_shape_under_the_same_limits() -> None:
    """Day and evening of three each are told apart by shape, with a key; kept is everybody together."""
    room = _chosen(0, 1, 0, 1, 0, 1, groups=(SplitGroup("Dagvagt", 8), SplitGroup("Aftenvagt", 8)))
    room.to(PhaseCode.REVEAL)
    shown = drawn(room.facts, 0)
    assert shown is not None
    assert [block.name for block in shown.picture.blocks] == ["Dagvagt", "Aftenvagt"]
    assert "Dagvagt" in shown.room_svg
    room.close()
    (kept,) = stored_items(room.id)
    stored = drawn_stored(kept, "da", split=SplitKind.SHIFT, seed=1)
    assert kept.options == OPTIONS
    assert [block.n for block in stored.picture.blocks] == [6]
    assert "Dagvagt" not in stored.room_svg


@pytest.mark.parametrize("place", [3, 7, 10])
def test_an_option_that_is_not_there_is_refused(place: int) -> None:
    """A phone that sends the fourth of three options keeps nothing."""
    room = open_room(items=(CHOICE,))
    phone = room.phone()
    room.to(PhaseCode.JUDGE)
    with pytest.raises(AnswerRefused):
        answer(room.code, phone, sent(), item=0, round_=1, values=AnswerValues(value=place))


@pytest.mark.parametrize(
    "options", [("Alene",), ("Ens", "ens "), ("", "To"), tuple(f"Nr. {n}" for n in range(12))]
)
def test_a_choice_that_is_none_cannot_be_planned(options: tuple[str, ...]) -> None:
    """Karen cannot ask for a choice of one, of two alike, of an empty one, or of more than a phone can hold."""
    with pytest.raises(PlanRefused):
        open_room(items=(Item(0, "Hvad?", "", "", overall=False, options=options),))

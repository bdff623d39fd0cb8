"""A template may show everything at one moment: one snapshot, one division into groups for all of its items."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.collecting import Collect, cases_and_items
from fagspejl.workspace.sessions.errors import NotNow, OutcomeRefused
from fagspejl.workspace.sessions.models import Outcome, Reveal
from fagspejl.workspace.sessions.selectors.live import counts_of, live_item
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.services.joining import answer_all, consent, name_difference
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.steering import choose_item, go_on
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    DifferenceReason,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)
from support.collected_room import collected_template, open_collected
from support.room import Room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
THREE = ("Borgeren ved, hvem hun ringer til", "Vi holder det, vi lover", "Journalen er færdig")
DAY, EVENING = 0, 1
NONE = OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NO_TIME)


@pytest.fixture
def collect(monkeypatch: pytest.MonkeyPatch) -> Collect:
    """What the template of the tests collects."""
    return collected_template(monkeypatch)


def room_of(collect: Collect, *sizes: int, people: list[int | None]) -> Room:
    """Karen opens a room about three statements, and people come: each with a group or none."""
    groups = [SplitGroup(name, size) for name, size in zip(("Dag", "Aften", "Nat"), sizes, strict=False)]
    cases, items = cases_and_items(collect, THREE)
    made = open_collected(groups, cases=cases, items=items)
    for group in people:
        made.phone(group)
    return made


def judged(room: Room, place: int, values: dict[int, int]) -> None:
    """Let a phone send a page."""
    answer_all(
        room.code,
        room.phones[place],
        sent(),
        round_=1,
        values={item: AnswerValues(value=value) for item, value in values.items()},
    )


def shapes(room: Room) -> list[tuple[int, ...]]:
    """Return the sizes of the blocks of each item."""
    found = []
    for item in range(len(room.facts.items)):
        live = live_item(room.facts, item)
        assert live is not None
        found.append(tuple(len(block.first) for block in live.blocks))
    return found


def test_one_moment_for_all(collect: Collect) -> None:
    """Sofie sees nothing of six questions, then all of them; nothing is answered after that."""
    room = room_of(collect, 6, 5, people=[DAY] * 5 + [EVENING] * 4)
    room.to(PhaseCode.JUDGE)
    for place in range(9):
        judged(room, place, {item: (item + place) % 11 for item in range(6)})
    assert all(live_item(room.facts, item) is None for item in range(6))
    room.to(PhaseCode.REVEAL)
    assert room.facts.item == 0
    assert shapes(room) == [(5, 4)] * 6
    assert Reveal.objects.filter(session=room.id, round=1).count() == 6
    with pytest.raises(NotNow):
        judged(room, 0, {3: 1})


def test_groups_are_counted_where_they_are_smallest(collect: Collect) -> None:
    """Two of the evening skip one statement: then the evening stands alone in none, and nobody subtracts."""
    room = room_of(collect, 6, 5, people=[DAY] * 5 + [EVENING] * 4)
    room.to(PhaseCode.JUDGE)
    for place in range(9):
        items = range(5) if place >= 7 else range(6)
        judged(room, place, dict.fromkeys(items, 5))
    room.to(PhaseCode.REVEAL)
    assert shapes(room) == [(9,)] * 5 + [(7,)]


def test_what_nobody_answered_divides_nothing(collect: Collect) -> None:
    """All skip the last question: it is not drawn, and the others keep their groups."""
    room = room_of(collect, 6, 5, people=[DAY] * 5 + [EVENING] * 4)
    room.to(PhaseCode.JUDGE)
    for place in range(9):
        judged(room, place, dict.fromkeys(range(5), 5))
    room.to(PhaseCode.REVEAL)
    assert shapes(room)[:5] == [(5, 4)] * 5
    last = live_item(room.facts, 5)
    assert last is not None
    assert last.withheld


def test_nobody_is_alone_in_the_rest(collect: Collect) -> None:
    """Lone chose no group and skips one statement: the smallest group keeps her company in all of them."""
    room = room_of(collect, 6, 5, 5, people=[DAY] * 6 + [EVENING] * 4 + [2] * 5 + [None])
    room.to(PhaseCode.JUDGE)
    for place in range(16):
        items = range(5) if place == 15 else range(6)
        judged(room, place, dict.fromkeys(items, 5))
    room.to(PhaseCode.REVEAL)
    assert shapes(room) == [(6, 5, 5)] * 5 + [(6, 5, 4)]


def test_a_late_no_counts_in_all(collect: Collect) -> None:
    """One of three at night says no when all is shown: the night joins the others in every item."""
    room = room_of(collect, 6, 6, 3, people=[DAY] * 5 + [EVENING] * 5 + [2] * 3)
    for token in room.phones[10:]:
        consent(room.code, token, sent(), alone=True)
    room.to(PhaseCode.JUDGE)
    for place in range(13):
        judged(room, place, dict.fromkeys(range(6), 5))
    room.to(PhaseCode.REVEAL)
    assert shapes(room) == [(5, 5, 3)] * 6
    consent(room.code, room.phones[12], sent(), alone=False)
    assert shapes(room) == [(5, 8)] * 6 or shapes(room) == [(13,)] * 6
    room.close()
    names = {block.name for one in stored_items(room.id) for block in one.blocks}
    assert "Nat" not in names


def test_talk_steps_from_one_to_another(collect: Collect) -> None:
    """Karen steps to the second statement while they talk: the phase stays, and each can end with its own outcome."""
    room = room_of(collect, people=[None] * 6)
    room.to(PhaseCode.JUDGE)
    for place in range(6):
        judged(room, place, dict.fromkeys(range(6), place))
    room.to(PhaseCode.TALK)
    choose_item(room.control, room.facts.revision, 2)
    assert (room.facts.phase, room.facts.item) == (PhaseCode.TALK, 2)
    for token in room.phones[:4]:
        name_difference(room.code, token, sent(), reasons=[DifferenceReason.ROLE])
    choose_item(room.control, room.facts.revision, 0)
    with pytest.raises(OutcomeRefused):
        room.to(PhaseCode.CLOSE)
    room.to(PhaseCode.AGREE)
    told = live_item(room.facts, 2)
    assert told is not None
    assert told.differences == ((DifferenceReason.ROLE, 4),)
    for item in (0, 2, 4):
        choose_item(room.control, room.facts.revision, item)
        record_outcome(room.control, room.facts.revision, NONE)
    assert sorted(Outcome.objects.filter(session=room.id).values_list("item", flat=True)) == [0, 2, 4]
    go_on(room.control, room.facts.revision)
    assert room.facts.phase is PhaseCode.CLOSE


def test_who_answered_anything_has_answered(collect: Collect) -> None:
    """Per has done the second page alone: the wall counts him once, and never what he answered."""
    room = room_of(collect, people=[None] * 4)
    room.to(PhaseCode.JUDGE)
    judged(room, 0, {4: 3, 5: 3})
    judged(room, 1, {0: 3, 1: 9})
    assert counts_of(room.facts).answered == 2


def test_a_page_is_kept_whole_or_not(collect: Collect) -> None:
    """A page with one value outside the scale keeps none of it: Ida sees which, and sends it again."""
    room = room_of(collect, people=[None])
    room.to(PhaseCode.JUDGE)
    with pytest.raises(Exception, match="answer_refused") as refused:
        judged(room, 0, {0: 3, 1: 11})
    assert refused.value.facts["item"] == 1  # type: ignore[attr-defined]
    assert counts_of(room.facts).answered == 0

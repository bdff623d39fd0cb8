"""A series: what is said across its cases is earned, comes when the last is shown, and is all that stays of them."""

from __future__ import annotations

import itertools
import json
import random
from fractions import Fraction
from statistics import median

import pytest
from django.apps import apps
from django.test import Client
from tests.support.wall import Wall

from fagspejl.workspace.sessions.models import Response, Session, StoredPicture
from fagspejl.workspace.sessions.selectors.series import series_found, series_kept
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.services.closing import delete_pictures
from fagspejl.workspace.sessions.services.joining import answer
from fagspejl.workspace.sessions.services.steering import ask_what_if, choose_item
from fagspejl.workspace.sessions.types import AnswerValues, PhaseCode, SplitGroup
from support.room import KAREN, Room, open_room, sent
from support.series import EXPERIENCED, NEW, close, series_room, show
from support.town import entered, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
OLD, YOUNG = SplitGroup("Erfarne", 7), SplitGroup("Nye", 5)
GROUPS = "Nye ligger typisk højere end erfarne (midten 7,5 mod 2,5). Blander vi svarene tilfældigt, ser vi så stor en forskel sjældnere end 1 gang ud af 10."


def _shares(rows: list[tuple[int, ...]], groups: list[str]) -> list[Fraction]:
    """Return (group, person, case) of the differences between persons, in exact fractions."""
    persons, cases = len(rows), len(rows[0])
    overall = Fraction(sum(map(sum, rows)), persons * cases)
    levels = [Fraction(sum(row), cases) - overall for row in rows]
    columns = [Fraction(sum(column), persons) for column in zip(*rows, strict=True)]
    level = sum(one**2 for one in levels) / persons
    case = sum(
        (value - own - column) ** 2
        for row, own in zip(rows, levels, strict=True)
        for value, column in zip(row, columns, strict=True)
    ) / (persons * cases)
    between = Fraction(0)
    for name in set(groups):
        own = [one for one, group in zip(levels, groups, strict=True) if group == name]
        between += len(own) * (sum(own) / len(own)) ** 2
    between /= persons
    return [part / (level + case) for part in (between, level - between, case)]


def _page(room: Room, token: str) -> str:
    return Client().get(f"/d/{room.code}/{token}/").content.decode().replace("\u00a0", " ")


def test_sentences_are_those_of_the_answers() -> None:
    """Karen's twelve judged four cases: medians, chance and tenths are those that fractions give, and so it is said."""
    room = series_room()
    show(room, range(4))
    found = series_found(room.facts)
    assert found is not None
    means = [[Fraction(sum(row), 4) for row in rows] for rows in (NEW, EXPERIENCED)]
    assert (found.high, found.low, found.n, found.vignettes) == ("Nye", "Erfarne", 12, 4)
    for told, exact in zip((found.high_median, found.low_median), map(median, means), strict=True):
        assert told is not None
        assert abs(told - exact) <= Fraction(1, 4)
    everybody = [*means[0], *means[1]]
    gap = sum(means[0]) / 5 - sum(means[1]) / 7
    as_wide = [
        abs(sum(chosen) / 5 - (sum(everybody) - sum(chosen)) / 7) >= gap
        for chosen in itertools.combinations(everybody, 5)
    ]
    assert Fraction(sum(as_wide), len(as_wide)) < Fraction(
        1, 20
    )  # every way to draw the groups: rarer than 1 of 10
    shares = _shares([*NEW, *EXPERIENCED], ["new"] * 5 + ["old"] * 7)
    assert found.tenths is not None
    for tenth, share in zip(found.tenths, shares, strict=True):
        assert tenth is not None
        assert abs(tenth - 10 * share) < 1
    a, b, c = found.tenths
    split = f"Af forskellen mellem os ligger omkring {a} af 10 dele i at være ny eller erfaren, {b} i personen og {c} i den enkelte sag eller dagen."
    wall = Wall(room)
    for page in (wall.screen(), wall.control(), _page(room, room.phones[0])):
        for sentence in ("12 har bedømt alle 4 sager.", GROUPS, split):
            assert sentence in page


def test_nothing_before_the_last_case_is_shown() -> None:
    """Omar sees nothing across the cases while one of four is not shown, and not while the last is talked about."""
    room = series_room()
    show(room, ())
    widest = room.facts.item
    others = [item for item in range(4) if item != widest]
    show(room, others[:-1])
    assert series_found(room.facts) is None
    wall = Wall(room)
    assert "Set over alle sagerne" not in wall.screen() + wall.control() + _page(room, room.phones[0])
    choose_item(room.control, room.facts.revision, others[-1])
    assert "Set over alle sagerne" not in wall.screen() + wall.control() + _page(room, room.phones[0])
    room.to(PhaseCode.AGREE)
    assert "Set over alle sagerne" in wall.screen()


def test_a_series_that_was_not_shown_whole_leaves_nothing() -> None:
    """Karen closes with one case unseen: nothing across the cases is kept."""
    room = series_room()
    show(room, ())
    show(room, [item for item in range(4) if item != room.facts.item][:-1])
    close(room)
    assert series_kept(room.id) is None


def test_only_the_sentences_are_left_after_the_close() -> None:
    """Bente reads after the close what stood on the wall; rows are gone, and no figure is finer than the sentences."""
    room = series_room()
    show(room, range(4))
    said = series_found(room.facts)
    close(room)
    assert series_kept(room.id) == said
    assert not Response.objects.exists()
    held = Session.objects.get(id=room.id).series
    assert set(held) == {"vignettes", "n", "word", "high", "low", "high_median", "low_median", "tenths"}
    assert all((2 * held[name]).is_integer() for name in ("high_median", "low_median"))


def test_nothing_joins_the_cases_after_the_close() -> None:
    """Two rooms in which people gave the same answers to each case, but other people to each, leave the same bytes."""
    left = []
    for turn in (0, 1):
        blocks = []
        for group, rows in ((OLD, EXPERIENCED), (YOUNG, NEW)):
            columns = [list(column) for column in zip(*rows, strict=True)]
            if turn:  # a case's answers change hands within the group
                columns[0] = columns[0][1:] + columns[0][:1]
            blocks.append((group, tuple(zip(*columns, strict=True))))
        room = series_room(blocks)
        show(room, range(4))
        close(room)
        kept = StoredPicture.objects.filter(session=room.id).order_by("item")
        left.append(json.dumps([one.picture for one in kept]))
        for model in apps.get_app_config("workspace_sessions").get_models():
            for row in model.objects.values():
                for name, value in row.items():
                    assert not (isinstance(value, list) and value == [2, 3, 2, 2]), (model, name)
    assert left[0] == left[1]


def test_the_leader_and_whoever_skipped_a_case_are_outside() -> None:
    """Karen answers as leader and Lone skips one case: neither is counted, and the sentences stay as they were."""
    plain = series_room()
    show(plain, range(4))
    room = series_room(((OLD, EXPERIENCED), (YOUNG, (*NEW, (10, None, 10, 10)))), leaders=((0, 0, 0, 0),) * 2)
    show(room, range(4))
    alike, found = series_found(plain.facts), series_found(room.facts)
    assert alike is not None
    assert found is not None
    assert (found.n, found.high_median, found.low_median, found.tenths) == (
        alike.n,
        alike.high_median,
        alike.low_median,
        alike.tenths,
    )


@pytest.mark.parametrize(
    ("blocks", "without", "group"),
    [
        (((OLD, EXPERIENCED), (SplitGroup("Nye", 4), NEW[:4])), (), False),  # a small group is never named
        (((OLD, EXPERIENCED), (YOUNG, NEW)), ((5, 5, 5, 5),) * 2, False),  # two beside them would stand alone
        (
            ((OLD, EXPERIENCED), (YOUNG, (*NEW[:4], (9, None, 8, 6)))),
            (),
            False,
        ),  # one skip leaves four of five
        (((OLD, EXPERIENCED), (YOUNG, NEW)), ((5, 5, 5, 5),) * 5, True),
    ],
)
def test_groups_are_named_only_where_every_picture_keeps_them_apart(blocks, without, group) -> None:
    """Ida's group is told of only if it holds five in every picture, and nobody is left over who could be found."""
    room = series_room(blocks, without=without)
    show(room, range(4))
    found = series_found(room.facts)
    assert found is None or (found.high is not None) == group
    if not group and found is not None:
        assert found.tenths is not None
        assert found.tenths[0] is None
        assert not any(name in json.dumps([found.high, found.low]) for name in ("Nye", "Erfarne"))
    close(room)
    kept = series_kept(room.id)
    assert (kept is not None and kept.high is not None) == group


@pytest.mark.parametrize(("people", "cases"), [(7, 4), (12, 3)])
def test_too_few_people_or_cases(people: int, cases: int) -> None:
    """Seven people, or three cases, earn no sentence across them."""
    rows = [row[:cases] for row in (*EXPERIENCED, *NEW)][:people]
    room = series_room(((OLD, rows),))
    show(room, range(cases))
    assert series_found(room.facts) is None
    close(room)
    assert series_kept(room.id) is None


def test_a_changed_fact_is_no_case_of_the_series() -> None:
    """Karen asks one case again with one fact changed, while Per waits: the sentences across the four stay."""
    room = series_room()
    Session.objects.filter(id=room.id).update(
        cases=[
            {**case, "what_if": "Nu er barnet to år yngre."} for case in Session.objects.get(id=room.id).cases
        ]
    )
    show(room, range(4))
    before = series_found(room.facts)
    ask_what_if(room.control, room.facts.revision)
    assert len(room.facts.items) == 5
    for token in room.phones:
        room.judged(token, random.Random(token).randrange(11), item=4)
    room.to(PhaseCode.AGREE)
    assert before is not None
    assert series_found(room.facts) == before


def test_second_judgements_change_nothing() -> None:
    """Everybody judges one case again and otherwise: across the cases only the first round counts."""
    room = series_room()
    show(room, range(4))
    before = series_found(room.facts)
    room.to(PhaseCode.REJUDGE)
    for token in room.phones:
        answer(room.code, token, sent(), item=room.facts.item, round_=2, values=AnswerValues(value=5))
    room.to(PhaseCode.AGREE)
    assert series_found(room.facts) == before


def test_on_the_sessions_page_until_the_leader_deletes() -> None:
    """Karen reads the sentences on the session's page, and they are gone when she deletes the pictures."""
    here = town()
    karen = entered(leader("Karen"))
    room = series_room(units=(here.family,))
    show(room, range(4))
    close(room)
    page = karen.get(f"/arbejdsrum/session/{room.id}/").content.decode().replace("\u00a0", " ")
    assert GROUPS in page
    assert "Det er alt, der er gemt på tværs af sagerne." in page
    delete_pictures(room.id, actor=KAREN)
    known = session_of(room.id)
    assert known is not None
    assert series_kept(room.id) is None
    assert "Set over alle sagerne" not in karen.get(f"/arbejdsrum/session/{room.id}/").content.decode()


def test_a_room_that_says_nothing_across() -> None:
    """A room of one case has no series, however it is shown."""
    room = open_room()
    room.to(PhaseCode.JUDGE)
    for value in range(10):
        room.judged(room.phone(), value)
    room.to(PhaseCode.AGREE)
    assert series_found(room.facts) is None

"""An exercise held on paper and typed in: the same picture as by phone, the same limits, and nothing of a sheet kept."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.sessions.models import Participant, Response, Reveal, Session
from fagspejl.workspace.sessions.selectors.sessions import (
    exit_answers_among,
    outcomes_in,
    session_of,
    sessions_of,
    stored_items,
)
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.types import OutcomeKind, PhaseCode, Source, SplitGroup, SplitKind
from support.room import KAREN, open_room
from support.sparring import carded
from support.town import Town, entered, form_with, leader, town

OLD = ((1, 2), (2, 2), (2, 3), (3, 3), (3, 3), (4, 4), (8, 6))
NEW = ((5, 4), (6, 5), (8, 6), (9, 6), (9, 7))
AGREED = {"kind": "agreement", "text": "Vi ringer sammen med familien den første gang."}
GROUPS = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _prepared(karen: Client, here: Town) -> str:
    sent = {
        **form_with(karen.get("/arbejdsrum/ny/"), "case"),
        "when": "papir",
        "split": "seniority",
        "seniority_0_size": "7",
        "seniority_1_size": "5",
    }
    karen.post("/arbejdsrum/ny/", sent)
    return f"/arbejdsrum/session/{sessions_of([here.family])[0].id}/"


def _rows() -> dict[str, str]:
    sheets = [("1", *pair) for pair in OLD] + [("nye", *pair) for pair in NEW]
    return {
        f"{part}_{place}": str(value)
        for place, sheet in enumerate(sheets)
        for part, value in zip("gfs", sheet, strict=True)
    }


def _typed(karen: Client, page: str, **fields: str) -> dict[str, object]:
    return {**form_with(karen.get(f"{page}tast-ind/"), "item"), **AGREED, **fields}


def test_same_as_by_phone(karen: Client, here: Town) -> None:
    """Karen types in the sheets of her twelve: what is kept is, value by value, what a room with phones had kept."""
    page = _prepared(karen, here)
    answer = karen.post(f"{page}tast-ind/", _typed(karen, page, **_rows()))
    assert answer.status_code == 302
    (paper,) = stored_items(sessions_of([here.family])[0].id)
    room = open_room(GROUPS, split=SplitKind.SENIORITY)
    room.to(PhaseCode.JUDGE)
    phones = [(room.phone(place), *pair) for place, pairs in enumerate((OLD, NEW)) for pair in pairs]
    for token, first, _ in phones:
        room.judged(token, first)
    room.to(PhaseCode.REJUDGE)
    for token, _, second in phones:
        room.judged(token, second, round_=2)
    room.to(PhaseCode.AGREE)
    close_session(room.id, actor=KAREN)
    (live,) = stored_items(room.id)
    assert paper.blocks == live.blocks
    assert [block.name for block in paper.blocks] == ["Erfarne", "Nye"]
    text = karen.get(page).content.decode()
    assert "Erfarne" in text
    assert "Holdt på papir" in text
    assert AGREED["text"] in text


def test_nothing_of_a_sheet_is_kept(karen: Client, here: Town) -> None:
    """When Karen has typed, no row of a person is left, and the session is closed, from paper, with its outcome."""
    page = _prepared(karen, here)
    karen.post(f"{page}tast-ind/", _typed(karen, page, **_rows()))
    assert not any(kind.objects.exists() for kind in (Participant, Response, Reveal))
    known = session_of(sessions_of([here.family])[0].id)
    assert known is not None
    assert known.closed_on is not None
    assert known.source is Source.PAPER
    assert [one.values.kind for one in outcomes_in(known.id)] == [OutcomeKind.AGREEMENT]
    assert karen.get(f"{page}tast-ind/").status_code == 302


def test_columns_of_a_spreadsheet(karen: Client, here: Town) -> None:
    """Karen pastes three columns instead: groups by name or number, blanks where somebody left a field empty."""
    page = _prepared(karen, here)
    lines = [f"Erfarne\t{first}\t{second}" for first, second in OLD]
    lines += [f"2;{first};{second}" for first, second in NEW] + ["\t7\t", ""]
    assert karen.post(f"{page}tast-ind/", _typed(karen, page, pasted="\r\n".join(lines))).status_code == 302
    (kept,) = stored_items(sessions_of([here.family])[0].id)
    assert sum(len(block.first) for block in kept.blocks) == 13


def test_too_few_to_draw(karen: Client, here: Town) -> None:
    """Four sheets are too few to keep: the same withheld sentence stands where a room's would."""
    page = _prepared(karen, here)
    karen.post(f"{page}tast-ind/", _typed(karen, page, pasted="1\t1\t2\n1\t2\t2\n1\t8\t8\n2\t9\t9"))
    text = karen.get(page).content.decode()
    assert "For få svar til at vise noget her. Tal om det i stedet." in text
    assert "dp-dots" not in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"f_2": "11"}, "Ark 3: »11« er ikke et helt tal fra 0 til 10."),
        ({"g_0": "3"}, "Ark 1: »3« er ikke en af grupperne."),
        ({"pasted": "1\t2\t3\t4"}, "Linje 1: Der er for mange kolonner."),
        ({"pasted": "1\t2,5\t3"}, "Linje 1: Der er for mange kolonner."),
        ({"kind": "agreement", "text": ""}, "Skriv, hvad I endte med"),
        ({"kind": "trial"}, "Skriv, hvilken rolle der prøver det."),
        ({"kind": "none", "text": ""}, "Sig, hvorfor I ikke endte med noget."),
        ({"text": "Det gælder 010203-1234"}, "Teksten ligner et cpr-nummer."),
    ],
)
def test_a_row_that_cannot_be_read(karen: Client, here: Town, wrong: dict[str, str], said: str) -> None:
    """Karen reads which sheet and why; every row she typed stands there still, and the session is as it was."""
    page = _prepared(karen, here)
    sent = _typed(karen, page, **{**_rows(), **wrong})
    answer = karen.post(f"{page}tast-ind/", sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    again = form_with(answer, "item")
    assert {name: again[name] for name in _rows()} == {
        name: [value] for name, value in {**_rows(), **wrong}.items() if name in _rows()
    }
    assert not Participant.objects.exists()
    assert Session.objects.get().opened_on is None


@pytest.mark.parametrize("count", [0, 3, 151])
def test_too_few_and_too_many_sheets(karen: Client, here: Town, count: int) -> None:
    """Karen is told how many sheets there are and between which numbers they must be."""
    page = _prepared(karen, here)
    pasted = "\n".join(["1\t2\t3"] * count)
    text = karen.post(f"{page}tast-ind/", _typed(karen, page, pasted=pasted)).content.decode()
    assert f"Der er {count} ark. Der skal være mellem 4 og 150." in text


def test_an_open_room_takes_no_sheets(karen: Client, here: Town) -> None:
    """Answers from paper never enter a room in which phones answer."""
    room = open_room(units=(here.family,))
    assert karen.get(f"/arbejdsrum/session/{room.id}/tast-ind/").status_code == 302
    assert "kan kun tastes ind" in karen.get(f"/arbejdsrum/session/{room.id}/").content.decode()


def test_direction_check_on_the_sheets(here: Town, karen: Client) -> None:
    """Nine sheets of a sparring say whether they see the direction: in rows, or as the last of three columns."""
    for rows in (True, False):
        known = carded(here.family, split=False, planned_on=None)
        page = f"/arbejdsrum/session/{known.session}/"
        assert (
            "Jeg kan se, hvordan det passer med vores retning." in karen.get(f"{page}ark/").content.decode()
        )
        sheets = [(place % 11, "", 8 - place % 2) for place in range(9)]
        typed = {f"f_{n}": str(one[0]) for n, one in enumerate(sheets)}
        typed |= {f"d_{n}": str(one[2]) for n, one in enumerate(sheets)}
        fields = typed if rows else {"pasted": "\n".join(";".join(map(str, one)) for one in sheets)}
        assert karen.post(f"{page}tast-ind/", _typed(karen, page, **fields)).status_code == 302
        assert known.session is not None
        kept = exit_answers_among([known.session])
        assert kept == {known.session: {"direction": (7, 7, 7, 7, 8, 8, 8, 8, 8)}}

"""Sheets that answer everything at once are printed and typed in: shown at one moment, closed, and nothing of a sheet kept."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.sessions.collecting import cases_and_items
from fagspejl.workspace.sessions.models import Participant, Response, Session
from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, stored_items
from fagspejl.workspace.sessions.types import OutcomeKind, Source, SplitGroup
from support.collected_room import COLLECT, collected_template, made_collected
from support.town import Town, entered, form_with, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
TWO = ("Borgeren ved, hvem hun ringer til", "Journalen er færdig")
GROUPS = (SplitGroup("Dag", 6), SplitGroup("Aften", 6))
AGREED = {"kind": "agreement", "text": "Vi skriver, før vi går hjem."}
OPTIONS = (
    COLLECT.split("[[collect.asks]]", maxsplit=1)[0]
    + """
[[collect.asks]]
question = "Hvad gør vi på rød?"
options = ["altid", "hvis muligt", "kan vente"]
"""
)


@pytest.fixture
def here() -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _prepared(monkeypatch: pytest.MonkeyPatch, here: Town, collect: str = COLLECT) -> str:
    cases, items = cases_and_items(collected_template(monkeypatch, collect=collect), TWO)
    made = made_collected(GROUPS, cases=cases, items=items, units=(here.family,))
    return f"/arbejdsrum/session/{made}/"


def _typed(karen: Client, page: str, lines: list[str]) -> dict[str, object]:
    return {**form_with(karen.get(f"{page}tast-ind/"), "pasted"), **AGREED, "pasted": "\n".join(lines)}


def test_typed_in(monkeypatch: pytest.MonkeyPatch, karen: Client, here: Town) -> None:
    """Karen types twelve sheets: two statements of two questions are kept by group, and the room is closed."""
    page = _prepared(monkeypatch, here)
    assert "Journalen er færdig" in karen.get(f"{page}tast-ind/").content.decode()
    assert "Hvor ofte lykkes det?" in karen.get(f"{page}ark/").content.decode()
    lines = [f"Dag;9;8;{value};7" for value in range(6)]
    lines += [f"2\t9\t{2 if value else ''}\t{value}\t3\t" for value in range(6)]
    answer = karen.post(f"{page}tast-ind/", _typed(karen, page, lines))
    assert answer.status_code == 302
    row = Session.objects.get()
    assert (row.source, row.closed_on is not None) == (Source.PAPER, True)
    kept = stored_items(row.id)
    assert [[(block.name, block.first) for block in one.blocks] for one in kept] == [
        [("Dag", (9,) * 6), ("Aften", (9,) * 6)],
        [("Dag", (8,) * 6), ("Aften", (2,) * 5)],
        [("Dag", tuple(range(6))), ("Aften", tuple(range(6)))],
        [("Dag", (7,) * 6), ("Aften", (3,) * 6)],
    ]
    assert outcomes_in(row.id)[0].values.kind is OutcomeKind.AGREEMENT
    assert not Participant.objects.exists()
    assert not Response.objects.exists()


def test_options_by_word_or_number(monkeypatch: pytest.MonkeyPatch, karen: Client, here: Town) -> None:
    """A load level is typed as "kan vente" or 3; another word is told with its line, and nothing typed is lost."""
    page = _prepared(monkeypatch, here, OPTIONS)
    lines = ["1;altid;3"] * 5 + ["2;Kan vente;2"] * 4 + ["2;måske;1"]
    refused = karen.post(f"{page}tast-ind/", _typed(karen, page, lines))
    assert "Linje 10: »måske« er ikke et af svarene." in refused.content.decode()
    assert "2;måske;1" in refused.content.decode()
    answer = karen.post(f"{page}tast-ind/", _typed(karen, page, [*lines[:-1], "2;;1"]))
    assert answer.status_code == 302
    kept = stored_items(Session.objects.get().id)
    assert sorted(value for block in kept[0].blocks for value in block.first) == [0] * 5 + [2] * 4


@pytest.mark.parametrize("line", ["1;9;8;7", "1;9;8;7;6;5", "5;9;9;9;9", "1;11;9;9;9", "1;x;9;9;9"])
def test_a_line_that_does_not_fit(
    monkeypatch: pytest.MonkeyPatch, karen: Client, here: Town, line: str
) -> None:
    """Karen leaves one answer out, types one too many, a group or a number that is none: the line is told."""
    page = _prepared(monkeypatch, here)
    refused = karen.post(f"{page}tast-ind/", _typed(karen, page, ["1;9;8;7;6"] * 5 + [line]))
    assert "Linje 6: " in refused.content.decode()
    assert Session.objects.get().closed_on is None


def test_what_is_written_in_the_room_is_not_held_on_paper(
    monkeypatch: pytest.MonkeyPatch, karen: Client, here: Town
) -> None:
    """Where people write it themselves there is nothing to print yet, and the page says so."""
    collected_template(monkeypatch)
    page = f"/arbejdsrum/session/{made_collected(units=(here.family,))}/"
    assert "Her skriver I selv på telefonerne" in karen.get(page).content.decode()
    assert karen.get(f"{page}tast-ind/").status_code == 302

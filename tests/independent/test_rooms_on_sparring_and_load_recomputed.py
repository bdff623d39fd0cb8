"""Retningslinjen, and a session about load with the levels it fills in, from what the phones of closed rooms sent."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.test import Client

from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    display_key_here,
    session_of,
)
from fagspejl.workspace.sessions.types import PhaseCode
from independent import by_hand
from support.room import Room
from support.simulated_days import Days
from support.sparring import DIFFERENCE, TRIAL, WORRY, talked_about
from support.town import Town, entered, form_with, leader, town

OPTIONS = ("altid", "hvis muligt", "kan vente")
CODES = ("always", "if_possible", "can_wait")
TASKS = ("Bad", "Dokumentation", "Stuegang", "Oprydning", "Medicin til tiden")
KINDS = {"Prøvehandling": TRIAL, "Uenighed vi lever med": DIFFERENCE}


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock."""
    return Days(monkeypatch, date(2027, 2, 18))


@pytest.fixture
def here(db: None, days: Days) -> Town:
    """The town."""
    return town()


def _page(who: Client, at: str) -> str:
    answer = who.get(at)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def _direction(values: list[int]) -> str:
    if len(values) < 5:
        return "Retning: færre end 5 svar"
    return f"Retning: midten {by_hand.middle(values)} (n = {len(values)})"


def test_every_row_of_the_line(here: Town, days: Days) -> None:
    """Karen's unit takes five cases: each row says what Asta counts from that week's phones, the newest on top."""
    rng, rows, dots = Random(0), [], []
    for number, (size, checks) in enumerate(((9, 6), (4, 4), (7, 4), (8, 5), (6, 6))):
        low, high = rng.choice(((1, 3), (2, 8), (4, 6), (1, 9)))
        values = [min(10, max(0, rng.choice((low, high)) + rng.choice((-1, 0, 1)))) for _ in range(size)]
        checked = [rng.randint(4, 10) for _ in range(checks)]
        ended = rng.choice(tuple(KINDS))
        named = replace(WORRY, type=f"Sag nummer {number}")
        talked_about(here.family, (values[:5], values[5:]), KINDS[ended], named, directions=checked)
        kept = size >= 5
        told = (
            (str(size), by_hand.middle(values), by_hand.word(values))
            if kept
            else ("færre end 5 svar", "–", "–")
        )
        rows.insert(0, [f"{by_hand.day(days.today)}: Sag nummer {number}", *told, _direction(checked), ended])
        dots.insert(0, sorted(values) if kept else [])
        newest = values
        days.pass_by(7)
    assert {row[3] for row in rows} == {by_hand.ALIKE, by_hand.DIVIDED, by_hand.SCATTERED, "–"}
    page = _page(entered(leader("Karen")), f"/arbejdsrum/sager/{here.family}/")
    assert next(one[1:] for one in by_hand.tables(page) if one[0][0] == "Sag") == rows
    assert f"Den nyeste sag, »Sag nummer 4«: {by_hand.told_of(newest)}" in by_hand.text_of(page)
    for drawing in by_hand.drawings(page, "ap-row"):
        parts = drawing.split('<g class="ap-row"')[1:]
        drawn = [sorted(map(int, re.findall(r'class="ap-dot" data-value="(\d+)"', one))) for one in parts]
        assert drawn == dots
        for values, part in zip(dots, parts, strict=True):
            assert part.count('class="ap-median"') == bool(values)


def _room(ida: Client, here: Town) -> Room:
    """Let Ida open a session about her list."""
    page = f"/arbejdsrum/travlhed/{here.cancer}/session/"
    sent = {**form_with(ida.get(page), "once"), "how": "kort", "statements": "\n".join(TASKS)}
    made = ida.post(page, sent)
    assert made.status_code == 302
    row = Session.objects.latest("created_on", "revision")
    known = session_of(row.id)
    assert known is not None
    return Room(row.id, code_here(known), control_key_here(known))


def _placed(rng: Random, room: Room, people: int) -> list[list[int]]:
    """Let everybody place each task on yellow and on red; return the choices, question by question."""
    room.to(PhaseCode.JUDGE)
    chances = [
        rng.choice(((8, 1, 1), (1, 8, 1), (0, 1, 9), (5, 0, 5), (4, 4, 4))) for _ in range(2 * len(TASKS))
    ]
    choices: list[list[int]] = [[] for _ in chances]
    for _ in range(people):
        token = room.phone()
        for question, weights in enumerate(chances):
            if rng.random() < 0.9:
                choices[question].append(rng.choices(range(3), weights)[0])
                room.judged(token, choices[question][-1], item=question)
    room.to(PhaseCode.REVEAL)
    return choices


def _most_chosen(chosen: list[int]) -> str:
    """What the form is filled in with: what most chose; nothing where the unit is divided, or two or too few say it."""
    if len(chosen) < 5 or by_hand.word_of_options(chosen) == by_hand.DIVIDED:
        return ""
    (first, most), *others = Counter(chosen).most_common()
    return "" if others and others[0][1] == most else CODES[first]


def _rows(choices: list[list[int]], least: int) -> set[tuple[str, ...]]:
    """The rows of the table: of each task on yellow and on red how many chose what, and the word. `least`: answers."""
    rows = set()
    for question, chosen in enumerate(choices):
        place = TASKS[question // 2], ("Gul", "Rød")[question % 2]
        counts = (*(str(chosen.count(option)) for option in range(3)), str(len(chosen)))
        few = (*place, "", "", "", "", "For få svar.")
        rows.add((*place, *counts, by_hand.word_of_options(chosen)) if len(chosen) >= least else few)
    return rows


def _is_told(page: str, choices: list[list[int]], least: int) -> bool:
    """Whether a page says in a sentence and in its table what the choices are."""
    words = [by_hand.word_of_options(one) for one in choices if len(one) >= least]
    divided, agreed = words.count(by_hand.DIVIDED), words.count(by_hand.ALIKE)
    assert divided > 1
    assert agreed
    told = f"Vi er delt om {divided} af {len(words)} placeringer. Vi er enige om {agreed} af {len(words)}."
    (table,) = (one for one in by_hand.tables(page) if one[0][2:5] == list(OPTIONS))
    return told in by_hand.text_of(page) and {tuple(row) for row in table[1:]} == _rows(choices, least)


@pytest.mark.parametrize(("seed", "people"), [(5, 11), (8, 7)])
def test_what_divides_and_what_most_chose(seed: int, people: int, here: Town) -> None:
    """Ida's people place five tasks: wall, kept picture and form say what Asta counts from their choices."""
    ida = entered(leader("Ida"))
    room = _room(ida, here)
    choices = _placed(Random(seed), room, people)
    assert _is_told(_page(Client(), f"/faelles/{display_key_here(room.facts)}/"), choices, 4)
    room.close()
    assert _is_told(_page(ida, f"/arbejdsrum/session/{room.id}/"), choices, 5)
    form = form_with(ida.get(f"/arbejdsrum/travlhed/{here.cancer}/skriv/?fra={room.id}"), "asked")
    for place in range(len(TASKS)):
        at = TASKS.index(form[f"task_{place}"][0])
        filled = form[f"yellow_{place}"][0], form[f"red_{place}"][0]
        assert filled == (_most_chosen(choices[2 * at]), _most_chosen(choices[2 * at + 1]))

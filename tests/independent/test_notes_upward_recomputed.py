"""The figures of a note upward, on its page, its paper and the unit's page, from what was posted, pressed and answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from html import unescape
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.answering.services import submit
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.organisation.models import Person
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import PhaseCode
from independent import by_hand
from independent.organisation import half_up
from independent.pages import number
from independent.posted_shifts import NAMES, Posted, by_week, posted, red_told
from support.agreed import begun
from support.followed import put_above
from support.noted import VALUES
from support.pdf import pdf_text
from support.published import ITEMS, TREE, account, seal
from support.room import ITEM, open_room
from support.simulated_days import Days
from support.small_round import small_round
from support.staff import PER, log_in
from support.town import entered, form_with, leader, town
from support.unit_page import page_of
from support.wall_link import Poster

NOTES = "/arbejdsrum/notater/"
MONDAY = date(2027, 2, 15)
DONE, EXCEPTION, NOT_DONE = "done", "exception-1", "not_done"


def _pressed(agreement: UUID, rng: Random) -> tuple[list[str], list[str]]:
    """Let eight who do it and six who receive it press the poster in a week; return what they pressed."""
    doers = [DONE] * 3 + [rng.choice((DONE, EXCEPTION, NOT_DONE)) for _ in range(4)] + ["not_relevant"]
    receivers = ["no"] + [rng.choice(("yes", "partly", "no")) for _ in range(4)] + ["not_relevant"]
    for side, given in (("goer", doers), ("modtager", receivers)):
        poster = Poster(agreement, side)
        for one in given:
            assert poster.open().press(one).status == 200
    return doers, receivers


def _of_pulse(doers: list[str], receivers: list[str]) -> str:
    """The sentence of the two lines."""
    done, of = sum(one in (DONE, EXCEPTION) for one in doers), sum(one != "not_relevant" for one in doers)
    seen, of_seen = receivers.count("yes"), sum(one != "not_relevant" for one in receivers)
    both = f"{done} af {of} gjorde det eller brugte en undtagelse, {{}}{seen} af {of_seen} kunne se det."
    if min(of, of_seen) >= 20 and abs(Fraction(done, of) - Fraction(seen, of_seen)) >= Fraction(3, 10):
        return f"Linjerne er langt fra hinanden: {both.format('')}"
    return f"I de seneste fire uger, der er talt op: {both.format('og ')}"


def _judged(unit: UUID, rng: Random) -> list[int]:
    """Hold and close a session of the unit; return what its nine phones answered."""
    room = open_room(units=(unit,))
    room.to(PhaseCode.JUDGE)
    values = [rng.randint(0, 10) for _ in range(9)]
    for value in values:
        room.judged(room.phone(), value)
    room.to(PhaseCode.REVEAL)
    room.close()
    return values


def _send(who: Client, page: str, **said: object) -> None:
    answered = who.post(page, {**form_with(who.get(page), "asked"), **said}, follow=True)
    assert answered.status_code == 200


def _written(who: Client, unit: UUID, keys: Sequence[str], **said: str) -> UUID:
    """Tick the cards whose keys begin so, write the note, mark all of it as judgement, and send it."""
    at = f"{NOTES}nyt/?enhed={unit}"
    offered = re.findall(r'name="evidence" value="([^"]+)"', unescape(who.get(at).content.decode()))
    ticked = [next(key for key in offered if key.startswith(one)) for one in keys]
    texts = {part.value: "\n".join(lines) for part, lines in VALUES.parts.items()}
    _send(who, at, about=VALUES.about, ask_text=VALUES.ask_text, evidence=ticked, **texts, **said)
    note = UpwardNote.objects.get(unit=unit).id
    tags = re.findall(r'name="(tag_\w+)"', who.get(f"{NOTES}{note}/maerk/").content.decode())
    _send(who, f"{NOTES}{note}/maerk/", **dict.fromkeys(tags, "judgement"))
    _send(who, f"{NOTES}{note}/send/")
    return UUID(str(note))


def _read(note: UUID, unit: UUID, *readers: Client) -> dict[str, str]:
    """The note as it reads on the pages of those logged in, on its paper, and on the unit's page."""
    pages = {str(at): who.get(f"{NOTES}{note}/").content.decode() for at, who in enumerate(readers)}
    pages["unit"] = Client().get(f"{page_of(unit)}notat/{note}/").content.decode()
    paper = " ".join(pdf_text(readers[0].get(f"{NOTES}{note}/notat.pdf").content).split())
    return {name: by_hand.text_of(page) for name, page in pages.items()} | {"paper": paper}


def _missing(places: dict[str, str], told: list[str]) -> set[tuple[str, str]]:
    return {(name, one) for name, text in places.items() for one in told if one not in text}


def _around(shifts: list[Posted], decided: date) -> str:
    """How many were red in the whole weeks before the decision, and in those after."""
    weeks = by_week(shifts)
    before = [both for monday, both in weeks.items() if monday + timedelta(days=6) < decided]
    after = [both for monday, both in weeks.items() if monday >= decided]
    red, n, red_after, n_after = (sum(both[at] for both in some) for some in (before, after) for at in (0, 1))
    return (
        f"Røde vagter: {red} af {n} vagter før beslutningen den {by_hand.day(decided)}, "
        f"{red_after} af {n_after} vagter efter."
    )


def test_shifts_pulse_and_split(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ida's note has four cards and a time line; Mads answers after nine days: all of it is as Asta counts."""
    rng, here, days = Random(12), town(), Days(monkeypatch, MONDAY)
    put_above("Mads", "Ida")
    agreement = begun(here.cancer)
    doers, receivers = list[str](), list[str]()
    for _ in range(4):
        more, more_seen = _pressed(agreement, rng)
        doers, receivers = doers + more, receivers + more_seen
        days.pass_by(7)
    values = _judged(here.cancer, rng)
    shifts = posted(here.cancer, days, rng, weeks=4)
    decided, until = MONDAY + timedelta(weeks=6, days=2), days.today + timedelta(days=14)
    cast = [leader(name) for name in ("Ida", "Mads")]
    note = _written(
        entered(cast[0]),
        here.cancer,
        ("load|red", "load|task-2", "pulse|", "split|"),
        decided_on=decided.isoformat(),
        answer_by=until.isoformat(),
    )
    baths = sum(2 in one.yielded for one in shifts)
    days.pass_by(9)
    ida, mads = map(entered, cast)
    _send(mads, f"{NOTES}{note}/svar/", reply="granted", answer="Ja, fra maj.")
    told = [
        red_told(shifts),
        f"{NAMES[2]} veg i {baths} af {len(shifts)} vagter.",
        _of_pulse(doers, receivers),
    ]
    told += [f"»{ITEM.question}« {by_hand.told_of(values)}", _around(shifts, decided)]
    told += [f"Mads svarede {by_hand.day(days.today)}, efter 9 dage."]
    assert _missing(_read(note, here.cancer, ida, mads), told) == set()
    page = ida.get(f"{NOTES}{note}/").content.decode()
    weeks = sorted(by_week(shifts).items())
    (table,) = by_hand.tables(page)
    assert table[1:] == [[str(week.isocalendar().week), str(red), str(n)] for week, (red, n) in weeks]
    drawn = [
        [(int(red), int(n)) for red, n in re.findall(r'data-count="(\d+)" data-of="(\d+)"', one)]
        for one in by_hand.drawings(page, "data-count")
    ]
    assert drawn == [[both for _, both in weeks]] * 2
    for who in (ida, mads):
        (head, row) = next(one for one in by_hand.tables(who.get(NOTES).content.decode()) if "Dage" in one[0])
        assert row[head.index("Dage")] == "9 dage"


def test_statements_of_the_survey(db: None, tmp_path: Path) -> None:
    """Karen's note quotes three statements of her report: each figure is the mean of her employees' answers."""
    rng = Random(6)
    groups = {
        "Karen": {"employee": [f"k{one}" for one in range(12)], "self": ["Karen"], "superior": ["Mads"]}
    }
    policy = RoundPolicyValues(access=AccessPolicy(team_version=True))
    made = small_round(groups, tree=TREE, home={"Karen": 1, "Mads": 0}, policy=policy, registered=True)
    given: dict[str, list[int]] = {item: [] for item in ITEMS}
    for rater, leader_ in made.links:
        values = {item: rng.randint(1 + place % 3, 5) for place, item in enumerate(ITEMS)}
        submit(made.place(rater, leader_), values, save_id="s")
        if rater.startswith("k"):
            for item, value in values.items():
                given[item].append(value)
    for name in ("Karen", "Mads"):
        Person.objects.filter(name=name).update(email=f"{name.lower()}@fjordby.dk", is_leader=True)
    sealed = seal(made, tmp_path)
    assert publish_and_grant(sealed.id, PER)
    put_above("Mads", "Karen")
    karen = Client()
    log_in(karen, account("Karen"))
    unit = Person.objects.get(name="Karen").unit_id
    page = by_hand.text_of(karen.get(f"{NOTES}nyt/?enhed={unit}").content.decode())
    figures = [number(half_up(Fraction(sum(some), len(some)))) for some in given.values()]
    assert len(set(figures)) > 2
    printed = re.findall(r"svar i gennemsnit: (\d,\d) på en skala fra 1 til 5. (\d+) har svaret.", page)
    assert printed == [(figure, "12") for figure in figures]
    until = (today_here() + timedelta(days=14)).isoformat()
    note = _written(
        karen, unit, [f"survey|{sealed.part['Karen']}:1.{place}" for place in (1, 3, 5)], answer_by=until
    )
    mads = Client()
    log_in(mads, account("Mads"))
    told = [f"svar i gennemsnit: {figures[place]} på en skala" for place in (0, 2, 4)]
    places = _read(note, unit, karen, mads)
    assert _missing(places, told) == set()
    assert all(text.count("svar i gennemsnit") == 3 for text in places.values())

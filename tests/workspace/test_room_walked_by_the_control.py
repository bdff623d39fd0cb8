"""Karen holds the whole exercise from her phone: every phase, on the wall and on the control."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from fagspejl.workspace.sessions.phases import phase_texts
from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, outcomes_of, session_of, stored_items
from fagspejl.workspace.sessions.services.joining import guess, name_difference
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.types import (
    Case,
    DifferenceReason,
    Held,
    Item,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)
from support.room import CASE, Room, open_room, sent
from support.wall import SECOND, Wall

pytestmark = pytest.mark.django_db
GROUPS = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))


def _room(**about: object) -> Room:
    room = open_room(GROUPS, **about)  # type: ignore[arg-type]  # as open_room takes them
    for place in range(12):
        room.phone(0 if place < 7 else 1)
    return room


def test_every_phase_has_its_screen() -> None:
    """Karen walks from reading to thanks, and each screen has its one question, the code and the people."""
    wall = Wall(_room(present=14))
    seen = {}
    code = wall.room.code
    for phase in phase_texts(wall.room.facts):
        if phase is PhaseCode.LOOK_BACK:
            continue
        wall.to(phase)
        if phase is PhaseCode.JUDGE:
            wall.judge(reason="Det er barnets bedste.")
        if phase is PhaseCode.GUESS:
            for token in wall.room.phones:
                guess(wall.room.code, token, sent(), of_ten=7)
        if phase is PhaseCode.TALK:
            for token in wall.room.phones:
                name_difference(wall.room.code, token, sent(), reasons=[DifferenceReason.VALUES])
        if phase is PhaseCode.REJUDGE:
            wall.judge(SECOND, round_=2)
        seen[phase] = wall.screen()
        assert f"{code[:3]} · {code[3:]}" in seen[phase]
        assert 'class="qr"' in seen[phase]
        assert "12 telefoner · 14 i rummet" in seen[phase]
        assert seen[phase].count("<h1") == 1
        assert " style=" not in seen[phase]
        wall.control()
        if phase is PhaseCode.AGREE:
            wall.agree()
    assert CASE.text in seen[PhaseCode.READ]
    assert "Lederen beslutter, når alle er hørt" in seen[PhaseCode.READ]
    assert "12 af 12 har svaret" in seen[PhaseCode.JUDGE]
    assert "Hvor mange af 10 ligger tæt på midten?" in seen[PhaseCode.GUESS]
    assert "Vi gættede på 7 af 10 tæt på midten. Det blev 4 af 10." in seen[PhaseCode.REVEAL]
    assert (
        '<p class="screen-strong">Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10).</p>'
        in seen[PhaseCode.REVEAL]
    )
    assert "Nye ligger typisk højere end erfarne (midten 8 mod 3)." in seen[PhaseCode.REVEAL]
    assert seen[PhaseCode.TALK].count("Det er barnets bedste.") == 2
    assert "12 af 12 har svaret" in seen[PhaseCode.REJUDGE]
    assert "Svarene ligger tættere efter samtalen. 8 flyttede sig, 4 blev stående." in seen[PhaseCode.AGREE]
    assert "værdier og mål (12)" in seen[PhaseCode.AGREE]
    assert "Alle kom til orde" in seen[PhaseCode.CLOSE]


def test_close_says_what_is_kept_and_leads_on() -> None:
    """Karen reads what is kept and what is deleted, closes, and is shown the way to what is kept."""
    wall = Wall(_room())
    wall.to(PhaseCode.JUDGE)
    wall.judge()
    wall.to(PhaseCode.AGREE)
    refused = wall.press("close")
    assert refused.status_code == 400
    assert "Gå til Luk først" in refused.content.decode()
    wall.agree()
    wall.to(PhaseCode.CLOSE)
    told = wall.control()
    assert "Det gemmes:" in told
    assert "Det slettes:" in told
    closed = wall.press("close")
    assert closed.status_code == 200
    assert f"/arbejdsrum/session/{wall.room.id}/" in closed.content.decode()
    found = session_of(wall.room.id)
    assert found is not None
    assert found.closed_on is not None
    assert len(stored_items(wall.room.id)) == 1
    assert wall.client.get(wall.screen_at).status_code == 404
    assert wall.client.get(wall.control_at).status_code == 404


def test_agree_cannot_be_skipped() -> None:
    """Karen jumps to the end without an outcome, and is told what to do instead."""
    wall = Wall(_room())
    wall.to(PhaseCode.JUDGE)
    wall.judge()
    jumped = wall.press("jump", phase="close")
    assert jumped.status_code == 400
    assert "I mangler et udfald. Gå til Aftal" in jumped.content.decode()
    assert wall.room.facts.phase is PhaseCode.JUDGE


def test_outcome_is_drawn_with_its_empty_considerations() -> None:
    """Mads writes a trial with two considerations, and the wall draws the two others as empty."""
    wall = Wall(_room())
    wall.to(PhaseCode.JUDGE)
    wall.judge()
    wall.to(PhaseCode.AGREE)
    lacking = wall.press("outcome", kind="trial", text="Vi ringer inden to dage.", due_on="2099-01-04")
    assert lacking.status_code == 400
    assert "En rolle er nok" in lacking.content.decode()
    assert "Vi ringer inden to dage." in lacking.content.decode()
    assert not outcomes_in(wall.room.id)
    kept = wall.press(
        "outcome",
        kind="trial",
        text="Vi ringer inden to dage.",
        by_role="den, der har sagen",
        due_on="2099-01-04",
        consideration_citizen="barnet først",
        consideration_resources="en time om ugen",
    )
    assert kept.status_code == 303
    told = wall.screen()
    assert "Prøvehandling" in told
    assert "Vi ser på det 4. januar 2099" in told
    assert told.count("Ikke nævnt") == 2
    assert "Udfaldet er gemt." in wall.client.get(kept["Location"]).content.decode()


def test_text_that_may_name_somebody_is_asked_once() -> None:
    """Per writes a name into the outcome, is asked once, and may keep it; a CPR number he may not."""
    wall = Wall(_room())
    wall.to(PhaseCode.JUDGE)
    wall.judge()
    wall.to(PhaseCode.AGREE)
    text = "vi spørger Jens Hansen"
    asked = wall.press("outcome", kind="agreement", text=text)
    assert asked.status_code == 400
    assert "Gem alligevel" in asked.content.decode()
    assert wall.press("outcome", kind="agreement", text=text, asked="1").status_code == 303
    number = wall.press("outcome", kind="agreement", text="0101701234", asked="1")
    assert number.status_code == 400
    assert "CPR-nummer" in number.content.decode()
    assert [one.values.text for one in outcomes_in(wall.room.id)] == [text]


def test_look_back_goes_one_at_a_time() -> None:
    """Lone's unit says of its two last outcomes, one at a time, what became of them."""
    unit = uuid4()
    for text in ("Vi skriver det ned.", "Vi spørger hinanden."):
        old = open_room(units=(unit,))
        old.to(PhaseCode.AGREE)
        record_outcome(old.control, old.facts.revision, OutcomeValues(kind=OutcomeKind.AGREEMENT, text=text))
    wall = Wall(_room(units=(unit,)))
    if wall.room.facts.phase is not PhaseCode.LOOK_BACK:
        wall.room.to(PhaseCode.LOOK_BACK)
    told = wall.screen()
    assert ("Vi skriver det ned." in told) != ("Vi spørger hinanden." in told)
    for held in (Held.HELD, Held.DROPPED):
        now = next(one for one in outcomes_of((unit,), only_open=True) if one.values.text in wall.screen())
        assert (
            wall.press("look_back", outcome=now.id.hex, held=held.value, line="Det gik.").status_code == 303
        )
    assert not outcomes_of((unit,), only_open=True)
    assert "Der er ikke flere udfald" in wall.control()
    assert {one.held for one in outcomes_of((unit,))} == {Held.HELD, Held.DROPPED}


def test_reason_is_hidden_from_all_screens() -> None:
    """Karen hides a reason by what the room sees of it, and another one from the same end comes in its place."""
    wall = Wall(_room())
    wall.to(PhaseCode.JUDGE)
    for place, token in enumerate(wall.room.phones):
        wall.room.judged(token, min(place, 10), reason=f"begrundelse {place}.")
    wall.to(PhaseCode.TALK)
    shown = _reasons(wall.screen())
    assert len(shown) == 2
    control = wall.control()
    assert _reasons(control) == shown
    key = control.split('name="reason" value="')[1].split('"')[0]
    assert wall.press("hide", reason=key).status_code == 303
    assert len(_reasons(wall.screen()) & shown) == 1
    assert wall.press("hide", reason="another").status_code == 303


def _reasons(page: str) -> set[str]:
    return {part.split(".")[0] for part in page.split("»begrundelse ")[1:]}


def test_case_of_a_series_and_what_if() -> None:
    """Ida chooses the second case of three, and asks it again with one fact changed."""
    cases = tuple(Case(f"Sag {name}", "Teksten.", f"Nu er {name} ældre.") for name in "abc")
    items = tuple(Item(place, f"Hvor langt i sag {place}?", "lidt", "meget") for place in range(3))
    wall = Wall(_room(cases=cases, items=items))
    wall.to(PhaseCode.JUDGE)
    for place in range(3):
        for number, token in enumerate(wall.room.phones):
            wall.room.judged(token, (number + place) % 11, item=place)
    wall.to(PhaseCode.REVEAL)
    assert wall.press("item", item=1).status_code == 303
    assert "Sag 2 af 3" in wall.screen()
    assert "Nu er b ældre." in wall.control()
    assert wall.press("what_if").status_code == 303
    assert wall.room.facts.phase is PhaseCode.JUDGE
    assert wall.room.facts.item == 3
    assert "0 af 12 har svaret" in wall.screen()
    assert wall.press("item", item=99).status_code == 400


def test_door_and_people() -> None:
    """Karen says that fourteen are here and locks the door, and the wall says both."""
    wall = Wall(_room())
    assert wall.press("present", present=14).status_code == 303
    assert wall.press("lock").status_code == 303
    assert "12 telefoner · 14 i rummet · Døren er låst" in wall.screen()
    assert wall.press("present", present=-1).status_code == 400
    assert wall.press("unlock").status_code == 303
    assert "Døren er låst" not in wall.screen()


def test_second_outcome_takes_the_place_of_the_first() -> None:
    """Asta corrects the outcome, and what it offered to other tools before is gone with it."""
    from fagspejl.workspace.sessions.selectors.sessions import starting_points

    unit = uuid4()
    wall = Wall(_room(units=(unit,)))
    wall.room.to(PhaseCode.AGREE)
    for text in ("Vi gør sådan.", "Vi gør det på en anden måde."):
        assert wall.press("outcome", kind="agreement", text=text).status_code == 303
    assert [one.text for one in starting_points((unit,))] == ["Vi gør det på en anden måde."]


def test_outcome_days_are_read_as_danes_write_them() -> None:
    """Bente's old phone has no calendar, and she types 4.1.2099."""
    wall = Wall(_room())
    wall.room.to(PhaseCode.AGREE)
    sent_ = wall.press("outcome", kind="trial", text="Vi ringer.", by_role="alle", due_on="4.1.2099")
    assert sent_.status_code == 303
    assert outcomes_in(wall.room.id)[0].values.due_on == date(2099, 1, 4)

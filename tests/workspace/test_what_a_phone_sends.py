"""A phone that sends twice, late, after the reveal, with an old form or with nonsense: it is told, and nothing is lost."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from fagspejl.workspace.sessions.models import Participant, Response
from fagspejl.workspace.sessions.types import Item, PhaseCode, SplitGroup
from support.phone import Phone
from support.respondent import URLENCODED
from support.room import CASE, ITEM, Room, open_room

pytestmark = pytest.mark.django_db
TEXT = "Vi skal se barnet først."


def _judging(**made: object) -> tuple[Room, Phone]:
    room = open_room(**made)  # type: ignore[arg-type]
    phone = Phone(room).join()
    room.to(PhaseCode.JUDGE)
    return room, phone.open()


def _shown(room: Room) -> None:
    for value in (1, 2, 8, 9, 9):
        room.judged(room.phone(), value)
    room.to(PhaseCode.REVEAL)


def test_saved_and_changed() -> None:
    """Sofie answers, is told that it is saved, changes her mind, and finds what she chose when she loads again."""
    _, sofie = _judging()
    sofie.press("answer", v0="7", a0="1", c0="3", w0=["citizen", "resources"], r0=TEXT, s0="1")
    assert "Dit svar er gemt. Du kan ændre det, indtil svarene vises." in sofie.text
    sofie.open(f"{sofie.address}?sag=1").press("answer", v0="4")
    row = Response.objects.get()
    assert (row.value, row.first_action, row.certainty, row.considerations) == (
        4,
        1,
        3,
        ["citizen", "resources"],
    )
    assert (row.reason, row.signed) == (TEXT, True)


def test_same_form_twice() -> None:
    """Omar's browser sends his form again after a reload: it is applied once, and his later answer stays."""
    _, omar = _judging()
    action, first = omar.form("answer")
    omar.send([*first, ("v0", "2")], action)
    omar.open(f"{omar.address}?sag=1").press("answer", v0="9")
    again = omar.send([*first, ("v0", "2")], action)
    assert (again.status, Response.objects.get().value) == (200, 9)


def test_after_the_reveal() -> None:
    """Lone presses when the answers are shown already: nothing changes, and she reads what she had written."""
    room, lone = _judging()
    action, fields = lone.form("answer")
    lone.send([*fields, ("v0", "2")], action)
    _shown(room)
    kept = [(name, value) for name, value in fields if name != "key" and name != "r0"]
    late = lone.send([*kept, ("key", "ny"), ("v0", "9"), ("r0", TEXT)], action)
    assert (late.status, TEXT in late.text, "gået videre" in late.text) == (409, True, True)
    assert sorted(Response.objects.values_list("value", flat=True)) == [1, 2, 2, 8, 9, 9]


def test_late_phone_joins_the_second_judgement() -> None:
    """Mads comes when the picture hangs: he sees it, is told why he is not in it, and judges when all judge again."""
    room, _ = _judging()
    _shown(room)
    mads = Phone(room).join()
    for phase in (PhaseCode.REVEAL, PhaseCode.TALK):
        room.to(phase)
        assert ("Du kan være med, når vi bedømmer igen." in mads.open().text, "<svg" in mads.page) == (
            True,
            True,
        )
    room.to(PhaseCode.REJUDGE)
    mads.open().press("answer", v0="6")
    assert (mads.status, Response.objects.filter(round=2, value=6).count()) == (200, 1)
    assert Response.objects.filter(round=1).count() == 5


def test_own_first_answer_is_shown_again() -> None:
    """Sofie judges again beside her first answer, which stays as it was."""
    room, sofie = _judging()
    sofie.press("answer", v0="3")
    _shown(room)
    room.to(PhaseCode.REJUDGE)
    assert "Dit første svar var 3." in sofie.open().text
    sofie.press("answer", v0="5")
    assert sorted(Response.objects.filter(value__in=(3, 5)).values_list("round", "value")) == [(1, 3), (2, 5)]


def test_form_of_a_case_that_is_shown() -> None:
    """Per's old form is about a case that hangs on the wall by now: it never lands on another case."""
    room, per = _judging(items=(ITEM, Item(1, "Og her?", "lidt", "meget")), cases=(CASE, CASE))
    action, old = per.form("answer")
    per.send([*old, ("v0", "2")], action)
    assert "Sag 2 af 2" in per.text
    per.press("answer", v1="8")
    _shown(room)
    room.to(PhaseCode.JUDGE)
    stale = [(name, value) for name, value in old if name != "key"]
    assert per.send([*stale, ("key", "ny"), ("v0", "10")], action).status == 409
    assert sorted(Response.objects.filter(value__in=(2, 8, 10)).values_list("item", "value"))[-1] == (1, 8)


def test_text_that_may_name_somebody() -> None:
    """Bente writes a telephone number: asked once, with all she chose still there; her tick lets it through."""
    _, bente = _judging()
    bente.press("answer", v0="7", c0="2", r0="Ring på 12 34 56 78 først")
    assert (bente.status, Response.objects.count()) == (400, 0)
    assert bente.text.count("Ret den, eller sæt kryds ved") == 2, "at the top and at the field"
    assert {("v0", "7"), ("c0", "2"), ("r0", "Ring på 12 34 56 78 først")} <= set(bente.form("answer")[1])
    bente.press("answer", seen="1")
    assert (bente.status, Response.objects.get().reason) == (200, "Ring på 12 34 56 78 først")


def test_cpr_is_blocked() -> None:
    """A CPR number is never saved, whatever is ticked."""
    _, lone = _judging()
    lone.press("answer", v0="7", r0="Se 010203-1234", seen="1")
    assert (lone.status, "ligner et CPR-nummer" in lone.text, Response.objects.count()) == (400, True, 0)


def test_skipping_is_an_answer_like_any_other() -> None:
    """Omar skips: he is told so, and nothing of him is counted."""
    _, omar = _judging()
    omar.press("answer", v0="-", a0="-", c0="-")
    assert "Du har sprunget over." in omar.text
    assert Response.objects.filter(value__isnull=False).count() == 0


def test_consent_taken_back() -> None:
    """Ida said yes for her small group and says no later: the picture is drawn without it from then on."""
    room = open_room((SplitGroup("læger", 4), SplitGroup("terapeuter", 6)))
    ida = Phone(room).join("0").press("consent", alone="1")
    room.to(PhaseCode.JUDGE)
    ida.open().press("consent", alone="0")
    assert (ida.status, Participant.objects.get().open_voice) == (200, False)


def test_karen_shows_her_answer() -> None:
    """Karen joined as leader: her answer is shown when she presses, never before the team's reveal."""
    room = open_room()
    karen = Phone(room).join(leader=True)
    room.to(PhaseCode.JUDGE)
    karen.open().press("answer", v0="6")
    early = karen.send([("act", "show"), ("key", "k")])
    assert (early.status, Participant.objects.filter(shows_answer=True).count()) == (409, 0)
    _shown(room)
    karen.open().press("show")
    assert "Dit svar er vist som en stjerne." in karen.text
    assert Participant.objects.filter(shows_answer=True).count() == 1


@pytest.mark.parametrize("token", ["a" * 26, "kort", "A" * 26, "a" * 27, "tilstand"])
def test_wrong_token(token: str) -> None:
    """A token that no phone has changes nothing: it is shown where one joins, or that there is no room."""
    room = open_room()
    phone = Phone(room).open(f"/d/{room.code}/{token}/")
    assert phone.status == (200 if token == "a" * 26 else 404)
    for act in ("answer", "guess", "tick", "consent", "show", "leave", "nothing"):
        assert phone.send([("act", act), ("key", "k")], f"/d/{room.code}/{token}/").status == 404
    assert (Participant.objects.count(), Response.objects.count()) == (0, 0)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods(method: str) -> None:
    """The pages take what a browser's form sends and nothing else."""
    room, phone = _judging()
    for path in ("/d/", f"/d/{room.code}/", phone.address):
        assert getattr(phone.client, method)(path).status_code == 405


def test_other_kinds_of_bodies() -> None:
    """A body that no form of ours sends is refused in words."""
    _, phone = _judging()
    for kind in (
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        f"{URLENCODED}; charset=utf-16",
    ):
        answer = phone.client.post(phone.address, b"{}", content_type=kind)
        assert (answer.status_code, "Det kunne vi ikke læse" in answer.content.decode()) == (400, True)
    many = urlencode([(f"x{one}", "1") for one in range(2000)])
    assert phone.client.post(phone.address, many, content_type=URLENCODED).status_code == 400

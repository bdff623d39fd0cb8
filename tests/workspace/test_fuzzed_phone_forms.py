"""Whatever stands in a phone's form: a sentence and a 4xx, or an answer within what was asked; never a 500."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.workspace.sessions.models import Participant, Response
from fagspejl.workspace.sessions.phones import views
from fagspejl.workspace.sessions.types import PhaseCode, SplitGroup
from support.phone import Phone
from support.room import Room, open_room

pytestmark = pytest.mark.django_db
ACTS = ("join", "answer", "guess", "tick", "consent", "show", "leave", "", "\x00", "Answer")
NAMES = (
    *("key", "item", "round", "v0", "a0", "c0", "w0", "r0", "s0", "seen", "v1", "guess", "differences"),
    *("alone", "understood", "heard", "group", "leder", "kode", "act", "\x00", "v-1", "v999999999999"),
)
ODD = st.sampled_from(
    (
        *(
            "",
            "-",
            "0",
            "10",
            "11",
            "-1",
            "1e3",
            "٣",
            "9" * 40,
            "\x00",
            "NaN",
            "citizen",
            "law",
            "1",
            "2",
            "æ" * 200,
        ),
        *(
            "010203-1234",
            "Ole Hansen",
            "<script>alert(1)</script>",
            "{{ w }}",
            "%00",
            "' OR 1=1 --",
            "\u202e",
        ),
        "😀" * 80,
    )
)
VALUES = st.one_of(ODD, st.text(max_size=30))
FORMS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=14)
PHASES = (
    PhaseCode.READ,
    PhaseCode.JUDGE,
    PhaseCode.GUESS,
    PhaseCode.REVEAL,
    PhaseCode.TALK,
    PhaseCode.REJUDGE,
)


@pytest.fixture
def room(db: None, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room with a small group, whose members are asked."""
    monkeypatch.setattr(views, "unknown_codes", UnknownCodes(1_000_000))
    return open_room((SplitGroup("erfarne", 7), SplitGroup("nye", 3)))


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(act=st.sampled_from(ACTS), form=FORMS, phase=st.sampled_from(PHASES), in_already=st.booleans())
def test_any_form(
    room: Room, act: str, form: list[tuple[str, str]], phase: PhaseCode, in_already: bool
) -> None:
    """Somebody who means no good sends any fields in any phase: told in words, and nothing out of range is kept."""
    phone = Phone(room)
    if in_already:
        phone.join("0")
    else:
        phone.open(f"/d/{room.code}/")
        phone.address = phone.form("join")[0]
    room.to(phase)
    phone.send([("act", act), *form])
    assert phone.status in {200, 400, 403, 404, 409}
    assert "<h1>" in phone.page
    assert "<script>alert" not in phone.page
    for row in Response.objects.all():
        assert row.value is None or 0 <= row.value <= 10
        assert row.guess is None or 0 <= row.guess <= 10
        assert row.first_action in (None, 0, 1, 2)
        assert (row.certainty in (None, 1, 2, 3), len(row.considerations) <= 2, len(row.reason) <= 140) == (
            True,
        ) * 3
        assert "010203" not in row.reason
    assert set(Participant.objects.values_list("group", flat=True)) <= {None, 0, 1}
    assert phone.open().status in {200, 404}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="?#"), max_size=30))
def test_any_path(room: Room, path: str) -> None:
    """Somebody types anything behind the address: it is answered in words."""
    phone = Phone(room).open("/d/" + quote(path))
    assert phone.status in {200, 404, 429}

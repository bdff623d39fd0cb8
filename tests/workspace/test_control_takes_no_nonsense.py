"""What no page of ours sends to the control is refused in words; nothing fails, and no session is harmed."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.workspace.sessions.types import PhaseCode
from support.room import open_room
from support.wall import FORM, Wall

ACTS = (
    "on",
    "back",
    "jump",
    "item",
    "what_if",
    "present",
    "lock",
    "unlock",
    "hide",
    "outcome",
    "look_back",
    "x",
    "",
)
FIELDS = (
    *(
        "phase",
        "item",
        "present",
        "reason",
        "kind",
        "text",
        "by_role",
        "due_on",
        "when_to_ask",
        "look_again_on",
    ),
    *("reasons", "none_because", "asked", "outcome", "held", "line", "consideration_citizen", "revision"),
)
VALUES = st.one_of(
    st.sampled_from(
        ("", "0", "1", "-1", "99", "9" * 5000, "agree", "close", "trial", "none", "agreement", "held")
    ),
    st.sampled_from(
        ("accepted_difference", "facts", "no_time", "2099-01-01", "0000-00-00", "\x00", "Æ" * 700, "%s{}")
    ),
    st.text(max_size=40),
    st.uuids().map(str),
)


@pytest.fixture
def wall() -> Wall:
    """A room of five who have judged."""
    room = open_room()
    for _ in range(5):
        room.phone()
    wall = Wall(room)
    wall.to(PhaseCode.JUDGE)
    wall.judge((1, 3, 5, 7, 9), reason="Sådan er det.")
    return wall


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_forms_that_nobody_made(wall: Wall, data: st.DataObject) -> None:
    """Somebody with Karen's link sends what comes to mind, and each answer is a page."""
    phase = data.draw(
        st.sampled_from((PhaseCode.LOOK_BACK, PhaseCode.JUDGE, PhaseCode.TALK, PhaseCode.AGREE))
    )
    wall.room.to(phase)
    fields = data.draw(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=8))
    fields.setdefault("revision", str(wall.room.facts.revision))
    fields["act"] = data.draw(st.sampled_from(ACTS))
    sent = urlencode(fields, errors="replace")
    answer = wall.client.post(wall.control_at, sent, content_type=FORM)
    assert answer.status_code in {303, 400, 409}
    wall.screen()
    wall.control()


@pytest.mark.django_db
def test_other_ways_to_send(wall: Wall) -> None:
    """Another method, another kind of body and another site's page change nothing."""
    before = wall.room.facts
    sent = urlencode({"act": "on", "revision": before.revision})
    client, address = wall.client, wall.control_at
    assert client.put(address, sent).status_code == 405
    assert client.post(wall.screen_at, sent, content_type=FORM).status_code == 405
    assert client.post(address, b"\xff\x00{", content_type="application/json").status_code == 400
    assert client.post(address, b"a=1&" * 3000, content_type=FORM).status_code == 400
    away = client.post(address, sent, content_type=FORM, headers={"origin": "https://elsewhere.example"})
    assert away.status_code == 403
    assert client.post("/styring/nothing/", sent, content_type=FORM).status_code == 404
    assert client.get("/faelles/nothing/").status_code == 404
    assert wall.room.facts == before

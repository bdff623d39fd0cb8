"""The room screen and the facilitator's control of a room that tests made, as a browser without JavaScript asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import Room

FORM = "application/x-www-form-urlencoded"
FIRST = (
    1,
    2,
    2,
    3,
    3,
    4,
    8,
    5,
    6,
    8,
    9,
    9,
)  # seven who are experienced, five who are new: the worked example
SECOND = (2, 2, 3, 3, 3, 4, 6, 4, 5, 6, 6, 7)
Fields = Mapping[str, str | int | Sequence[str]]


class Wall:
    """A browser before the room screen and another at the control."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.screen_at = f"/faelles/{display_key_here(room.facts)}/"
        self.control_at = f"/styring/{room.control}/"
        self.client = Client()

    def screen(self) -> str:
        """Return the room screen."""
        return self._page(self.screen_at)

    def control(self) -> str:
        """Return the control."""
        return self._page(self.control_at)

    def press(
        self, act: str, *, revision: int | str | None = None, **fields: str | int | Sequence[str]
    ) -> HttpResponse:
        """Send a form of the control as it stands now, or as it stood at an earlier revision."""
        seen = self.room.facts.revision if revision is None else revision
        sent = urlencode({"act": act, "revision": seen, **fields}, doseq=True)
        found: HttpResponse = self.client.post(self.control_at, sent, content_type=FORM)
        return found

    def to(self, phase: PhaseCode) -> None:
        """Press "Videre" until the session is in a phase."""
        for _ in range(40):
            if self.room.facts.phase is phase:
                return
            assert self.press("on").status_code == 303
        raise AssertionError(f"never came to {phase}")

    def judge(self, values: Sequence[int] = FIRST, *, round_: int = 1, reason: str = "") -> None:
        """Let the phones judge, each its own value."""
        for token, value in zip(self.room.phones, values, strict=True):
            self.room.judged(token, value, round_=round_, reason=reason)

    def agree(self) -> None:
        """Keep an outcome."""
        assert self.press("outcome", kind="none", none_because="no_time").status_code == 303

    def _page(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.status_code
        assert not answer.cookies
        return str(answer.content.decode()).replace("\u00a0", " ")

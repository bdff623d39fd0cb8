"""Those who answer: by the pages, in several windows, by links that live or are dead; rules of a round's life."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fagspejl.answering.services import open_answer, submit
from fagspejl.answering.types import Place
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.types import GRACE
from fagspejl.lib.clock import utc_now
from support.closing import ITEMS
from support.respondent import Form, Respondent
from support.round_life import SOME, Life
from support.round_stored import everything

_CHOICE: Final = re.compile(r'name="u\.([a-z_0-9]+)" value="1"')
_SENT: Final = "/svar/send/"


@dataclass
class Window:
    """A window of somebody's browser: the link it was opened by, and whose it was."""

    at: Respondent
    link: str
    invitation: UUID

    @property
    def chosen(self) -> dict[str, int]:
        """What stands in the page."""
        fields = self.at.fields()
        return {name[2:]: int(value) for name, value in fields.items() if name.startswith("u.") and value}


class AnswerersActs(Life):
    """Everybody with a link."""

    def begins(self) -> None:
        """No window is open yet."""
        super().begins()
        self.windows: list[Window] = []

    def _link(self, number: int, old: bool) -> tuple[UUID, str]:
        invitation = self.round.order[number % len(self.round.order)]
        dead = sorted(self.round.dead)
        return invitation, dead[number % len(dead)] if old and dead else self.round.links[invitation]

    def _takes(self, link: str, invitation: UUID, *, by_page: timedelta | None = GRACE) -> int:
        """What a page has to answer whoever comes by this link now, so long after the deadline at most."""
        if link in self.round.dead or not self.is_in("open"):
            return 404
        if by_page is not None and utc_now() >= self.round.row.deadline + by_page:  # type: ignore[union-attr]
            return 404
        return 503 if Invitation.objects.get(id=invitation).moving else 200

    @precondition(lambda self: self.round.order)
    @rule(number=SOME, value=st.integers(1, 5), old=st.booleans())
    def answers(self, number: int, value: int, old: bool) -> None:
        """Somebody sends an answer by the link she has; a dead one takes nothing."""
        invitation, link = self._link(number, old)
        form = Invitation.objects.get(id=invitation).form
        values: dict[str, Any] = dict.fromkeys(ITEMS, value)
        place = Place(link, self.round.id, form)
        given = self.round.attempt(
            "answer", lambda: submit(place, values, save_id=str(uuid4())), logged=False
        )
        assert (given is not None) == (self._takes(link, invitation, by_page=None) == 200)
        if given is not None:
            self._sent(invitation, values)

    @precondition(lambda self: self.round.order and self.is_in("open"))
    @rule(value=st.integers(1, 5))
    def all_answer(self, value: int) -> None:
        """Everybody who can answers at once."""
        for number in range(len(self.round.order)):
            self.answers(number, value, False)

    @precondition(lambda self: self.round.order)
    @rule(number=SOME, old=st.booleans())
    def opens_a_window(self, number: int, old: bool) -> None:
        """Somebody opens her link: nothing is stored by it."""
        invitation, link = self._link(number, old)
        before = everything()
        at = Respondent(link).open()
        if at.status == 200:
            at.send("/svar/start/", at.fields("/svar/start/"))
        self.round.unchanged("opening a window", before)
        assert at.status == self._takes(link, invitation, by_page=timedelta())
        if at.status == 200:
            self.windows.append(Window(at, link, invitation))
            self.round.done["window opened"] += 1

    @precondition(lambda self: self.windows)
    @rule(number=SOME, value=st.integers(1, 5))
    def turns_a_page(self, number: int, value: int) -> None:
        """Somebody chooses and turns the page: kept, or told that another window was first, and nothing is lost."""
        window = self.windows[-1 - number % len(self.windows)]
        before, expected = everything(), self._takes(window.link, window.invitation)
        values, fields = self._filled(window, value)
        changed = values != window.chosen
        seen = fields.get("version")  # by letter no page tells one, and the last one saved stands
        if changed and expected == 200 and seen is not None and self._version(window) != int(seen):
            expected = 409
        window.at.send("/svar/side/", fields)
        assert window.at.status == expected, (window.at.status, expected)
        self.round.done[f"page turned {expected}"] += 1
        if expected == 200 and changed:
            self.round.drafts[window.invitation] = values
        else:
            self.round.unchanged("turning a page", before)
        if expected != 200:
            self._closes(window)

    @precondition(lambda self: self.windows)
    @rule(number=SOME, value=st.integers(1, 5))
    def sends(self, number: int, value: int) -> None:
        """Somebody fills in, looks it over and sends: the last one sent is the answer."""
        window = self.windows[-1 - number % len(self.windows)]
        self.turns_a_page(number, value)
        if window not in self.windows:
            return
        values = window.chosen
        before, fields = everything(), {**window.at.fields(), "kryds": "ja"}
        window.at.send(_SENT, fields)
        takes = self._takes(window.link, window.invitation)
        sent = window.at.status == 200 and _SENT not in Form(window.at.page).forms
        assert sent == (takes == 200 and bool(values)), (window.at.status, takes, values)
        if sent:
            self._sent(window.invitation, values)
            self.round.done["sent by the pages"] += 1
        else:
            self.round.unchanged("sending", before)
        self._closes(window)

    @precondition(lambda self: self.windows)
    @rule(number=SOME)
    def takes_back(self, number: int) -> None:
        """Somebody deletes what she has sent, and her draft."""
        window = self.windows[-1 - number % len(self.windows)]
        before, fields = everything(), {**window.at.fields(), "kryds": "ja"}
        window.at.send("/svar/slet/", fields)
        takes = self._takes(window.link, window.invitation)
        known = window.invitation in self.round.answers or window.invitation in self.round.drafts
        if takes == 200 and known:
            assert window.at.status == 200
            self.round.answers.pop(window.invitation, None)
            self.round.drafts.pop(window.invitation, None)
            self.round.done["taken back"] += 1
        else:
            assert known or window.at.status in (200, 404)
            if takes != 200:
                self.round.unchanged("taking back", before)
        self._closes(window)

    def _filled(self, window: Window, value: int) -> tuple[dict[str, int], dict[str, str]]:
        """What the page sends when the first statement on it is answered so."""
        fields = window.at.fields()
        items = _CHOICE.findall(window.at.page)
        if items:
            fields[f"u.{items[0]}"] = str(value)
        return {
            name[2:]: int(said) for name, said in fields.items() if name.startswith("u.") and said
        }, fields

    def _version(self, window: Window) -> int:
        form = Invitation.objects.get(id=window.invitation).form
        return open_answer(Place(window.link, self.round.id, form)).version

    def _sent(self, invitation: UUID, values: dict[str, Any]) -> None:
        self.round.answers[invitation] = values
        self.round.drafts.pop(invitation, None)

    def _closes(self, window: Window) -> None:
        self.windows.remove(window)

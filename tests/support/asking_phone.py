"""Somebody with a phone at a course, without a script: the page of questions, its one form, its buttons."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from support.asked_course import AskedCourse
from support.respondent import URLENCODED

_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_BUTTON = re.compile(r'<button[^>]*name="act" value="([^"]+)"[^>]*>')
_TEXT = re.compile(r'<textarea[^>]*id="text"[^>]*>([^<]*)</textarea>')
_NAME = re.compile(r'<input[^>]*id="name"[^>]*value="([^"]*)"')
_KEPT = re.compile(r'href="[^"]*(/kursus/spoergsmaal/[a-z2-7]{26}/)"')
_OWN = {"Origin": "http://testserver"}


class AskingPhone:
    """One phone that has joined. `page` is what stands on it, `status` how it came."""

    def __init__(self, room: AskedCourse, token: str = "") -> None:
        self.room, self.token = room, token or room.phone()
        self.path = f"/kursus/{room.code}/{self.token}/spoergsmaal/"
        self.page, self.status = "", 0
        self.client: Any = Client(enforce_csrf_checks=True)

    def open(self, path: str = "") -> AskingPhone:
        """Open one's own page, or another."""
        return self._shown(self.client.get(path or self.path))

    def press(self, button: str, **typed: str) -> AskingPhone:
        """Press the first button whose value begins so, with what stands in the fields and what is typed now."""
        values = [one for one in self.buttons if one.partition(":")[0] == button or one == button]
        assert values, f"no button {button}: {self.text[:300]}"
        fields = {**dict(_FIELD.findall(self.page)), "text": self.typed, "name": self.name, **typed}
        return self.send({**fields, "act": values[0]})

    def send(self, fields: dict[str, str]) -> AskingPhone:
        """Send fields as a browser's form does."""
        sent = self.client.post(self.path, urlencode(fields), content_type=URLENCODED, headers=_OWN)
        return self._shown(sent)

    @property
    def buttons(self) -> list[str]:
        """The values of the buttons on the page, in their order."""
        return _BUTTON.findall(self.page)

    @property
    def typed(self) -> str:
        """What stands in the field of the question."""
        found = _TEXT.search(self.page)
        return html.unescape(found[1]) if found else ""

    @property
    def name(self) -> str:
        """What stands in the field of the name."""
        found = _NAME.search(self.page)
        return html.unescape(found[1]) if found else ""

    @property
    def kept(self) -> str:
        """The path of the address that the page tells this once; "" where it tells none."""
        found = _KEPT.search(self.page)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        """What is read on the page."""
        return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", self.page).split()))

    def _shown(self, response: Any) -> AskingPhone:
        self.status, self.page = response.status_code, response.content.decode()
        self.headers = response.headers
        return self

"""A browser before the poster of an agreement: it opens a page, chooses, writes, and presses."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode
from uuid import UUID

from django.test import Client

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.pulse.keys import pulse_key_of


class Poster:
    """What a phone sees that scanned the code of one side. `side`: goer or modtager."""

    def __init__(self, agreement: UUID, side: str = "goer") -> None:
        row = Agreement.objects.get(id=agreement)
        self.key = pulse_key_of(row.id, row.pulse_turn)
        self.front = f"/aftale/{self.key}/"
        self.at = f"{self.front}{side}/"
        self.client = Client()
        self.status, self.text, self.page_key = 0, "", ""

    def open(self, at: str = "") -> Poster:
        """Open the page, or another of ours."""
        return self._read(self.client.get(at or self.at))

    def press(self, answer: str = "done", line: str = "", **more: str) -> Poster:
        """Send the form of the page that was opened last."""
        sent = {"side": self.page_key, "svar": answer, "linje": line, **more}
        return self._read(
            self.client.post(self.at, urlencode(sent), content_type="application/x-www-form-urlencoded")
        )

    def _read(self, response: object) -> Poster:
        self.status = response.status_code  # type: ignore[attr-defined]
        self.text = unescape(response.content.decode())  # type: ignore[attr-defined]
        found = re.search(r'name="side" value="(\w+)"', self.text)
        if found:
            self.page_key = found.group(1)
        return self


def without_keys(page: str) -> str:
    """Return a page without the key that each opening makes anew."""
    return re.sub(r'name="side" value="\w+"', "", page)

"""Ida's form says of itself that it is written in another encoding: it is read as what browsers send, and never fails."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from fagspejl.workspace.agreements.models import Agreement
from support.town import Town, entered, leader, town

PAGE = "/arbejdsrum/aftaler/ny/"
FIELDS = {"title": "Æøå", "decided_how": "leader", "superior_rule": "none", "enhed": ""}


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _sent(client: Client, charset: str, **fields: bytes) -> HttpResponse:
    told = {**{name: text.encode() for name, text in FIELDS.items()}, **fields}
    parts = (
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + text + b"\r\n"
        for name, text in told.items()
    )
    kind = f"multipart/form-data; boundary=edge; charset={charset}"
    answer: HttpResponse = client.generic("POST", PAGE, b"".join(parts) + b"--edge--\r\n", content_type=kind)
    return answer


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "idna", "hex", "undefined", "utf-16", "nosuch", "utf-8"]
)
def test_whatever_a_form_says_of_itself(here: Town, charset: str) -> None:
    """Ida's text with half a sign and bytes that are no text is kept as UTF-8 reads it, or refused on the page."""
    ida = entered(leader("Ida"))
    told = _sent(ida, charset, text=rb"halvt \ud800 tegn" + b" \xed\xa0\x80")
    assert told.status_code == 302, unescape(told.content.decode())
    made = Agreement.objects.get()
    assert made.title == "Æøå"
    assert made.versions.get().text.startswith(r"halvt \ud800 tegn")
    assert ida.get(told["Location"]).status_code == 200

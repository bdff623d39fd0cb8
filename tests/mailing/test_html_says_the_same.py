"""The HTML of a mail says what the plain text says, loads nothing, leads nowhere but to us, and may turn dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from support.post import SENDER, Clock, Server, body, html_of, post_to, serving
from support.roster import BENTE, CAST, KAREN, NOW, opened

pytestmark = pytest.mark.django_db(transaction=True)


class _Read(HTMLParser):
    """Tags, addresses and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def addresses(self) -> list[str]:
        return [value for name, value in self.attributes if name in ("href", "src", "background", "action")]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def _invited(folder: Path, server: Server, *rows: str, person: str) -> tuple[str, str]:
    round_id, keys = opened(folder, *rows)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    (mail,) = [one for one in server.received if one["X-Envelope-To"] == f"{person}@egedal.example"]
    return body(mail), html_of(mail)


def test_a_button_for_each_leader_and_no_other_address(tmp_path: Path, server: Server) -> None:
    """Ida is asked about three leaders: three buttons, each her own link to one of them, as in the plain text."""
    plain, html = _invited(tmp_path, server, *CAST, person="ida")
    read = _Read(html)
    assert read.addresses == re.findall(r"https://\S+/svar/\S+/", plain)
    assert len(read.addresses) == 3
    assert all(address.startswith(f"{SENDER.base_url}/svar/") for address in read.addresses)
    for told in (
        "Svar om dig selv som leder",
        "Svar om din leder Mads Holm",
        "Svar om din lederkollega Karen Lund",
    ):
        assert told in read.text


def test_every_sentence_stands_in_both(tmp_path: Path, server: Server) -> None:
    """What Sofie reads as plain text she reads in HTML, but for the address that the button hides."""
    plain, html = _invited(tmp_path, server, *CAST, person="sofie")
    text = " ".join(_Read(html).text.split())
    for paragraph in plain.strip().split("\n\n"):
        said = " ".join(paragraph.split())
        if "/svar/" not in said:
            assert said in text


def test_loads_nothing_and_sets_no_colours(tmp_path: Path, server: Server) -> None:
    """A page without picture, script, form or style sheet that leaves light and dark to the mail program."""
    _, html = _invited(tmp_path, server, *CAST, person="sofie")
    read = _Read(html)
    assert read.tags <= {"html", "head", "meta", "title", "body", "div", "p", "br", "a", "ul", "li"}
    assert '<meta name="color-scheme" content="light dark">' in html
    styles = [value for name, value in read.attributes if name == "style"]
    assert len(styles) > 5
    assert not [style for style in styles if re.search(r"(?<![-\w])(color|background)|url\(", style)]


def test_a_name_is_text(tmp_path: Path, server: Server) -> None:
    """A leader whose name looks like a tag, or like a place to be filled, is called by her name."""
    odd = KAREN.replace("Karen Lund", "Karen <img src=//x.example> {name} {{ x }} TEXT BODY")
    plain, html = _invited(tmp_path, server, *(odd if row == KAREN else row for row in CAST), person="sofie")
    name = "Karen <img src=//x.example> {name} {{ x }} TEXT BODY"
    assert f"Om din leder {name}:" in plain
    assert f"Svar om din leder {name}" in _Read(html).text
    assert "img" not in _Read(html).tags

"""Karen's page of next steps leads to the tools that exist, with what she was reading carried over."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from support.published import PublishedRound, account, published_round
from support.staff import log_in
from support.town import form_with


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round."""
    return published_round(tmp_path)


def _logged_in(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def test_the_bar_offers_the_dialogue(made: PublishedRound) -> None:
    """Karen's report leads to a dialogue about that very report; Mads, who reads it too, is offered none."""
    link = f"/arbejdsrum/dialog/ny/?rapport={made.part['Karen']}"
    report = f"/rapport/{made.part['Karen']}/"
    karen = _logged_in("Karen")
    assert karen.get(report).content.decode().count(f'href="{link}"') == 1
    assert karen.get(link).status_code == 200
    assert link not in _logged_in("Mads").get(report).content.decode()


def test_a_statement_becomes_an_agreement(made: PublishedRound) -> None:
    """Karen begins an agreement from a statement: its short name is the title, its words the reason."""
    karen, part = _logged_in("Karen"), made.part["Karen"]
    dialogue = karen.get(f"/arbejdsrum/dialog/ny/?rapport={part}&udsagn=1.3")
    assert form_with(dialogue, "rapport")["statements"] == ["1.3"]
    sent = form_with(karen.get(f"/arbejdsrum/aftaler/ny/?fra=rapport&rapport={part}&udsagn=1.3"), "title")
    assert sent["title"][0]
    assert sent["why"][0].strip().startswith("»")
    address = f"/arbejdsrum/aftaler/ny/?fra=rapport&rapport={part}&udsagn=1.3"
    assert _logged_in("Ida").get(address).status_code == 404


@pytest.mark.parametrize("host", ["egen", "nabo", "hr"])
def test_the_package(made: PublishedRound, host: str) -> None:
    """Karen prints an invitation, an agenda of sixty minutes and one card per statement, without a question of degree."""
    part = made.part["Karen"]
    page = _logged_in("Karen").get(f"/arbejdsrum/dialogpakke/{part}/?vaert={host}").content.decode()
    assert page.count('class="card-sheet"') == 5
    assert page.count("Hvornår lykkes det?") == 6
    assert page.count("Hvad ville gøre det lettere?") == 6
    assert [f"{begin}-{end}\u00a0min." in page for begin, end in _AGENDA] == [True] * 5
    assert "Hvor enig er du" not in page
    assert ("En leder fra en anden enhed leder" in page, "En fra HR leder" in page) == (
        host == "nabo",
        host == "hr",
    )
    assert "gennemsnit" not in page


_AGENDA = ((0, 5), (5, 15), (15, 40), (40, 52), (52, 60))

"""Karen's reading is hers; Mads sees the answers she ticks, as they stood then, and none she did not."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest

from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind
from support.followed import Followed, client_of
from support.published import account
from support.town import form_with

ANSWERS = ("At mødet tirsdag virker", "Opgaverne om natten", "Hvorfor nogle tøver")


@pytest.fixture
def read(world: Followed, tmp_path: Path) -> Followed:
    """Karen has read, and answered the three questions."""
    part = world.made.part["Karen"]
    note = NoteFacts(id=uuid4(), kind=NoteKind.READING, written_on=date(2026, 3, 3), texts=ANSWERS, part=part)
    keep_note(account("Karen").staff.id, note)
    return world


def _page(name: str, url: str) -> str:
    return unescape(client_of(name).get(url).content.decode()).replace("\xa0", " ")


def test_only_what_she_ticks(read: Followed) -> None:
    """Before she ticks Mads sees nothing; then the second answer alone; then nothing again."""
    karen, url = client_of("Karen"), read.url()
    talk = f"{url}trin/own_leader_talk/"
    assert all(text in _page("Karen", talk) for text in ANSWERS)
    assert " checked" not in _page("Karen", talk)
    assert not [text for text in ANSWERS if text in _page("Mads", url)]
    assert karen.post(url, {"act": "show", "answer": ["2"]}).status_code == 302
    assert [text for text in ANSWERS if text in _page("Mads", url)] == [ANSWERS[1]]
    assert 'value="2" checked' in _page("Karen", talk)
    karen.post(url, {"act": "show"})
    assert not [text for text in ANSWERS if text in _page("Mads", url)]


def test_kept_in_the_clear_only_once_released(read: Followed) -> None:
    """Before her word no path holds an answer in the clear; afterwards only the released one."""
    from fagspejl.workspace.paths.models import FollowUpPath

    stored = str(list(FollowUpPath.objects.values_list("shown", "lines")))
    assert not [text for text in ANSWERS if text in stored]
    client_of("Karen").post(read.url(), {"act": "show", "answer": ["3"]})
    stored = str(list(FollowUpPath.objects.values_list("shown", "lines")))
    assert [text for text in ANSWERS if text in stored] == [ANSWERS[2]]


def test_the_next_step_knows_what_she_wrote(read: Followed) -> None:
    """Karen wrote about her reading on 3 March: her path says so, offers that day, and with one press she has read."""
    url, said = read.url(), "Du skrev om din læsning den 3. marts 2026. Har du læst rapporten, så gem datoen."
    karen = client_of("Karen")
    assert said in _page("Karen", url)
    step = f"{url}trin/read/"
    assert said in _page("Karen", step)
    form = form_with(karen.get(step), "held_on")
    assert form["held_on"] == ["2026-03-03"]
    assert karen.post(url, form).status_code == 302
    assert said not in _page("Karen", url)
    assert said not in _page("Karen", step)
    assert "Du skrev om din læsning" not in _page("Ida", read.url("Ida"))


def test_nobody_is_promised_a_report(world: Followed) -> None:
    """Omar, whom nobody rates, opens the follow-up: it promises him no report."""
    told = _page("Omar", "/opfoelgning/")
    assert "Du har ingen opfølgning. Den kommer, hvis du får en rapport" in told

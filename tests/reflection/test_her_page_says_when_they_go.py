"""Karen reads on which day her notes go, and keeps them with one press."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.audit.models import AccessEntry
from fagspejl.lib.wording import wording
from fagspejl.workspace.reflection.models import NoteOwner
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import KEPT, NoteFacts, NoteKind
from fagspejl.workspace.sessions.services.planning import today_here
from support.followed import Followed, client_of
from support.published import account

HOME = "/arbejdsrum/refleksion/"
KEEP = f"{HOME}behold/"


def _write(name: str, changed_on: date) -> None:
    me = account(name).staff.id
    keep_note(
        me,
        NoteFacts(id=uuid4(), kind=NoteKind.QUESTION, question=1, written_on=changed_on, texts=("a", "", "")),
    )
    NoteOwner.objects.filter(account=me).update(changed_on=changed_on)


def _page(client: Client, language: str = "da") -> str:
    answer = client.get(f"{HOME}?sprog={language}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "said", "button"),
    [
        ("da", "Dine noter bliver slettet den {day}, medmindre", "Behold dem 12 måneder til"),
        ("en", "Your notes will be deleted on {day} unless", "Keep them for another 12 months"),
    ],
)
def test_in_the_last_two_months_it_stands_first(
    world: Followed, language: str, said: str, button: str
) -> None:
    """Karen, whose notes go in a few weeks, reads the day before all else; she presses once, and it is a year ahead, below."""
    today, karen = today_here(), client_of("Karen")
    old = today - timedelta(days=330)
    assert 'name="csrf' not in _page(karen, language).split("<main")[1]  # nothing to keep yet
    _write("Karen", old)
    words = wording(language, "fagspejl.web.words")
    page = _page(karen, language)
    assert page.index(said.format(day=words.day(KEPT.gone_on(old)))) < page.index("<h2")
    assert page.count(button) == 1
    assert karen.post(KEEP).status_code == 302
    page = _page(karen, language)
    assert page.index(said.format(day=words.day(KEPT.gone_on(today)))) > page.index('id="noter"')
    assert page.count(button) == 1
    assert list(AccessEntry.objects.filter(event="notes_kept").values_list("object", "facts")) == [
        (str(account("Karen").staff.id), {})
    ]


def test_only_ones_own_are_kept(world: Followed) -> None:
    """Mads presses: his notes are kept, Karen's go on their day; Omar, who leads nobody, meets no such page."""
    old = today_here() - timedelta(days=200)
    _write("Karen", old)
    _write("Mads", old)
    assert client_of("Mads").post(KEEP).status_code == 302
    assert client_of("Omar").post(KEEP).status_code == 404
    assert client_of("Karen").get(KEEP).status_code == 405
    assert dict(NoteOwner.objects.values_list("account", "changed_on")) == {
        account("Karen").staff.id: old,
        account("Mads").staff.id: today_here(),
    }

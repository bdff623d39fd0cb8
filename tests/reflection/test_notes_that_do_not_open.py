"""Karen's key is another's, unreadable or gone while she writes: nothing is sealed wrong, and nothing typed is lost."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from fagspejl.workspace.reflection.errors import NotesKeyWrong
from fagspejl.workspace.reflection.keys import file_of
from fagspejl.workspace.reflection.models import Note
from fagspejl.workspace.reflection.selectors import notes_of
from fagspejl.workspace.reflection.services.purging import purge_notes
from support.followed import Followed, client_of
from support.published import account
from support.staff import PER
from support.town import form_with

HOME = "/arbejdsrum/refleksion/"
TYPED = "Det her må ikke gå tabt"
ANOTHERS = "A" * 43 + "="


def _written(world: Followed) -> tuple[str, str]:
    """Karen has written about a question and her report; the addresses of both."""
    karen = client_of("Karen")
    for url, field in ((f"{HOME}spoergsmaal/1/", "happened"), (_reading(world), "answer")):
        assert karen.post(url, {**form_with(karen.get(url), field), field: ["Noget"]}).status_code == 302
    note = next(one for one in notes_of(account("Karen").staff.id) if one.question)
    return f"{HOME}note/{note.id}/", _reading(world)


def _reading(world: Followed) -> str:
    return f"{HOME}laes/{world.made.part['Karen']}/"


def _refused(path: Path, *args: object, **kwargs: object) -> str:
    raise PermissionError(path)


def test_nothing_is_sealed_with_anothers_key(world: Followed) -> None:
    """Another key lies where Karen's should: her new note is not kept, so that the right key opens all that is."""
    _written(world)
    me, karen, url = account("Karen").staff.id, client_of("Karen"), f"{HOME}moede/"
    right = file_of(me).read_text()
    file_of(me).write_text(ANOTHERS)
    told = karen.post(url, {**form_with(karen.get(url), "power"), "power": [TYPED]})
    assert "Noten er ikke gemt." in unescape(told.content.decode())
    assert TYPED in told.content.decode()
    file_of(me).write_text(right)
    assert len(notes_of(me)) == Note.objects.count() == 2


def test_what_is_typed_beside_notes_that_do_not_open(world: Followed) -> None:
    """Karen's key is lost while she looks back and reads her report: what she types stands there to be copied."""
    look, reading = _written(world)
    karen = client_of("Karen")
    sent = [
        (look, {**form_with(karen.get(look), "afterwards"), "afterwards": [TYPED]}),
        (reading, {**form_with(karen.get(reading), "answer"), "answer": [TYPED]}),
    ]
    file_of(account("Karen").staff.id).unlink()
    for url, form in sent:
        told = karen.post(url, form)
        assert told.status_code == 503
        assert TYPED in unescape(told.content.decode())
        assert karen.get(url).status_code == 503


def test_a_note_that_is_deleted_on_another_page(world: Followed) -> None:
    """Karen deletes all her notes on one page and looks back on another: she is told, and her words stand there."""
    look, _ = _written(world)
    karen = client_of("Karen")
    form = {**form_with(karen.get(look), "afterwards"), "afterwards": [TYPED]}
    assert karen.post(f"{HOME}slet/").status_code == 302
    told = karen.post(look, form)
    assert told.status_code == 404
    assert "Noten findes ikke mere." in unescape(told.content.decode())
    assert TYPED in unescape(told.content.decode())
    assert client_of("Omar").post(look, form).content == client_of("Omar").get(look).content


def test_a_key_that_may_not_be_read(world: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen's key file belongs to another user of the server: it is told as a wrong key, and she can end it all."""
    _written(world)
    me, karen = account("Karen").staff.id, client_of("Karen")
    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_text", _refused)
        with pytest.raises(NotesKeyWrong):
            notes_of(me)
        assert karen.get(HOME).status_code == 503
        assert karen.get(world.url()).status_code == 200
    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", _refused)
        purge_notes(me, actor=PER)
    assert not file_of(me).exists()
    assert not Note.objects.exists()


@pytest.mark.parametrize("inside", [(), ("the.key",)])
def test_a_folder_where_the_key_should_be(world: Followed, inside: tuple[str, ...]) -> None:
    """Somebody made a folder of Karen's key file: her page says so, she ends it all with one press, and begins anew."""
    _written(world)
    me, karen, url = account("Karen").staff.id, client_of("Karen"), f"{HOME}moede/"
    file_of(me).unlink()
    file_of(me).mkdir()
    for name in inside:
        (file_of(me) / name).write_text(ANOTHERS)
    assert karen.get(HOME).status_code == 503
    assert karen.post(f"{HOME}slet/").status_code == 302
    assert not Note.objects.exists()
    assert not file_of(me).exists()
    assert karen.post(url, {**form_with(karen.get(url), "power"), "power": ["Noget"]}).status_code == 302
    assert len(notes_of(me)) == 1

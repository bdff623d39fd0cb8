"""However many notes there are, pages ask the database as often; two who act at once are told apart; units merge."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Barrier

import pytest
from click.testing import CliRunner
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.workspace.notes.errors import UpwardChanged, UpwardNotNow
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.notes.selectors import notes_of
from fagspejl.workspace.notes.services.carrying import carry_notes
from fagspejl.workspace.notes.services.sending import answer_note
from fagspejl.workspace.notes.types import Reply
from support.noted import IDA, VALUES, drafted_note, known_note, sent_note
from support.town import Town, entered, leader


@pytest.mark.django_db
def test_list_and_note(here: Town) -> None:
    """Ida and Mads open their lists and a note with three notes and with thirty: as many questions each time."""
    ida, mads = entered(leader("Ida")), entered(leader("Mads"))
    asked: list[list[int]] = []
    for count in (3, 30):
        while UpwardNote.objects.count() < count:
            made = sent_note(here.cancer, "Mads", about=f"Notat {UpwardNote.objects.count()}")
        asked.append([])
        for who in (ida, mads):
            for page in ("/arbejdsrum/notater/", f"/arbejdsrum/notater/{made}/"):
                with CaptureQueriesContext(connection) as found:
                    assert who.get(page).status_code == 200
                asked[-1].append(len(found))
    assert asked[0] == asked[1]


@pytest.mark.django_db
def test_mads_reads_which_unit(here: Town) -> None:
    """Mads has a note from each of two units: his list says which is whose."""
    sent_note(here.cancer, "Mads")
    sent_note(here.family, "Mads")
    page = unescape(entered(leader("Mads")).get("/arbejdsrum/notater/").content.decode())
    assert "<td>Kræftafdelingen</td>" in page
    assert "<td>Familieenheden</td>" in page


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_two_answer_at_once(here: Town) -> None:
    """Mads presses in two windows in the same moment: one answer stands, and the other window is told."""
    made = sent_note(here.cancer, "Mads")
    gate = Barrier(2)

    def one(text: str) -> type[FagspejlError] | None:
        try:
            gate.wait()
            answer_note(made, 2, reply=Reply.GRANTED, text=text, by=None, actor=IDA, now=utc_now())
        except FagspejlError as error:
            return type(error)
        finally:
            connections.close_all()
        return None

    work: Callable[[str], type[FagspejlError] | None] = one
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(work, ("Ja.", "Jo.")))
    assert None in told
    assert (set(told) - {None}) <= {UpwardNotNow, UpwardChanged}
    assert len(set(told)) == 2
    answer = known_note(made).answer
    assert answer is not None
    assert answer.text in ("Ja.", "Jo.")


@pytest.mark.django_db
def test_a_unit_that_became_part_of_another(here: Town) -> None:
    """Kræftafdelingen became part of Familieenheden: Karen has its notes, the draft too, and the command takes them."""
    from fagspejl.commands.cli import main

    made, draft = sent_note(here.cancer, "Mads"), drafted_note(here.cancer)
    assert carry_notes(here.cancer, here.family) == 2
    assert {one.id for one in notes_of([here.family])} == {made, draft}
    karen = entered(leader("Karen"))
    assert VALUES.about in unescape(karen.get(f"/arbejdsrum/notater/{draft}/").content.decode())
    assert carry_notes(here.family, here.cancer) == 2
    assert CliRunner().invoke(main, ["carry-unit", "--from", "kraeft", "--to", "fam"]).exit_code == 0
    assert len(notes_of([here.family])) == 2

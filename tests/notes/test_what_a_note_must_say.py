"""What stands between a draft and sending: every part, a mark on every sentence, a card for every fact, one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person
from fagspejl.workspace.notes.errors import UpwardRefused
from fagspejl.workspace.notes.rules import lacking
from fagspejl.workspace.notes.services.drafts import mark_note
from fagspejl.workspace.notes.services.sending import send_note
from fagspejl.workspace.notes.types import Part, Tag
from fagspejl.workspace.sessions.errors import TextAsks, TextRefused
from fagspejl.workspace.sessions.services.planning import today_here
from support.noted import IDA, RED, VALUES, drafted_note, known_note, marked
from support.town import Town

pytestmark = pytest.mark.django_db


def _mads() -> object:
    return Person.objects.get(name="Mads").id


@pytest.mark.parametrize("part", Part)
def test_no_part_is_left_out(part: Part, here: Town) -> None:
    """Ida leaves a part empty, the consideration that speaks against among them: the note says which, and stays."""
    parts = {one: said for one, said in VALUES.parts.items() if one is not part}
    made = marked(drafted_note(here.cancer, addressee=_mads(), parts=parts))
    assert lacking(known_note(made), today_here()) == (part.value,)
    with pytest.raises(UpwardRefused):
        send_note(made, known_note(made).revision, sender=None, actor=IDA, now=utc_now())
    assert known_note(made).sent_on is None


def test_every_sentence_is_marked_and_every_fact_has_a_card(here: Town) -> None:
    """Ida marks a sentence as fact without a card, and leaves another without a mark: both are in the way."""
    made = marked(drafted_note(here.cancer, addressee=_mads()))
    note = known_note(made)
    marks = {one.id: (one.tag, one.card) for one in note.sentences}
    marks[note.sentences[1].id] = (Tag.FACT, None)
    marks[note.sentences[2].id] = (None, None)
    mark_note(made, note.revision, marks, actor=IDA)
    assert lacking(known_note(made), today_here()) == ("tag", "fact")


def test_only_a_fact_rests_on_a_card(here: Town) -> None:
    """Ida chooses a card for an estimate: it stays an estimate, and no figure stands behind it."""
    made = drafted_note(here.cancer, addressee=_mads())
    note = known_note(made)
    mark_note(made, note.revision, {one.id: (Tag.ESTIMATE, 1) for one in note.sentences}, actor=IDA)
    assert {one.card for one in known_note(made).sentences} == {None}


def test_a_day_that_is_past(here: Town) -> None:
    """Ida's draft lay until its day for an answer was past: she chooses another before it goes."""
    made = marked(drafted_note(here.cancer, addressee=_mads()))
    later = today_here() + timedelta(days=14)
    assert lacking(known_note(made), later - timedelta(days=1)) == ()
    assert lacking(known_note(made), later) == ("answer_by",)


def test_more_than_a_page(here: Town) -> None:
    """Ida fills every field to its edge: the note says how much there is, and is not sent."""
    parts = {part: tuple(f"{number}{'a' * 230}" for number in range(4)) for part in Part}
    made = marked(drafted_note(here.cancer, addressee=_mads(), parts=parts))
    assert lacking(known_note(made), today_here()) == ("signs",)


def test_a_sentence_that_stands_keeps_its_mark(here: Town) -> None:
    """Ida edits one sentence: the others keep their marks, and hers is asked about anew."""
    from fagspejl.workspace.notes.services.drafts import key_of, write_note

    made = marked(drafted_note(here.cancer, addressee=_mads()))
    note = known_note(made)
    parts = {**VALUES.parts, Part.WORK: ("Overblikket bliver først samlet efter kl. 20.",)}
    values = replace(VALUES, answer_by=note.answer_by, addressee=note.addressee, parts=parts)
    write_note(made, note.revision, values, ticked=[key_of(RED.kind, RED.source)], offers=(), actor=IDA)
    after = known_note(made)
    assert [one.part for one in after.sentences if one.tag is None] == [Part.WORK]
    assert after.sentences[0].card == 1


@pytest.mark.parametrize("part", Part)
def test_no_citizens_number(part: Part, here: Town) -> None:
    """Ida types what looks like a CPR number into any field: nothing is stored, and the field is named."""
    parts = {**VALUES.parts, part: ("Patienten 010190-1234 ventede.",)}
    with pytest.raises(TextRefused) as told:
        drafted_note(here.cancer, parts=parts)
    assert told.value.facts["field"] == part.value


def test_names_are_asked_about_once(here: Town) -> None:
    """Ida types somebody's name in what she asks for: she is asked, and keeps it when she says so."""
    from fagspejl.workspace.notes.services.drafts import create_note

    values = replace(VALUES, ask_text="Ring til Mette Sørensen.")
    with pytest.raises(TextAsks):
        create_note(here.cancer, "da", values, actor=IDA)
    assert (
        known_note(create_note(here.cancer, "da", values, asked=True, actor=IDA)).ask_text == values.ask_text
    )

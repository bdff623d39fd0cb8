"""The forms of notes. They hold what fits; what a note must say, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.notes.rules import REPLIES, sentences_in
from fagspejl.workspace.notes.services.drafts import key_of
from fagspejl.workspace.notes.types import NoteAsk, NoteValues, Part, Reply, SentenceFacts, Tag, UpwardFacts
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.fields import WordedForm, day_field

_FACT: Final = "fact-"  # and the number of the card
_ROWS: Final = {Part.SEEN: 5, Part.NOTHING: 2, Part.COUNTER: 2}


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A line of evidence to tick. `note`: when it was frozen, or that it was withdrawn."""

    key: str
    heading: str
    sentence: str
    note: str
    ticked: bool


def _lines(rows: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(required=required, widget=forms.Textarea(attrs={"rows": rows}))


class UpwardForm(WordedForm):
    """What a note says, and its evidence. Only what it is about is needed for a draft."""

    section = "note_form"

    about = _lines(2, required=True)
    decided_on = day_field()
    evidence = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    ask = forms.ChoiceField(widget=forms.RadioSelect)
    ask_text = _lines(2)
    answer_by = day_field()
    addressee = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    once = once_field()

    def __init__(
        self,
        words: Wording,
        *args: Any,
        offers: Sequence[Evidence],
        note: UpwardFacts | None = None,
        above: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(words, *args, **kwargs)
        for part in Part:
            field = _lines(_ROWS.get(part, 3))
            field.label = words.say(f"note_part.{part}")
            self.fields[part.value] = field
            self._dress(part.value, field)
        self.above = above
        self._lines = _offered(offers, note, words)
        choices = {
            "evidence": [(one.key, one.heading) for one in self._lines],
            "ask": [(one.value, words.say(f"note_ask.{one}_long")) for one in NoteAsk],
            "addressee": [(str(person), name) for person, name in above.items()],
        }
        for name, values in choices.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = values
        if len(above) < 2:
            del self.fields["addressee"]

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the note's parts."""
        return [self[part.value] for part in Part]

    @property
    def offered(self) -> list[OfferedLine]:
        """What may be ticked, and whether it is."""
        chosen = self["evidence"].value() or []
        return [
            OfferedLine(one.key, one.heading, one.sentence, one.note, one.key in chosen)
            for one in self._lines
        ]

    def values(self) -> NoteValues:
        """Return what was said, of a form that is valid. Whoever stands above alone is the addressee."""
        told = self.cleaned_data
        wanted = told.get("addressee") or ""
        only = next(iter(self.above), None) if len(self.above) == 1 else None
        return NoteValues(
            about=" ".join(told["about"].split()),
            decided_on=told["decided_on"],
            ask=NoteAsk(told["ask"]),
            ask_text=" ".join(told["ask_text"].split()),
            answer_by=told["answer_by"],
            addressee=UUID(wanted) if wanted else only,
            parts={part: sentences_in(told[part.value]) for part in Part},
        )

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused at its field; some sentences speak of a part of one."""
        super().tell(error, at=at or str(error.facts.get("at", "")))


def _offered(offers: Sequence[Evidence], note: UpwardFacts | None, words: Wording) -> list[OfferedLine]:
    """Return the cards of the note as they are frozen, then what tools offer today and no card holds."""
    cards = () if note is None else note.cards
    lines = [
        OfferedLine(
            key_of(card.kind, card.source),
            card.heading,
            words.say("note_page.gone") if card.gone else card.sentence,
            words.say("note_form.gone" if card.gone else "note_form.frozen", day=words.day(card.frozen_on)),
            ticked=True,
        )
        for card in cards
    ]
    there = {one.key for one in lines}
    return lines + [
        OfferedLine(key, one.heading, one.sentence, "", ticked=False)
        for one in offers
        if (key := key_of(one.kind, one.source)) not in there
    ]


class MarkForm(WordedForm):
    """What each sentence is; a fact is chosen together with the card that it rests on."""

    section = "note_mark"

    def __init__(self, words: Wording, note: UpwardFacts, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.note = note
        choices = [("", words.say("note_tag.none"))]
        choices += [(tag.value, words.say(f"note_tag.{tag}")) for tag in (Tag.JUDGEMENT, Tag.ESTIMATE)]
        choices += [
            (f"{_FACT}{card.number}", self.say("fact", number=card.number, heading=card.heading))
            for card in note.cards
            if not card.gone
        ]
        for place, one in enumerate(note.sentences, start=1):
            field = forms.ChoiceField(
                required=False, choices=choices, label=self.say("tag", number=place), initial=_mark_of(one)
            )
            self.fields[f"tag_{one.id.hex}"] = field
            self._dress(f"tag_{one.id.hex}", field)

    @property
    def lines(self) -> list[tuple[str, str, forms.BoundField]]:
        """Each sentence under its part, with its field; the heading only where a part begins."""
        told, before = [], None
        for one in self.note.sentences:
            heading = self.words.say(f"note_part.{one.part}") if one.part is not before else ""
            told.append((heading, one.text, self[f"tag_{one.id.hex}"]))
            before = one.part
        return told

    def marks(self) -> dict[UUID, tuple[Tag | None, int | None]]:
        """Return the marks, of a form that is valid."""
        return {one.id: _marked(self.cleaned_data[f"tag_{one.id.hex}"]) for one in self.note.sentences}


def _mark_of(one: SentenceFacts) -> str:
    """Return the choice that says what a sentence is; a fact whose card was taken out is chosen anew."""
    if one.tag is Tag.FACT:
        return "" if one.card is None else f"{_FACT}{one.card}"
    return one.tag or ""


def _marked(choice: str) -> tuple[Tag | None, int | None]:
    if choice.startswith(_FACT):
        return Tag.FACT, int(choice.removeprefix(_FACT))
    return (Tag(choice) if choice else None), None


class AnswerForm(WordedForm):
    """What the leader's leader answers."""

    section = "note_answer"

    reply = forms.ChoiceField(widget=forms.RadioSelect)
    answer = _lines(4, required=True)
    because = _lines(2)

    def __init__(self, words: Wording, ask: NoteAsk | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        replies = tuple(Reply) if ask is None else REPLIES[ask]
        field = self.fields["reply"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, words.say(f"note_reply.{one}")) for one in replies]
        if len(replies) == 1:
            field.initial = replies[0].value


class NoteActForm(WordedForm):
    """Nothing is asked but the press itself."""

    section = "note_act"


def typed(note: UpwardFacts) -> dict[str, Any]:
    """Return what a note says as the form shows it."""
    return {
        "about": note.about,
        "decided_on": note.decided_on,
        "evidence": [key_of(card.kind, card.source) for card in note.cards],
        "ask": note.ask.value,
        "ask_text": note.ask_text,
        "answer_by": note.answer_by,
        "addressee": "" if note.addressee is None else str(note.addressee),
        **{part.value: "\n".join(one.text for one in note.part(part)) for part in Part},
    }

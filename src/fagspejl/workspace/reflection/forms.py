"""The forms of notes: every field may stay empty, none is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.workspace.reflection.types import FIELD_SIGNS, ReadingTick
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.services.planning import today_here


def _text(rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(required=False, max_length=FIELD_SIGNS, widget=widget)


class _AskingBack(WordedForm):
    """A form that names a day on which its owner wants to be asked again."""

    def clean_look_again_on(self) -> date | None:
        """Refuse a day that is over."""
        day: date | None = self.cleaned_data["look_again_on"]
        if day is not None and day < today_here():
            self.add_error("look_again_on", self.words.say("reflect.day_over"))
        return day


class NoteForm(_AskingBack):
    """A new note. At least one of its texts holds something."""

    note = forms.UUIDField(widget=forms.HiddenInput)  # made with the page: sent twice it is kept once

    def clean(self) -> dict[str, Any]:
        """Refuse a note in which nothing is written."""
        said = super().clean() or {}
        texts = (name for name, field in self.fields.items() if isinstance(field.widget, forms.Textarea))
        if not self.errors and not any(said.get(name) for name in texts):
            self.add_error(None, self.words.say("reflect.empty"))
        return said


class QuestionForm(NoteForm):
    """One of the eight questions: what happened, what I make of it, what I will try, when I look again."""

    section = "reflect_question"
    happened = _text(5)
    make_of_it = _text()
    will_try = _text(3)
    look_again_on = day_field()


class MeetingForm(NoteForm):
    """Before a hard meeting: the same matter from where others stand."""

    section = "reflect_meeting"
    about = forms.CharField(required=False, max_length=200)
    own_profession = _text()
    two_others = _text()
    organisation = _text()
    power = _text(3)
    look_again_on = day_field()


class AgainForm(_AskingBack):
    """What became of it, and whether to look once more."""

    section = "reflect_look"
    afterwards = _text()
    look_again_on = day_field()


class ReadingForm(WordedForm):
    """One of the three questions to a report."""

    section = "reflect_reading"
    note = forms.UUIDField(widget=forms.HiddenInput)
    answer = _text(5)


class TicksForm(WordedForm):
    """What the comments are about, as she sees it; nobody else reads it."""

    section = "reflect_reading"
    note = forms.UUIDField(widget=forms.HiddenInput)
    ticks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        choices = [(one.value, self.say(f"tick_{one}")) for one in ReadingTick]
        self.fields["ticks"].choices = choices  # type: ignore[attr-defined]

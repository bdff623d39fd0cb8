"""The forms of notes: every field may stay empty, none is counted."""

from __future__ import annotations

from typing import Any

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.workspace.reflection.types import FIELD_SIGNS, ReadingTick
from fagspejl.workspace.sessions.fields import WordedForm


def _day() -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"], widget=widget)


def _text(rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(required=False, max_length=FIELD_SIGNS, widget=widget)


class QuestionForm(WordedForm):
    """One of the eight questions: what happened, what I make of it, what I will try, when I look again."""

    section = "reflect_question"
    note = forms.UUIDField(widget=forms.HiddenInput)  # made with the page: sent twice it is kept once
    happened = _text(5)
    make_of_it = _text()
    will_try = _text(3)
    look_again_on = _day()


class MeetingForm(WordedForm):
    """Before a hard meeting: the same matter from where others stand."""

    section = "reflect_meeting"
    note = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.CharField(required=False, max_length=200)
    own_profession = _text()
    two_others = _text()
    organisation = _text()
    power = _text(3)
    look_again_on = _day()


class LookForm(WordedForm):
    """What became of it, and whether to look once more."""

    section = "reflect_look"
    afterwards = _text()
    look_again_on = _day()


class ReadingForm(WordedForm):
    """One of the three questions to a report."""

    section = "reflect_reading"
    answer = _text(5)


class TicksForm(WordedForm):
    """What the comments are about, as she sees it; nobody else reads it."""

    section = "reflect_reading"
    ticks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        choices = [(one.value, self.say(f"tick_{one}")) for one in ReadingTick]
        self.fields["ticks"].choices = choices  # type: ignore[attr-defined]

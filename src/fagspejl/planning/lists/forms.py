"""The forms about lists: a reason, a wish, an exception, a decision."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.evaluation.types.lists import REASON_SIGNS
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.wording import Wording
from fagspejl.web.fields import WordedForm

_OWN: Final = ("left", "other_leader", "away", "other")


def _reason(*, required: bool = True) -> forms.CharField:
    return forms.CharField(
        required=required, max_length=REASON_SIGNS, widget=forms.Textarea(attrs={"rows": 2})
    )


class RemoveForm(WordedForm):
    """The leader asks for somebody to be taken off her list."""

    section = "lists_form"
    person = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.ChoiceField(widget=forms.RadioSelect)
    reason = _reason(required=False)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        choices = [(name, words.say(f"lists_form.why_{name}")) for name in _OWN]
        self.fields["why"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> str:
        """Return the reason as it is kept: the one ticked, and what was written."""
        ticked = self.say(f"why_{self.cleaned_data['why']}")
        written = self.cleaned_data["reason"].strip()
        if self.cleaned_data["why"] == "other":
            return str(written)
        return f"{ticked}. {written}".strip(" ") if written else ticked


class AddForm(WordedForm):
    """The leader asks for somebody to be put on her list: a name, and in which role."""

    section = "lists_form"
    name = forms.CharField(max_length=200)
    perspective = forms.ChoiceField()
    reason = _reason()

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.fields["perspective"].choices = _roles(words)  # type: ignore[attr-defined]


class ExceptionForm(WordedForm):
    """The planner puts somebody on a list, in writing."""

    section = "lists_form"
    sought = forms.CharField(max_length=200, required=False)
    person = forms.UUIDField(required=False, widget=forms.RadioSelect)
    perspective = forms.ChoiceField()
    reason = _reason()

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.fields["perspective"].choices = _roles(words)  # type: ignore[attr-defined]


class ReasonForm(WordedForm):
    """A reason alone."""

    section = "lists_form"
    reason = _reason()


def _roles(words: Wording) -> list[tuple[str, str]]:
    return [(name, words.say(f"lists.part_{name}")) for name in PERSPECTIVES if name != "self"]

"""The forms of a path: a day, three lines, a goal, a look back."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.paths.constants import LINE_SIGNS, LINES, TEXT_SIGNS
from fagspejl.workspace.paths.types import GoalStatus, GoalValues, Happened
from fagspejl.workspace.sessions.fields import WordedForm


def _day(*, required: bool = True) -> forms.DateField:
    return forms.DateField(
        required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _text(rows: int = 2, most: int = TEXT_SIGNS) -> forms.CharField:
    return forms.CharField(required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows}))


def _version() -> forms.CharField:
    """Return the hidden version of what the page showed (versions.py)."""
    return forms.CharField(required=False, widget=forms.HiddenInput)


class PlanForm(WordedForm):
    """The day on which a step is planned; empty takes it away."""

    section = "path_form"
    planned_on = _day(required=False)


class HeldForm(WordedForm):
    """The day on which a step was held; empty takes it back."""

    section = "path_form"
    held_on = _day(required=False)
    with_package = forms.BooleanField(required=False)


class LinesForm(WordedForm):
    """What leader and own leader share of their talk."""

    section = "path_form"
    version = _version()
    line_1 = _text(2, LINE_SIGNS)
    line_2 = _text(2, LINE_SIGNS)
    line_3 = _text(2, LINE_SIGNS)

    def lines(self) -> list[str]:
        """Return the lines as written, empty ones too: a refusal names its field."""
        return [self.cleaned_data[f"line_{number}"] for number in range(1, LINES + 1)]


class LookForm(WordedForm):
    """What a look back found."""

    section = "path_form"
    happened = forms.ChoiceField(widget=forms.RadioSelect)
    seen = _text(3)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        choices = [(one.value, words.say(f"path_form.happened_{one}")) for one in Happened]
        self.fields["happened"].choices = choices  # type: ignore[attr-defined]


class GoalForm(WordedForm):
    """A goal as it is written."""

    section = "path_goal"
    once = once_field()
    version = _version()
    text = forms.CharField(max_length=TEXT_SIGNS, widget=forms.Textarea(attrs={"rows": 3}))
    from_item = forms.CharField(required=False, max_length=TEXT_SIGNS)
    my_part = _text()
    our_part = _text()
    visible_sign = _text()
    next_step = _text()
    due_on = _day(required=False)
    look_back_on = _day(required=False)
    status = forms.ChoiceField()
    shared_with_own_leader = forms.BooleanField(required=False, initial=True)
    shared_with_unit = forms.BooleanField(required=False)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        choices = [(one.value, words.say(f"path_goal.status_{one}")) for one in GoalStatus]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]
        self.fields["status"].initial = GoalStatus.GOING

    def values(self) -> GoalValues:
        """Return the goal."""
        told = self.cleaned_data
        return GoalValues(**{name: told[name] for name in _GOAL_FIELDS}, status=GoalStatus(told["status"]))


_GOAL_FIELDS: Final = (
    "text",
    "from_item",
    "my_part",
    "our_part",
    "visible_sign",
    "next_step",
    "due_on",
    "look_back_on",
    "shared_with_own_leader",
    "shared_with_unit",
)

"""The form of a session about responsibility: which tasks, how long, who decides."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.responsibility.errors import MapRefused
from fagspejl.workspace.responsibility.rules import check_tasks
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.phones.fields import one_line
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.types import DecisionMethod

NOW: Final = "nu"
LATER: Final = "senere"
WHOLE: Final = "hel"
SHORT: Final = "kort"
_CHOICES: Final = {"how": (WHOLE, SHORT), "when": (NOW, LATER)}


class HoldingForm(WordedForm):
    """What one chooses. Every error stands at its field, and nothing that was typed is lost."""

    section = "holding_form"

    tasks = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 12}))
    how = forms.ChoiceField(widget=forms.RadioSelect)
    replaces = forms.CharField(max_length=120)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    once = once_field()
    planned_on = day_field()

    def __init__(self, words: Wording, today: date, *args: Any, **kwargs: Any) -> None:
        self.today = today
        super().__init__(words, *args, **kwargs)
        choices = {
            name: [(one, self.say(f"{name}_{one}")) for one in some] for name, some in _CHOICES.items()
        }
        choices["decision"] = [(one.value, words.say(f"room_new.decision_{one}")) for one in DecisionMethod]
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = values

    @property
    def chosen(self) -> tuple[str, ...]:
        """The tasks that were written, one a line, of a form that is valid."""
        lines = (one_line(one) for one in self.cleaned_data["tasks"].splitlines())
        return tuple(one for one in lines if one)

    def clean(self) -> dict[str, Any]:
        """Refuse a list that no map holds, and a day that is past."""
        told = super().clean() or self.cleaned_data
        if "tasks" in told:  # else its own error stands there
            try:
                check_tasks(self.chosen)
            except MapRefused as error:
                self.tell(error)
        day = told.get("planned_on")
        if told.get("when") == LATER and day is not None and day < self.today:
            self.add_error("planned_on", self.words.say("room_new.planned_on_past"))
        return told

"""Forms of the workspace: errors of the engine are told at their field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from fagspejl.lib.wording import Wording
from fagspejl.web import fields
from fagspejl.workspace.safeguards.screen import is_blank
from fagspejl.workspace.sessions.errors import SessionError, TextAsks
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.types import DecisionMethod

NOW: Final = "nu"
LATER: Final = "senere"
# As a browser sends a day, and as people write one where it does not ask for it.
DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")


def day_field(*, required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=required, input_formats=DAYS, widget=widget)


def refused(error: SessionError, words: Wording) -> str:
    """Return the sentence that tells staff what was wrong and what to do next."""
    field = error.facts.get("field")
    key = f"room_refused.{error.key}_{field}"
    return words.say(key if key in words.keys else f"room_refused.{error.key}", **error.facts)


class WordedForm(fields.WordedForm):
    """A form of the workspace."""

    wrong = "room_form.wrong"
    # What a text was asked about once: sent again, it is kept as it stands.
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        if isinstance(self.data, MultiValueDict):
            self.data = visible(self.data)

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what the engine refused at the field it is about, or above the form where it is about none of them."""
        field = at or str(error.facts.get("field", ""))
        if isinstance(error, TextAsks):
            sent = QueryDict(mutable=True)
            sent.update(self.data)
            sent["asked"] = "on"
            self.data = sent
        self.add_error(field if field in self.fields else None, refused(error, self.words))


class BeginForm(WordedForm):
    """What a tool asks before a session of its own: how, in place of what, who decides, how many there are, and when.

    Every error stands at its field, and nothing that was typed is lost. `hows`: the ways to hold it.
    """

    hows: ClassVar[tuple[str, ...]]

    how = forms.ChoiceField(widget=forms.RadioSelect)
    replaces = forms.CharField(max_length=120)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    once = fields.once_field()
    planned_on = day_field()

    def __init__(self, words: Wording, today: date, *args: Any, **kwargs: Any) -> None:
        self.today = today
        super().__init__(words, *args, **kwargs)
        choices: Mapping[str, list[tuple[str, str]]] = {
            "how": [(one, self.say(f"how_{one}")) for one in self.hows],
            "when": [(one, self.say(f"when_{one}")) for one in (NOW, LATER)],
            "decision": [(one.value, words.say(f"room_new.decision_{one}")) for one in DecisionMethod],
        }
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = values

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is past."""
        told = super().clean() or self.cleaned_data
        day = told.get("planned_on")
        if told.get("when") == LATER and day is not None and day < self.today:
            self.add_error("planned_on", self.words.say("room_new.planned_on_past"))
        return told


def visible(sent: MultiValueDict[str, str]) -> MultiValueDict[str, str]:
    """Return what was sent, with nothing in place of texts of which nothing can be seen: they are missing."""
    told = sent.copy()
    for name, given in sent.lists():
        told.setlist(name, ["" if is_blank(str(one)) else one for one in given])
    return told

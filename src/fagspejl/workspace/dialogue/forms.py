"""The form of a staff dialogue: which statements, how long, who decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.reporting.statements.own import OwnStatement
from fagspejl.web.fields import once_field
from fagspejl.workspace.dialogue.starting import LINE_SIGNS, LINES, STATEMENTS
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.types import DecisionMethod

NOW: Final = "nu"
LATER: Final = "senere"
SHORT: Final = "kort"


def _line() -> forms.CharField:
    return forms.CharField(required=False, max_length=LINE_SIGNS)


class DialogueForm(WordedForm):
    """What one chooses. Every error stands at its field, and nothing that was typed is lost."""

    section = "dialogue_form"

    statements = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    line_1 = _line()
    line_2 = _line()
    line_3 = _line()
    replaces = forms.CharField(max_length=120, required=False)
    form = forms.ChoiceField(widget=forms.RadioSelect)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    once = once_field()
    planned_on = day_field()

    def __init__(
        self, words: Wording, offered: Sequence[OwnStatement], today: date, *args: Any, **kwargs: Any
    ) -> None:
        self.offered_statements, self.today = offered, today
        super().__init__(words, *args, **kwargs)
        choices = {
            "statements": [(one.place, one.text) for one in offered],
            "form": [(one, self.say(f"form_{one}")) for one in ("lang", SHORT)],
            "decision": [(one.value, words.say(f"room_new.decision_{one}")) for one in DecisionMethod],
            "when": [(one, words.say(f"room_new.when_{one}")) for one in (NOW, LATER)],
        }
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = values

    @property
    def offered(self) -> list[tuple[OwnStatement, bool]]:
        """The statements, and whether each is ticked."""
        chosen = self["statements"].value() or []
        return [(one, one.place in chosen) for one in self.offered_statements]

    @property
    def lines(self) -> list[forms.BoundField]:
        """The leader's own lines."""
        return [self[f"line_{number}"] for number in range(1, LINES + 1)]

    def clean_statements(self) -> list[OwnStatement]:
        """Take two or three."""
        chosen = self.cleaned_data["statements"]
        if len(chosen) not in STATEMENTS:
            raise forms.ValidationError(self.say("statements_count", count=len(chosen)))
        return [one for one in self.offered_statements if one.place in chosen]

    def clean_replaces(self) -> str:
        """Ask what the talk takes the place of."""
        replaces = str(self.cleaned_data["replaces"]).strip()
        if not replaces:
            raise forms.ValidationError(self.say("replaces_missing"))
        return replaces

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is past."""
        told = super().clean() or {}
        day = told.get("planned_on")
        if told.get("when") == LATER and day is not None and day < self.today:
            self.add_error("planned_on", self.words.say("room_new.planned_on_past"))
        return told


def prefilled(words: Wording, *, chosen: str, employees: int | None) -> dict[str, Any]:
    """Return what stands in the form before anybody typed."""
    return {
        "statements": [chosen] if chosen else [],
        "replaces": words.listed("room_new.replaces_suggested")[1],
        "form": "lang",
        "decision": DecisionMethod.LEADER_AFTER_HEARING.value,
        "present": employees,
        "when": NOW,
    }

"""The form of a new session: everything that is settled before anybody answers, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.home.choosing import Offered
from fagspejl.workspace.home.roster import fitting_case
from fagspejl.workspace.judgement.starting import SERIES
from fagspejl.workspace.sessions.fields import day_field
from fagspejl.workspace.sessions.permissions import MyUnit
from fagspejl.workspace.sessions.rules import MOST_PHONES, OPEN_DAYS
from fagspejl.workspace.sessions.splitting import SplitForm, groups_of, known_groups
from fagspejl.workspace.sessions.types import DecisionMethod, SplitKind

NOW, BEFORE, LATER, PAPER = "nu", "foer", "senere", "papir"
_WHEN: Final = (NOW, BEFORE, LATER, PAPER)


class NewSession(SplitForm):
    """What one chooses. Every error stands at its field, and nothing that was typed is lost."""

    section = "room_new"

    case = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    once = once_field()
    title = forms.CharField(max_length=120, required=False)
    replaces = forms.CharField(
        max_length=120, required=False, widget=forms.TextInput(attrs={"list": "replaces-suggested"})
    )
    form = forms.ChoiceField(widget=forms.RadioSelect)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    units = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    planned_on = day_field()
    slips_only = forms.BooleanField(required=False)

    def __init__(
        self, words: Wording, unit: MyUnit, cases: Sequence[Offered], today: date, *args: Any, **kwargs: Any
    ) -> None:
        self.unit, self.cases, self.today = unit, cases, today
        super().__init__(words, *args, **kwargs)
        choices = {
            "case": [(one.key, one.vignette.title) for one in cases],
            "form": self._choices("form", ("lang", "kort")),
            "decision": self._choices("decision", [method.value for method in DecisionMethod]),
            "when": self._choices("when", _WHEN),
            "units": [(str(one.id), one.name) for one in (unit.led.below if unit.led else ())],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        if not choices["units"]:
            del self.fields["units"]

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Standing items of a meeting that an exercise may take the place of."""
        return self.words.listed("room_new.replaces_suggested")

    @property
    def offered(self) -> list[tuple[Offered, bool]]:
        """The cases, and whether each is chosen."""
        chosen = self["case"].value() or []
        return [(one, one.key in chosen) for one in self.cases]

    def clean_case(self) -> list[Offered]:
        """Take one case, or a series."""
        chosen = self.cleaned_data["case"]
        if len(chosen) != 1 and len(chosen) not in SERIES:
            raise forms.ValidationError(self.say("case_count", count=len(chosen)))
        return [one for one in self.cases if one.key in chosen]

    def clean(self) -> dict[str, Any]:
        """Read the groups of the chosen kind, and the day where one is needed."""
        told = super().clean() or {}
        told["groups"] = self.read_groups(told)
        if not str(told.get("replaces", "")).strip():
            self.add_error("replaces", self.say("replaces_missing"))
        day = told.get("planned_on")
        latest = self.today + timedelta(days=OPEN_DAYS)
        if told.get("when") == BEFORE and "planned_on" not in self.errors:
            if day is None or not self.today <= day <= latest:
                self.add_error("planned_on", self.say("planned_on_days", latest=self.words.day(latest)))
        elif told.get("when") == LATER and day is not None and day < self.today:
            self.add_error("planned_on", self.say("planned_on_past"))
        return told

    def _choices(self, name: str, values: Sequence[str]) -> list[tuple[str, str]]:
        return [(value, self.say(f"{name}_{value}")) for value in values]


def prefilled(
    words: Wording, unit: MyUnit, cases: Sequence[Offered], *, chosen: str | None = None
) -> dict[str, Any]:
    """Return what stands in the form before anybody typed: what the roster knows, so that one press may be enough."""
    groups = groups_of(unit.led, words.language)
    keys = [one.key for one in cases]
    fitting = fitting_case(unit.led)
    case = next((one for one in (chosen, fitting) if one in keys), _first_built_in(cases))
    found: dict[str, Any] = {
        "case": [case],
        "replaces": words.listed("room_new.replaces_suggested")[0],
        "form": "lang",
        "split": (SplitKind.PROFESSION if groups else SplitKind.NONE).value,
        "decision": DecisionMethod.LEADER_AFTER_HEARING.value,
        "present": unit.led.employees if unit.led else None,
        "when": NOW,
    }
    return found | known_groups(words, unit.led)


def _first_built_in(cases: Sequence[Offered]) -> str:
    return next(one.key for one in cases if one.own is None)

"""The form of a new session: everything that is settled before anybody answers, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.home.choosing import Offered
from fagspejl.workspace.home.roster import fitting_case, groups_of
from fagspejl.workspace.judgement.starting import SERIES
from fagspejl.workspace.sessions.fields import WordedForm
from fagspejl.workspace.sessions.permissions import MyUnit
from fagspejl.workspace.sessions.rules import MOST_GROUPS, MOST_PHONES, OPEN_DAYS
from fagspejl.workspace.sessions.types import DecisionMethod, SplitGroup, SplitKind

NOW, BEFORE, LATER, PAPER = "nu", "foer", "senere", "papir"
_WHEN: Final = (NOW, BEFORE, LATER, PAPER)
_KINDS: Final = (SplitKind.PROFESSION, SplitKind.SHIFT, SplitKind.SENIORITY)
_GROUP_SIGNS: Final = 40


class NewSession(WordedForm):
    """What one chooses. Every error stands at its field, and nothing that was typed is lost."""

    section = "room_new"

    case = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    once = once_field()
    title = forms.CharField(max_length=120, required=False)
    replaces = forms.CharField(
        max_length=120, required=False, widget=forms.TextInput(attrs={"list": "replaces-suggested"})
    )
    form = forms.ChoiceField(widget=forms.RadioSelect)
    split = forms.ChoiceField(widget=forms.RadioSelect)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    units = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    planned_on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    slips_only = forms.BooleanField(required=False)

    def __init__(
        self, words: Wording, unit: MyUnit, cases: Sequence[Offered], today: date, *args: Any, **kwargs: Any
    ) -> None:
        self.unit, self.cases, self.today = unit, cases, today
        super().__init__(words, *args, **kwargs)
        choices = {
            "case": [(one.key, one.vignette.title) for one in cases],
            "form": self._choices("form", ("lang", "kort")),
            "split": self._choices("split", [kind.value for kind in SplitKind]),
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
        for kind in _KINDS:
            for place in range(MOST_GROUPS):
                name = f"{kind.value}_{place}"
                self.fields[name] = forms.CharField(required=False, max_length=_GROUP_SIGNS)
                self.fields[f"{name}_size"] = forms.IntegerField(
                    required=False, min_value=0, max_value=MOST_PHONES
                )
                for part, key in ((name, "group_name"), (f"{name}_size", "group_size")):
                    self.fields[part].label = self.say(key, number=place + 1)
                    self._dress(part, self.fields[part])

    @property
    def rows(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """The rows of groups of each kind, as the page shows them: those filled in and one more, at least two."""
        shown = []
        for kind in _KINDS:
            pairs = [
                (self[f"{kind.value}_{place}"], self[f"{kind.value}_{place}_size"])
                for place in range(MOST_GROUPS)
            ]
            used = max((place + 1 for place, (name, _) in enumerate(pairs) if name.value()), default=0)
            shown.append((self.say(f"groups_{kind.value}"), pairs[: max(3, min(MOST_GROUPS, used + 1))]))
        return shown

    @property
    def open_groups(self) -> int:
        """Which of the rows of groups stands open, counted from one: those of the chosen kind."""
        chosen = self["split"].value()
        return next((place for place, kind in enumerate(_KINDS, 1) if kind.value == chosen), 0)

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
        told["groups"] = self._groups(told)
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

    def _groups(self, told: Mapping[str, Any]) -> tuple[SplitGroup, ...]:
        kind = told.get("split")
        if kind in (None, SplitKind.NONE.value):
            return ()
        groups = []
        for place in range(MOST_GROUPS):
            name, size = told.get(f"{kind}_{place}", ""), told.get(f"{kind}_{place}_size")
            if name and size is None and f"{kind}_{place}_size" not in self.errors:
                self.add_error(f"{kind}_{place}_size", self.say("group_size_missing", name=name))
            elif name and size:
                groups.append(SplitGroup(name, size))
        names = [group.name.casefold() for group in groups]
        if len(set(names)) < len(names):
            self.add_error("split", self.say("groups_twice"))
        elif len(groups) < 2 and not any(key.startswith(f"{kind}_") for key in self.errors):
            self.add_error("split", self.say("groups_two"))
        return tuple(groups)

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
    named = {
        SplitKind.PROFESSION: groups,
        SplitKind.SHIFT: [SplitGroup(name, 0) for name in words.listed("room_new.shifts")],
        SplitKind.SENIORITY: [SplitGroup(name, 0) for name in words.listed("room_new.seniorities")],
    }
    for kind, rows in named.items():
        for place, group in enumerate(rows):
            found[f"{kind.value}_{place}"] = group.name
            found[f"{kind.value}_{place}_size"] = group.size or None
    return found


def _first_built_in(cases: Sequence[Offered]) -> str:
    return next(one.key for one in cases if one.own is None)

"""The forms of the facilitator's control. They hold what fits its column; what an outcome must be, the rules say."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.workspace.sessions.fields import DAYS
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.services.outcomes import LINE_SIGNS
from fagspejl.workspace.sessions.types import (
    Consideration,
    DifferenceReason,
    Held,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
)

TEXT_SIGNS: Final = 600
ROLE_SIGNS: Final = 120
WHEN_SIGNS: Final = 300
CONSIDERATION_SIGNS: Final = 140
CONSIDERED: Final = tuple(f"consideration_{one.value}" for one in Consideration)


class PresentForm(forms.Form):
    """How many people are in the room."""

    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES)


class LookBackForm(forms.Form):
    """What became of an earlier outcome."""

    outcome = forms.UUIDField()
    held = forms.ChoiceField(choices=[(one.value, one.value) for one in Held if one is not Held.OPEN])
    line = forms.CharField(max_length=LINE_SIGNS, required=False)
    asked = forms.BooleanField(required=False)


class OutcomeForm(forms.Form):
    """What the unit ends the present item with."""

    kind = forms.ChoiceField(choices=[(one.value, one.value) for one in OutcomeKind])
    text = forms.CharField(max_length=TEXT_SIGNS, required=False)
    by_role = forms.CharField(max_length=ROLE_SIGNS, required=False)
    due_on = forms.DateField(required=False, input_formats=DAYS)
    when_to_ask = forms.CharField(max_length=WHEN_SIGNS, required=False)
    look_again_on = forms.DateField(required=False, input_formats=DAYS)
    reasons = forms.MultipleChoiceField(
        choices=[(one.value, one.value) for one in DifferenceReason], required=False
    )
    none_because = forms.ChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in NoneBecause)], required=False
    )
    asked = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CONSIDERED:
            self.fields[name] = forms.CharField(max_length=CONSIDERATION_SIGNS, required=False)

    def values(self) -> OutcomeValues:
        """Return what was filled in, of a form that is valid. What belongs to another kind is left out."""
        told = self.cleaned_data
        kind = OutcomeKind(told["kind"])
        none = kind is OutcomeKind.NONE
        first, second, third, fourth = ("" if none else told[name] for name in CONSIDERED)
        return OutcomeValues(
            kind=kind,
            text="" if none else told["text"],
            reasons=() if none else tuple(DifferenceReason(one) for one in told["reasons"]),
            considerations=(first, second, third, fourth),
            none_because=NoneBecause(told["none_because"]) if none and told["none_because"] else None,
            by_role=told["by_role"],
            due_on=told["due_on"],
            when_to_ask=told["when_to_ask"],
            look_again_on=told["look_again_on"],
        )


def typed_again(values: OutcomeValues) -> dict[str, Any]:
    """Return an outcome that stands already as a form shows it."""
    return {
        "kind": values.kind.value,
        "text": values.text,
        "by_role": values.by_role,
        "due_on": values.due_on.isoformat() if values.due_on else "",
        "when_to_ask": values.when_to_ask,
        "look_again_on": values.look_again_on.isoformat() if values.look_again_on else "",
        "reasons": [one.value for one in values.reasons],
        "none_because": values.none_because.value if values.none_because else "",
        **dict(zip(CONSIDERED, values.considerations, strict=True)),
    }

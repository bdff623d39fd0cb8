"""The form on which the host writes that a round was held."""

from __future__ import annotations

from django import forms

from fagspejl.workspace.relief.rules import FEWEST, MOST
from fagspejl.workspace.relief.types import WorthCounts
from fagspejl.workspace.sessions.fields import WordedForm, day_field


def _count() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=MOST)


class RoundForm(WordedForm):
    """A day, how many were there, and how many found it worth the time."""

    section = "relief_form"

    held_on = day_field(required=True)
    present = forms.IntegerField(min_value=FEWEST, max_value=MOST)
    yes = _count()
    partly = _count()
    no = _count()

    @property
    def worth(self) -> WorthCounts:
        """Return the counts, of a form that is valid; what is empty is none."""
        told = self.cleaned_data
        return WorthCounts(told["yes"] or 0, told["partly"] or 0, told["no"] or 0)

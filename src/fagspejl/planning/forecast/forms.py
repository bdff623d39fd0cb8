"""What a planner may choose of a forecast that is made: the number the lots are drawn from."""

from __future__ import annotations

from typing import Final

from django import forms

from fagspejl.web.fields import WordedForm

FIRST_SEED: Final = 1
_LAST_SEED: Final = 999_999


class ForecastForm(WordedForm):
    """The seed: from the same one the same forecast is made."""

    section = "forecast_form"
    seed = forms.IntegerField(min_value=0, max_value=_LAST_SEED, initial=FIRST_SEED)

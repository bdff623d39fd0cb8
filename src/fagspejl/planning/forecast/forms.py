"""What a planner may choose of a forecast: a response rate of her own, and the number the lots are drawn from."""

from __future__ import annotations

from typing import Final

from django import forms

from fagspejl.analysis.policy import ForecastPolicy
from fagspejl.web.fields import WordedForm

_USUAL: Final = ForecastPolicy()
FIRST_SEED: Final = 1
_LAST_SEED: Final = 999_999


class ForecastForm(WordedForm):
    """A free rate in per cent, or none, and the seed: from the same one the same forecast is made."""

    section = "forecast_form"
    percent = forms.IntegerField(required=False, min_value=_USUAL.lowest, max_value=_USUAL.highest)
    seed = forms.IntegerField(min_value=0, max_value=_LAST_SEED, initial=FIRST_SEED)

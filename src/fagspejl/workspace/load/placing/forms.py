"""The form of a session about load: whether tasks are written in the room or beforehand, how long, who decides."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.workspace.sessions.fields import BeginForm

TOGETHER: Final = "sammen"  # people write the tasks on their phones
GIVEN: Final = "givet"  # the tasks are those of the list
SHORT: Final = "kort"


class PlacingForm(BeginForm):
    """What one chooses, and the tasks where they are written beforehand."""

    section = "load_session"
    hows = (TOGETHER, GIVEN, SHORT)

    statements = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 8}))

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks that were written, one a line, of a form that is valid."""
        lines = (" ".join(one.split()) for one in self.cleaned_data["statements"].splitlines())
        return tuple(dict.fromkeys(one for one in lines if one))

    def clean(self) -> dict[str, Any]:
        """Refuse a list without tasks where nothing is collected, and a day that is past."""
        told = super().clean()
        if told.get("how") in (GIVEN, SHORT) and not told.get("statements", "").strip():
            self.add_error("statements", self.say("statements_missing"))
        return told

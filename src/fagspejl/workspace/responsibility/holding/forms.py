"""The form of a session about responsibility: which tasks, how long, who decides."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.workspace.responsibility.errors import MapRefused
from fagspejl.workspace.responsibility.rules import check_tasks
from fagspejl.workspace.sessions.fields import BeginForm
from fagspejl.workspace.sessions.phones.fields import one_line

WHOLE: Final = "hel"
SHORT: Final = "kort"


class HoldingForm(BeginForm):
    """What one chooses, and the tasks that are asked about."""

    section = "holding_form"
    hows = (WHOLE, SHORT)

    tasks = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 12}))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The tasks that were written, one a line, of a form that is valid."""
        lines = (one_line(one) for one in self.cleaned_data["tasks"].splitlines())
        return tuple(one for one in lines if one)

    def clean(self) -> dict[str, Any]:
        """Refuse a list that no map holds, and a day that is past."""
        told = super().clean()
        if "tasks" in told:  # else its own error stands there
            try:
                check_tasks(self.chosen)
            except MapRefused as error:
                self.tell(error)
        return told

"""The forms of a running round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.operations.services.silence import Fault
from fagspejl.planning.running.groups import GROUPS
from fagspejl.web.fields import WordedForm


def day(*, required: bool = True) -> forms.DateField:
    """Return a field for a day as browsers pick one; typed by hand it may stand in Danish order."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        required=required, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
    )


class FaultForm(WordedForm):
    """What does not fit in the close record."""

    section = "running_fault"
    fault = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        choices = [(one, words.say(f"running_fault.{one}")) for one in get_args(Fault)]
        self.fields["fault"].choices = choices  # type: ignore[attr-defined]


class LogForm(WordedForm):
    """What somebody looks for in the log; its fields are the address's, so that a look can be kept as a link."""

    section = "running_log"
    navn = forms.CharField(required=False, max_length=200)
    hvad = forms.ChoiceField(required=False)
    runde = forms.ChoiceField(required=False)
    fra = day(required=False)
    til = day(required=False)

    def __init__(self, words: Wording, *args: Any, rounds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        everything = ("", self.say("all"))
        groups = [(name, self.say(f"group_{name}")) for name in GROUPS]
        self.fields["hvad"].choices = [everything, *groups]  # type: ignore[attr-defined]
        self.fields["runde"].choices = [everything, *rounds]  # type: ignore[attr-defined]

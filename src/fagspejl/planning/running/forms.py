"""The forms of a running round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, get_args

from django import forms

from fagspejl.evaluation.errors import DeadlineHappensTwice, DeadlineNeverHappens
from fagspejl.evaluation.rules import local_deadline
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import ZONE
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.rounds.silence import Fault
from fagspejl.planning.refusals import lines_of
from fagspejl.planning.running.groups import GROUPS
from fagspejl.web.fields import WordedForm

REMINDERS: Final = 3  # on a form; a plan that has more shows them all


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


class DaysForm(WordedForm):
    """On which days people are reminded. `version`: of the plan that the page showed."""

    section = "running_days"
    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day_on = day(required=False)

    def __init__(self, words: Wording, *args: Any, values: PlanValues, version: int, **kwargs: Any) -> None:
        self.places = [f"reminder_{number + 1}" for number in range(max(REMINDERS, len(values.reminders_on)))]
        stands = dict(zip(self.places, values.reminders_on, strict=False))
        initial = {"version": version, "last_day_on": values.last_day_on, **stands}
        super().__init__(words, *args, initial=initial, **kwargs)
        for number, name in enumerate(self.places, 1):
            self.fields[name] = day(required=False)
            self.fields[name].label = self.say("reminder", number=number)
            self._dress(name, self.fields[name])
            self.fields[name].error_messages = dict.fromkeys(("invalid",), self.say("reminder_missing"))
        self.order_fields([*self.places, "last_day_on", "version"])

    def days(self) -> list[date]:
        """Return the days of the reminders."""
        return [told for name in self.places if (told := self.cleaned_data[name]) is not None]


class ExtendForm(WordedForm):
    """A later deadline, in Danish time, and whether everybody asked is told."""

    section = "running_extend"
    on = day()
    at = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    announce = forms.BooleanField(required=False, initial=True)

    def __init__(self, words: Wording, *args: Any, stands: datetime, **kwargs: Any) -> None:
        here = stands.astimezone(ZONE)
        super().__init__(words, *args, initial={"at": here.time(), "announce": True}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Make one moment of day and time; a time that clocks jump over, or repeat, is refused."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("on") is not None and told.get("at") is not None:
            try:
                told["deadline"] = local_deadline(datetime.combine(told["on"], told["at"]))
            except (DeadlineHappensTwice, DeadlineNeverHappens) as error:
                self.add_error("at", lines_of(error, self.words))
        return told


class AddressForm(WordedForm):
    """One person's address as it should be."""

    section = "running_address"
    email = forms.CharField(
        max_length=254, widget=forms.EmailInput(attrs={"inputmode": "email", "spellcheck": "false"})
    )
    again = forms.BooleanField(required=False, initial=True)
    is_right = forms.BooleanField(required=False)


class CancelForm(WordedForm):
    """A round's title, typed to cancel it; the second time it only has to be pressed."""

    section = "running_cancel"
    title = forms.CharField(max_length=200)
    tell = forms.BooleanField(required=False, initial=True)

    def __init__(self, words: Wording, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.wanted = wanted

    def clean_title(self) -> str:
        """Compare what was typed with the round's title, however it is spaced or in capitals."""
        typed = str(self.cleaned_data["title"])
        if " ".join(typed.split()).casefold() != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(self.say("title_differs"))
        return typed

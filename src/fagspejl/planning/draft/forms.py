"""The forms of a draft: its head, its settings, and what of them another planner has changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import QueryDict

from fagspejl.evaluation.errors import DeadlineHappensTwice, DeadlineNeverHappens
from fagspejl.evaluation.rules import local_deadline
from fagspejl.evaluation.selectors.questionnaires import source_of
from fagspejl.evaluation.services.creating import one_line
from fagspejl.evaluation.services.drafting import DraftHead
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.plan import MONTHS_AT_MOST, PlanValues
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.clock import ZONE
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.mailing.own_words import stays_plain
from fagspejl.planning.draft.questionnaires import choices
from fagspejl.planning.refusals import lines_of
from fagspejl.web.fields import WordedForm

REMINDERS: Final = 3
_NAME: Final = 200
_PURPOSE: Final = 1000


def _day(*, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=required, widget=widget)


def _months() -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(min_value=0, max_value=MONTHS_AT_MOST, widget=widget)


class DraftForm(WordedForm):
    """A form that remembers which version of the plan its page showed."""

    section = "draft_form"
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def refuse(self, error: FagspejlError, *, at: str | None = None) -> None:
        """Say why it was not kept, at a field or above the form."""
        for line in lines_of(error, self.words):
            self.add_error(at, line)

    def carry(self, version: int) -> None:
        """Let the next sending be of the version that stands now."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = str(version)
        self.data = sent

    def differing(self, stands: DraftForm) -> list[tuple[str, str]]:
        """Return label and value, as they stand, of each field whose typed value is another."""
        found = []
        for name, field in self.fields.items():
            if field.widget.is_hidden:
                continue
            typed, kept = self[name].value(), stands[name].value()
            if _plain(field.prepare_value(typed)) != _plain(field.prepare_value(kept)):
                found.append((str(field.label), _shown(field, kept, self.words)))
        return found


class HeadForm(DraftForm):
    """What a round is called, which questionnaire it asks, and until when."""

    title = forms.CharField(max_length=_NAME)
    organisation = forms.CharField(max_length=_NAME)
    instrument = forms.ChoiceField()
    deadline_on = _day(required=True)
    deadline_at = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, words: Wording, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.fields["instrument"].choices = choices(words.language, kept)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Make one moment of day and time; a time that clocks jump over, or repeat, is refused."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("deadline_on") and told.get("deadline_at") is not None:
            try:
                wall = datetime.combine(told["deadline_on"], told["deadline_at"])
                told["deadline"] = local_deadline(wall)
            except (DeadlineHappensTwice, DeadlineNeverHappens) as error:
                self.refuse(error, at="deadline_at")
        return told

    def clean_title(self) -> str:
        """Return the name on one line; nothing that prints is no name."""
        return self._named("title")

    def clean_organisation(self) -> str:
        """Return the name on one line; nothing that prints is no name."""
        return self._named("organisation")

    def _named(self, name: str) -> str:
        said = one_line(self.cleaned_data[name])
        if not said:
            raise forms.ValidationError(self.say(f"{name}_missing"))
        return said

    def head(self) -> DraftHead:
        """Return the head."""
        told = self.cleaned_data
        return DraftHead(
            title=told["title"],
            organisation=told["organisation"],
            instrument=told["instrument"],
            deadline=told["deadline"],
            again=bool(told.get("again")),
        )


class NewForm(HeadForm):
    """A new round; `move_days` where it is a copy."""

    move_days = forms.BooleanField(required=False, initial=True)


class SettingsForm(HeadForm):
    """All that is settled for a draft but its leaders and its promise."""

    again = forms.BooleanField(required=False)
    purpose = forms.CharField(required=False, max_length=_PURPOSE, widget=forms.Textarea(attrs={"rows": 3}))
    contact = forms.CharField(required=False, max_length=_NAME)
    information_on = _day()
    lists_due_on = _day()
    invitation_on = _day()
    reminder_1 = _day()
    reminder_2 = _day()
    reminder_3 = _day()
    last_day_on = _day()
    send_hour = forms.IntegerField(
        min_value=0, max_value=23, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    union_told_on = _day()
    perspectives = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    months_employed = _months()
    months_with_leader = _months()

    def __init__(self, words: Wording, *args: Any, changed: bool = False, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        named = [(name, words.say(f"planning_perspective.{name}")) for name in PERSPECTIVES]
        self.fields["perspectives"].choices = named  # type: ignore[attr-defined]
        if not changed:  # nothing to choose again
            del self.fields["again"]

    def clean_purpose(self) -> str:
        """Return the purpose without signs that do not print."""
        lines = str(self.cleaned_data["purpose"]).splitlines()
        kept = "\n".join(one_line(line) for line in lines)
        if not stays_plain(kept):
            raise forms.ValidationError(self.say("purpose_address"))
        return kept

    def clean_contact(self) -> str:
        """Return the contact on one line: it comes to stand in mails."""
        return one_line(self.cleaned_data["contact"])

    def values(self, before: PlanValues) -> PlanValues:
        """Return the plan with what this form settles in it."""
        told = self.cleaned_data
        chosen = tuple(name for name in PERSPECTIVES if name in told["perspectives"])
        plain = {name: told[name] for name in _PLAIN}
        return replace(before, perspectives=chosen, reminders_on=_reminders(told), **plain)


class OpenForm(DraftForm):
    """What may still be settled once the round is open: whom to ask, and when mails go."""

    contact = forms.CharField(required=False, max_length=_NAME)
    invitation_on = _day()
    reminder_1 = _day()
    reminder_2 = _day()
    reminder_3 = _day()
    last_day_on = _day()
    send_hour = forms.IntegerField(
        min_value=0, max_value=23, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )

    def clean_contact(self) -> str:
        """Return the contact on one line: it comes to stand in mails."""
        return one_line(self.cleaned_data["contact"])

    def values(self, before: PlanValues) -> PlanValues:
        """Return the plan with what this form settles in it."""
        told = self.cleaned_data
        plain = {name: told[name] for name in ("contact", "invitation_on", "last_day_on", "send_hour")}
        return replace(before, reminders_on=_reminders(told), **plain)


_PLAIN: Final = (
    "purpose",
    "contact",
    "information_on",
    "lists_due_on",
    "invitation_on",
    "last_day_on",
    "send_hour",
    "union_told_on",
    "months_employed",
    "months_with_leader",
)


def head_of(found: RoundFacts) -> dict[str, Any]:
    """Return a round's head as its form shows it."""
    here = found.deadline.astimezone(ZONE)
    source = source_of(found.instrument, found.instrument_sha)
    told = {"title": found.title, "organisation": found.organisation, "instrument": source}
    return {**told, "deadline_on": here.date(), "deadline_at": here.time().replace(second=0, microsecond=0)}


def settings_of(found: RoundFacts, values: PlanValues, version: int) -> dict[str, Any]:
    """Return all that the form of settings shows."""
    told = head_of(found) | {name: getattr(values, name) for name in _PLAIN}
    told |= {f"reminder_{number}": day for number, day in enumerate(values.reminders_on[:REMINDERS], 1)}
    return told | {"perspectives": list(values.perspectives), "version": version}


def _reminders(told: dict[str, Any]) -> tuple[Any, ...]:
    days = {told[f"reminder_{number}"] for number in range(1, REMINDERS + 1)}
    return tuple(sorted(day for day in days if day is not None))


def _plain(value: Any) -> Any:
    if value in (None, False, ""):
        return ""
    if isinstance(value, (list, tuple)):
        return sorted(map(str, value))
    if hasattr(value, "hour") and hasattr(value, "strftime"):
        return value.strftime("%H:%M")
    return str(value)


def _shown(field: forms.Field, value: Any, words: Wording) -> str:
    if value in (None, "", [], False):
        return words.say("draft_page.empty")
    if value is True:
        return words.say("draft_page.ticked")
    named = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, (list, tuple)):
        return ", ".join(named.get(str(one), str(one)) for one in value)
    if hasattr(value, "strftime"):
        return str(value.strftime("%H:%M" if hasattr(value, "hour") else "%d.%m.%Y"))
    return named.get(str(value), str(value))

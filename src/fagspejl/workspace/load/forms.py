"""The form of a version of levels. It holds what fits; what a version must say, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.workspace.load.errors import LoadRefused
from fagspejl.workspace.load.rules import SIGNS
from fagspejl.workspace.load.types import MOST_TASKS, DefinitionFacts, DefinitionValues, Placement, TaskValues
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.phones.fields import one_line

PARTS: Final = ("task", "yellow", "red", "never", "harm", "number")
_OPEN: Final = 3  # empty rows that are not folded
_LONG: Final = ("signs_green", "signs_yellow", "signs_red")


class DefinitionForm(WordedForm):
    """What is busy, who says so, and what yields then."""

    section = "load_form"

    starts_on = day_field(required=True)
    shifts = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, words: Wording, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        for name in SIGNS:
            if name == "because" and first:
                continue
            widget = forms.Textarea(attrs={"rows": 2}) if name in _LONG else forms.TextInput()
            self._add(name, forms.CharField(required=False, widget=widget))
        placed = [
            ("", self.say("not_placed")),
            *((one.value, words.say(f"load_words.{one}")) for one in Placement),
        ]
        for place in range(MOST_TASKS):
            self._row(place, placed)

    def _row(self, place: int, placed: list[tuple[str, str]]) -> None:
        for name, field in (
            ("task", forms.CharField(required=False, label=self.say("task", number=place + 1))),
            ("yellow", forms.ChoiceField(required=False, choices=placed, label=self.say("yellow"))),
            ("red", forms.ChoiceField(required=False, choices=placed, label=self.say("red"))),
            ("never", forms.BooleanField(required=False, label=self.say("never"))),
            ("harm", forms.CharField(required=False, label=self.say("harm"))),
            ("number", forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput())),
        ):
            self._add(f"{name}_{place}", field)

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)

    @property
    def signs(self) -> list[forms.BoundField]:
        """The fields of the three levels' signs."""
        return [self[name] for name in _LONG]

    @property
    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The fields of each task that is filled in or stands open."""
        return self._rows[: self._shown]

    @property
    def folded(self) -> list[dict[str, forms.BoundField]]:
        """The fields of the tasks that are folded away."""
        return self._rows[self._shown :]

    @property
    def _rows(self) -> list[dict[str, forms.BoundField]]:
        return [{part: self[f"{part}_{place}"] for part in PARTS} for place in range(MOST_TASKS)]

    @property
    def _shown(self) -> int:
        used = [place for place, row in enumerate(self._rows) if row["task"].value() or row["harm"].value()]
        return max(used, default=-1) + 1 + _OPEN

    def clean(self) -> dict[str, Any]:
        """Tell at its own row what a task lacks: rows between may be empty."""
        told = super().clean() or self.cleaned_data
        for place in range(MOST_TASKS):
            row = {part: told.get(f"{part}_{place}") for part in PARTS}
            if not row["task"] and (row["harm"] or row["never"] or row["yellow"] or row["red"]):
                self._refuse(f"task_{place}", "task")
            if row["task"] and not row["never"]:
                for level in ("yellow", "red"):
                    if not row[level]:
                        self._refuse(f"{level}_{place}", "placed")
        return told

    def _refuse(self, field: str, what: str) -> None:
        self.add_error(field, self.words.say(f"room_refused.load_refused_{what}"))

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused; the rules count the tasks that were written, the form its rows."""
        field = str(error.facts.get("field", ""))
        name, _, place = field.rpartition("_")
        if name in PARTS and place.isdigit() and int(place) < len(self.used):
            at = f"{name}_{self.used[int(place)]}"
            if isinstance(error, LoadRefused):
                self._refuse(at, {"task": "task_long", "harm": "harm_long"}.get(name, "placed"))
                return
        super().tell(error, at=at)

    def values(self) -> DefinitionValues:
        """Return what was said, of a form that is valid; rows without a task are left out."""
        told = self.cleaned_data
        lines = [one_line(one) for one in told["shifts"].splitlines()]  # as phones send them back
        return DefinitionValues(
            **{name: told.get(name, "") for name in SIGNS},
            shifts=tuple(one for one in lines if one),
            tasks=tuple(
                TaskValues(
                    told[f"task_{place}"],
                    _placed(told[f"yellow_{place}"]),
                    _placed(told[f"red_{place}"]),
                    told[f"harm_{place}"],
                    told[f"never_{place}"],
                    told[f"number_{place}"] or 0,
                )
                for place in self.used
            ),
        )

    @property
    def used(self) -> list[int]:
        """The places of the tasks that were written, of a form that is valid."""
        return [place for place in range(MOST_TASKS) if self.cleaned_data[f"task_{place}"]]


def _placed(value: str) -> Placement | None:
    return Placement(value) if value else None


def typed(facts: DefinitionFacts | None, tasks: Sequence[TaskValues], today: date) -> dict[str, Any]:
    """Return what a version says as the form shows it, with these tasks."""
    told: dict[str, Any] = {"starts_on": today}
    if facts is not None:
        told |= {name: getattr(facts.values, name) for name in SIGNS if name != "because"}
        told["shifts"] = "\n".join(facts.values.shifts)
    for place, one in enumerate(tasks[:MOST_TASKS]):
        told |= {
            f"task_{place}": one.task,
            f"yellow_{place}": one.yellow.value if one.yellow and not one.never else "",
            f"red_{place}": one.red.value if one.red and not one.never else "",
            f"never_{place}": one.never,
            f"harm_{place}": one.harm,
            f"number_{place}": one.number,
        }
    return told

"""The forms of the tool. They hold what fits; what must be said, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.workspace.competence.rules import MOST_NEED
from fagspejl.workspace.competence.told import mark_choices
from fagspejl.workspace.competence.types import (
    FULL,
    MOST_TASKS,
    CompetenceFacts,
    LearningHow,
    LearningValues,
    Mark,
    NeededTask,
    OwnRow,
)
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, day_field

PARTS: Final = ("name", "need", "source", "number")
_OPEN: Final = 3  # empty rows that are not folded


class TasksForm(WordedForm):
    """The tasks of a unit, and how many people must be able to do each."""

    section = "competence_tasks"

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        for place in range(MOST_TASKS):
            for name, field in (
                ("name", forms.CharField(required=False, label=self.say("name", number=place + 1))),
                (
                    "need",
                    forms.IntegerField(
                        required=False, min_value=0, max_value=MOST_NEED, label=self.say("need")
                    ),
                ),
                ("source", forms.CharField(required=False, label=self.say("source"))),
                ("number", forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput())),
            ):
                self.fields[f"{name}_{place}"] = field
                self._dress(f"{name}_{place}", field)

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
        used = [place for place, row in enumerate(self._rows) if row["name"].value() or row["source"].value()]
        return max(used, default=-1) + 1 + _OPEN

    @property
    def used(self) -> list[int]:
        """The places of the rows that hold something, of a form that is valid."""
        told = self.cleaned_data
        return [place for place in range(MOST_TASKS) if told[f"name_{place}"] or told[f"source_{place}"]]

    def values(self) -> tuple[NeededTask, ...]:
        """Return what was written, of a form that is valid; empty rows are left out."""
        told = self.cleaned_data
        return tuple(
            NeededTask(
                " ".join(told[f"name_{place}"].split()),
                told[f"need_{place}"] or 0,
                " ".join(told[f"source_{place}"].split()),
                told[f"number_{place}"] or 0,
            )
            for place in self.used
        )

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused; the rules count the tasks that were written, the form its rows."""
        field = str(error.facts.get("field", ""))
        name, _, rest = field.partition("_")
        place = rest.partition("_")[0]
        if name in PARTS and place.isdigit() and int(place) < len(self.used):
            at = f"{name}_{self.used[int(place)]}"
            twice = "_twice" if rest.endswith("_twice") else ""
            error.facts["field"] = f"task_{name}{twice}"
        super().tell(error, at=at)


def typed(facts: CompetenceFacts | None) -> dict[str, Any]:
    """Return the tasks as the form shows them."""
    told: dict[str, Any] = {}
    for place, one in enumerate(facts.tasks if facts else ()):
        told |= {
            f"name_{place}": one.name,
            f"need_{place}": one.need,
            f"source_{place}": one.source,
            f"number_{place}": one.number,
        }
    return told


class RowForm(WordedForm):
    """What somebody says of herself, task by task."""

    section = "competence_row"

    opened = forms.BooleanField(required=False)

    def __init__(self, words: Wording, facts: CompetenceFacts, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self._tasks = facts.tasks
        choices = mark_choices(words)
        for task in facts.tasks:
            for name, field in (
                (f"mark_{task.number}", forms.ChoiceField(required=False, choices=choices, label=task.name)),
                (
                    f"ask_{task.number}",
                    forms.BooleanField(required=False, label=self.say("ask")),
                ),
            ):
                self.fields[name] = field
                self._dress(name, field)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each task."""
        return [(self[f"mark_{one.number}"], self[f"ask_{one.number}"]) for one in self._tasks]

    def clean(self) -> dict[str, Any]:
        """Tell at its own task that colleagues cannot ask about what one cannot."""
        told = super().clean() or self.cleaned_data
        for one in self._tasks:
            if told.get(f"ask_{one.number}") and told.get(f"mark_{one.number}") not in FULL:
                self.add_error(f"ask_{one.number}", self.say("ask_of_full"))
        return told

    @property
    def marks(self) -> Mapping[int, Mark]:
        """What was said, of a form that is valid; tasks without a mark are left out."""
        told = self.cleaned_data
        return {
            one.number: Mark(told[f"mark_{one.number}"]) for one in self._tasks if told[f"mark_{one.number}"]
        }

    @property
    def ask(self) -> list[int]:
        """Of which tasks colleagues may ask, of a form that is valid."""
        return [one.number for one in self._tasks if self.cleaned_data[f"ask_{one.number}"]]


def as_said(row: OwnRow | None) -> dict[str, Any]:
    """Return a row as the form shows it."""
    if row is None:
        return {}
    told: dict[str, Any] = {f"mark_{number}": mark.value for number, mark in row.marks.items()}
    return told | {f"ask_{number}": True for number in row.ask} | {"opened": row.opened}


class LearningForm(WordedForm):
    """Something to learn, and where it is used."""

    section = "competence_plan"

    what = forms.CharField(required=False)
    task = forms.ChoiceField(required=False)
    how = forms.ChoiceField()
    used_where = forms.CharField(required=False)
    sign = forms.CharField(required=False)
    by = day_field()

    def __init__(self, words: Wording, facts: CompetenceFacts, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        tasks = [("", self.say("no_task")), *((str(one.number), one.name) for one in facts.tasks)]
        self._choose("task", tasks)
        self._choose("how", [(one.value, words.say(f"competence_words.how_{one}")) for one in LearningHow])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def values(self) -> LearningValues:
        """Return what was written, of a form that is valid."""
        told = self.cleaned_data
        return LearningValues(
            what=" ".join(told["what"].split()),
            how=LearningHow(told["how"]),
            used_where=" ".join(told["used_where"].split()),
            sign=" ".join(told["sign"].split()),
            by=told["by"],
            task=int(told["task"] or 0),
        )


class SourceForm(WordedForm):
    """A source of new knowledge, and the role that follows it."""

    section = "competence_sources"

    source = forms.CharField(required=False)
    follower_role = forms.CharField(required=False)

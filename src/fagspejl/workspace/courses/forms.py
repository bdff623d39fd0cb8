"""Forms of lecturers. They hold what fits; what a course must be, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.courses.types import MOST_LINKS, BlockFacts, BlockKind, BlockValues, Link
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.splitting import SplitForm
from fagspejl.workspace.sessions.types import DecisionMethod

SHIPPED, EMPTY = "faerdigt", "tomt"
_LONG: Final = 2  # a name and a number
_DIGITS: Final = 4  # of a number that no group has


class CourseForm(WordedForm):
    """Title and day of a course; of a new one, what it begins from."""

    section = "course_form"

    once = once_field()
    title = forms.CharField(max_length=120)
    planned_on = day_field(required=True)
    begin = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, words: Wording, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        if new:
            field = self.fields["begin"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(one, self.say(f"begin_{one}")) for one in (SHIPPED, EMPTY)]
        else:
            del self.fields["begin"]


class BlockForm(WordedForm):
    """One block: what everybody sees, what the lecturer alone sees, and what belongs to its kind."""

    section = "course_block"

    once = once_field()
    kind = forms.ChoiceField()
    title = forms.CharField(max_length=120)
    minutes = forms.IntegerField(min_value=1, max_value=240)
    points = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 5}))
    speaker_notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 8}))
    exercise = forms.ChoiceField(required=False)
    groups = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, words: Wording, exercises: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        kinds = [(one.value, self.say(f"kind_{one}")) for one in BlockKind]
        none = [("", self.say("no_exercise"))]
        for name, choices in (("kind", kinds), ("exercise", [*none, *exercises.items()])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for place in range(MOST_LINKS):
            for part, most in (("label", 60), ("address", 300)):
                name = f"{part}_{place}"
                self.fields[name] = forms.CharField(required=False, max_length=most)
                self.fields[name].label = self.say(part, number=place + 1)
                self._dress(name, self.fields[name])

    @property
    def link_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of links: those filled in and one more."""
        pairs = [(self[f"label_{place}"], self[f"address_{place}"]) for place in range(MOST_LINKS)]
        used = max(
            (at + 1 for at, (label, address) in enumerate(pairs) if label.value() or address.value()),
            default=0,
        )
        return pairs[: min(MOST_LINKS, used + 1)]

    def values(self) -> BlockValues:
        """Return what was written, of a form that is valid; what does not belong to the kind is left out."""
        told = self.cleaned_data
        kind = BlockKind(told["kind"])
        links = (Link(told[f"label_{at}"].strip(), told[f"address_{at}"].strip()) for at in range(MOST_LINKS))
        exercise = told["exercise"] if kind is BlockKind.EXERCISE else ""
        return BlockValues(
            kind=kind,
            title=told["title"],
            minutes=told["minutes"],
            points=_lines(told["points"]),
            speaker_notes=told["speaker_notes"].replace("\r\n", "\n"),
            exercise=exercise,
            groups=_groups(told["groups"]) if exercise else (),
            links=tuple(one for one in links if one.label or one.address),
        )


def typed(block: BlockFacts) -> dict[str, Any]:
    """Return a block as it stands in its form."""
    found: dict[str, Any] = {
        "kind": block.kind.value,
        "title": block.title,
        "minutes": block.minutes,
        "points": "\n".join(block.points),
        "speaker_notes": block.speaker_notes,
        "exercise": block.exercise,
        "groups": "\n".join(f"{name} {size}" if size else name for name, size in block.groups),
    }
    for at, link in enumerate(block.links):
        found |= {f"label_{at}": link.label, f"address_{at}": link.address}
    return found


class HomeForm(SplitForm):
    """What is settled before a unit holds an exercise of a course itself."""

    section = "course_at_home"

    once = once_field()
    replaces = forms.CharField(max_length=120)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, words.say(f"room_new.decision_{one}")) for one in DecisionMethod]

    def clean(self) -> dict[str, Any]:
        """Read the groups of the chosen kind."""
        told = super().clean() or {}
        told["groups"] = self.read_groups(told)
        return told


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in text.splitlines() if one.strip())


def _groups(text: str) -> tuple[tuple[str, int], ...]:
    """Return the groups as they are written, one a line: a name, and how many they are where that is known."""
    return tuple(_group(one.split()) for one in text.splitlines() if one.strip())


def _group(words: Sequence[str]) -> tuple[str, int]:
    if len(words) >= _LONG and words[-1].isascii() and words[-1].isdigit() and len(words[-1]) < _DIGITS:
        return " ".join(words[:-1]), int(words[-1])
    return " ".join(words), 0

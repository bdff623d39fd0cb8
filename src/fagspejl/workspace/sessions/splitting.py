"""The part of a start form that says how answers are divided: one kind, its groups and how many each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from django import forms

from fagspejl.instrument.loader import load
from fagspejl.lib.language import spoken
from fagspejl.lib.wording import Wording
from fagspejl.organisation.types import LedUnit
from fagspejl.workspace.sessions.fields import WordedForm
from fagspejl.workspace.sessions.rules import MOST_GROUPS, MOST_PHONES
from fagspejl.workspace.sessions.types import SplitGroup, SplitKind

KINDS: Final = (SplitKind.PROFESSION, SplitKind.SHIFT, SplitKind.SENIORITY)
_GROUP_SIGNS: Final = 40
_QUESTIONNAIRE: Final = "faglig-ledelse"  # whose ids the roster's professions are
Pair = tuple[forms.BoundField, forms.BoundField]


class SplitForm(WordedForm):
    """A form that asks how answers are divided; `split` and the rows of groups, whose words all start forms share."""

    split = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        split = self.fields["split"]
        assert isinstance(split, forms.ChoiceField)
        split.choices = [(kind.value, words.say(f"room_new.split_{kind.value}")) for kind in SplitKind]
        for kind in KINDS:
            for place in range(MOST_GROUPS):
                name = f"{kind.value}_{place}"
                self.fields[name] = forms.CharField(required=False, max_length=_GROUP_SIGNS)
                self.fields[f"{name}_size"] = forms.IntegerField(
                    required=False, min_value=0, max_value=MOST_PHONES
                )
                self.fields[name].label = words.say("room_new.group_name", number=place + 1)
                self.fields[f"{name}_size"].label = words.say("room_new.group_size", number=place + 1)
                for part in (name, f"{name}_size"):
                    self._dress(part, self.fields[part])

    @property
    def rows(self) -> list[tuple[str, list[Pair]]]:
        """The rows of groups of each kind, as the page shows them: those filled in and one more, at least two."""
        shown = []
        for kind in KINDS:
            pairs = [
                (self[f"{kind.value}_{place}"], self[f"{kind.value}_{place}_size"])
                for place in range(MOST_GROUPS)
            ]
            used = max((place + 1 for place, (name, _) in enumerate(pairs) if name.value()), default=0)
            name = self.words.say(f"room_new.groups_{kind.value}")
            shown.append((name, pairs[: max(3, min(MOST_GROUPS, used + 1))]))
        return shown

    @property
    def open_groups(self) -> int:
        """Which of the rows of groups stands open, counted from one: those of the chosen kind."""
        chosen = self["split"].value()
        return next((place for place, kind in enumerate(KINDS, 1) if kind.value == chosen), 0)

    def read_groups(self, told: Mapping[str, Any]) -> tuple[SplitGroup, ...]:
        """Return the groups of the chosen kind; what is wrong with them is told at the form."""
        kind = told.get("split")
        if kind in (None, SplitKind.NONE.value):
            return ()
        groups = []
        for place in range(MOST_GROUPS):
            name, size = told.get(f"{kind}_{place}", ""), told.get(f"{kind}_{place}_size")
            if name and size is None and f"{kind}_{place}_size" not in self.errors:
                missing = self.words.say("room_new.group_size_missing", name=name)
                self.add_error(f"{kind}_{place}_size", missing)
            elif name and size:
                groups.append(SplitGroup(name, size))
        names = [group.name.casefold() for group in groups]
        if len(set(names)) < len(names):
            self.add_error("split", self.words.say("room_new.groups_twice"))
        elif len(groups) < 2 and not any(key.startswith(f"{kind}_") for key in self.errors):
            self.add_error("split", self.words.say("room_new.groups_two"))
        return tuple(groups)


def known_groups(words: Wording, unit: LedUnit | None) -> dict[str, Any]:
    """Return what stands in the rows of groups before anybody typed: what the roster knows, and common names."""
    named: dict[SplitKind, Sequence[SplitGroup]] = {
        SplitKind.PROFESSION: groups_of(unit, words.language),
        SplitKind.SHIFT: [SplitGroup(name, 0) for name in words.listed("room_new.shifts")],
        SplitKind.SENIORITY: [SplitGroup(name, 0) for name in words.listed("room_new.seniorities")],
    }
    found: dict[str, Any] = {}
    for kind, rows in named.items():
        for place, group in enumerate(rows):
            found[f"{kind.value}_{place}"] = group.name
            found[f"{kind.value}_{place}_size"] = group.size or None
    return found


def groups_of(unit: LedUnit | None, language: str) -> tuple[SplitGroup, ...]:
    """Return the unit's professions as groups, the largest six; none where there are not two of them."""
    if unit is None or len(unit.professions) < 2:
        return ()
    named = _professions(language)
    return tuple(
        SplitGroup(named.get(profession, profession), size)
        for profession, size in unit.professions[:MOST_GROUPS]
    )


@cache
def _professions(language: str) -> dict[str, str]:
    return dict(load(_QUESTIONNAIRE).wordings[spoken(language)].professions)

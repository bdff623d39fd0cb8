"""The forms of a unit's roles and of its map. What they must say, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from fagspejl.lib.wording import Wording
from fagspejl.workspace.responsibility.errors import VacantAsks
from fagspejl.workspace.responsibility.holding.answers import Proposed
from fagspejl.workspace.responsibility.rules import SIGNS
from fagspejl.workspace.responsibility.types import MOST_ROLES, MOST_ROWS, Role, RowValues
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm

_MORE: Final = tuple(SIGNS)
PARTS: Final = ("task", "holder", *_MORE)


class _Rows(WordedForm):
    """A form of rows, of which some are used: rules count those that were written, the form its places."""

    first = ""  # the part without which a row is empty
    parts: tuple[str, ...] = ()
    most = 0

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)

    @property
    def used(self) -> list[int]:
        """The places of the rows that were written, of a form that is valid."""
        return [place for place in range(self.most) if self.cleaned_data[f"{self.first}_{place}"]]

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused at the row that was written."""
        name, _, place = str(error.facts.get("field", "")).rpartition("_")
        if name in self.parts and place.isdigit() and int(place) < len(self.used):
            at = f"{name}_{self.used[int(place)]}"
            if error.key == "map_refused":
                self.add_error(at, self.words.say(f"room_refused.map_refused_{name}"))
                return
        super().tell(error, at=at)


class RolesForm(_Rows):
    """The unit's roles, and whether somebody has each."""

    section = "roles_form"
    first, parts, most = "name", ("name",), MOST_ROLES

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        for place in range(MOST_ROLES):
            label = self.say("name", number=place + 1)
            self._add(f"name_{place}", forms.CharField(required=False, label=label))
            self._add(f"held_{place}", forms.BooleanField(required=False, label=self.say("held")))

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each role."""
        return [(self[f"name_{place}"], self[f"held_{place}"]) for place in range(MOST_ROLES)]

    def values(self) -> tuple[Role, ...]:
        """Return the roles, of a form that is valid; rows without a name are left out."""
        told = self.cleaned_data
        return tuple(
            Role(" ".join(told[f"name_{place}"].split()), told[f"held_{place}"]) for place in self.used
        )


class MapForm(_Rows):
    """The rows of a map: those that are asked about first, then those on which people agreed, then empty ones."""

    section = "map_form"
    first, parts, most = "task", PARTS, MOST_ROWS

    vacant = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, words: Wording, *args: Any, roles: Sequence[Role], agreed: Sequence[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(words, *args, **kwargs)
        self.agreed = frozenset(agreed)
        named = [
            (one.name, one.name if one.held else self.say("vacant_role", role=one.name)) for one in roles
        ]
        for place in range(MOST_ROWS):
            label = self.say("task", number=place + 1)
            self._add(f"task_{place}", forms.CharField(required=False, label=label))
            chosen = forms.ChoiceField(
                required=False, choices=[("", self.say("not_chosen")), *named], label=self.say("holder")
            )
            self._add(f"holder_{place}", chosen)
            for name in _MORE:
                self._add(f"{name}_{place}", forms.CharField(required=False, label=self.say(name)))

    def _of(self, places: Sequence[int]) -> list[dict[str, Any]]:
        return [{part: self[f"{part}_{place}"] for part in PARTS} for place in places]

    def _is_written(self, place: int) -> bool:
        return any(self[f"{part}_{place}"].value() for part in PARTS)

    def _is_wrong(self, place: int) -> bool:
        return any(self[f"{part}_{place}"].errors for part in PARTS)

    @property
    def open_rows(self) -> list[dict[str, Any]]:
        """The rows that are asked about, and every row with an error."""
        return self._of(
            [
                place
                for place in range(MOST_ROWS)
                if self._is_wrong(place) or (self._is_written(place) and place not in self.agreed)
            ]
        )

    @property
    def agreed_rows(self) -> list[dict[str, Any]]:
        """The rows that are filled in with what people agreed on; folded, for they take no time."""
        return self._of([place for place in sorted(self.agreed) if not self._is_wrong(place)])

    @property
    def empty_rows(self) -> list[dict[str, Any]]:
        """The rows that nobody has written in."""
        return self._of(
            [
                place
                for place in range(MOST_ROWS)
                if not self._is_written(place) and not self._is_wrong(place) and place not in self.agreed
            ]
        )

    @property
    def agreed_places(self) -> str:
        """What the form sends back, so that folded rows stay folded."""
        return " ".join(map(str, sorted(self.agreed)))

    def clean(self) -> dict[str, Any]:
        """Tell at its own row what it lacks: rows between may be empty."""
        told = super().clean() or self.cleaned_data
        for place in range(MOST_ROWS):
            row = {part: told.get(f"{part}_{place}") for part in PARTS}
            if not row["task"] and any(row.values()):
                self.add_error(f"task_{place}", self.words.say("room_refused.map_refused_task_missing"))
            elif row["task"] and not row["holder"]:
                self.add_error(f"holder_{place}", self.words.say("room_refused.map_refused_holder"))
        return told

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused. What was asked about once is sent back, and saved when it is sent again."""
        if isinstance(error, VacantAsks):
            sent = QueryDict(mutable=True)
            sent.update(self.data)
            sent["vacant"] = str(error.facts["roles"])
            self.data = sent
        super().tell(error, at=at)

    def values(self) -> tuple[RowValues, ...]:
        """Return the rows, of a form that is valid."""
        told = self.cleaned_data
        return tuple(
            RowValues(**{part: " ".join(told[f"{part}_{place}"].split()) for part in PARTS})
            for place in self.used
        )


def typed(rows: Sequence[Proposed]) -> dict[str, Any]:
    """Return rows as the form shows them."""
    return {f"{part}_{place}": getattr(one.values, part) for place, one in enumerate(rows) for part in PARTS}


def typed_roles(roles: Sequence[Role]) -> dict[str, Any]:
    """Return roles as the form shows them; whoever adds one has somebody in mind."""
    told: dict[str, Any] = {f"held_{place}": True for place in range(MOST_ROLES)}
    for place, one in enumerate(roles):
        told |= {f"name_{place}": one.name, f"held_{place}": one.held}
    return told

"""The form that takes in an exercise held on paper: a row per sheet, or columns pasted from a spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.phases import template_of
from fagspejl.workspace.sessions.rules import TWO, VALUES
from fagspejl.workspace.sessions.services.paper import LEAST_SHEETS, MOST_SHEETS, Sheet, WholeSheet
from fagspejl.workspace.sessions.types import (
    DifferenceReason,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    SessionFacts,
)

ROWS: Final = (12, 24, 48, 96, MOST_SHEETS)  # that the page offers
_COLUMNS: Final = 3  # group, first, after the talk; the direction check besides, where the template asks
_NAME_SIGNS: Final = 5  # of a field: f_149
Row = tuple[str, str, str, str]


def is_whole(known: SessionFacts) -> bool:
    """Whether one sheet answers everything: what is shown at one moment, written beforehand."""
    return known.reveal_all and bool(known.items)


def is_live_only(known: SessionFacts) -> bool:
    """Whether a session is held with phones alone: a lone choice, or what is written in the room itself."""
    return not is_whole(known) and not any(one.overall for one in known.items)


class Refused(Exception):
    """A row cannot be read: which, and the sentence that says why."""


class PaperForm(WordedForm):
    """Which case, the answers, and what the unit ended with."""

    section = "room_paper"

    item = forms.ChoiceField()
    pasted = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}))
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    text = forms.CharField(required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    by_role = forms.CharField(required=False, max_length=120)
    due_on = day_field()
    when_to_ask = forms.CharField(required=False, max_length=300)
    reasons = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    none_because = forms.ChoiceField(required=False)

    def __init__(self, words: Wording, known: SessionFacts, rows: int, *args: Any, **kwargs: Any) -> None:
        self.known, self.directed = known, template_of(known).direction
        super().__init__(words, *args, **kwargs)
        if self.directed:
            self.fields["pasted"].help_text = self.say("pasted_hint_directed")
        choices = {
            "item": [
                (str(place), f"{known.cases[one.case].title} · {one.question}")
                for place, one in enumerate(known.items)
                if one.overall
            ],
            "kind": [(one.value, words.say(f"room_outcome.kind_{one}")) for one in OutcomeKind],
            "reasons": [(one.value, words.say(f"room_outcome.reason_{one}")) for one in DifferenceReason],
            "none_because": [("", "-")]
            + [(one.value, words.say(f"room_outcome.none_{one}")) for one in NoneBecause],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        self.row_errors: dict[int, str] = {}
        self.typed = [self._typed(place) for place in range(max(rows, self._sent()))]

    @property
    def numbered(self) -> list[tuple[int, Row, str]]:
        """The rows as the page shows them: number, what was typed, what is wrong with it."""
        return [(place, row, self.row_errors.get(place, "")) for place, row in enumerate(self.typed)]

    @property
    def groups(self) -> list[tuple[str, str]]:
        """The groups of the session, by the number that stands on a sheet."""
        return [(str(place + 1), group.name) for place, group in enumerate(self.known.groups)]

    def clean(self) -> dict[str, Any]:
        """Read the sheets: those in the rows and those that were pasted."""
        told = super().clean() or {}
        sheets: list[Sheet | WholeSheet] = []
        for place, row in enumerate(self.typed):
            try:
                sheets += [self._sheet(row)] if any(row) else []
            except Refused as error:
                self.row_errors[place] = str(error)
                self.add_error(None, self.say("row", number=place + 1, why=str(error)))
        for number, line in enumerate(str(told.get("pasted", "")).splitlines(), 1):
            try:
                sheets += [self._pasted(line)] if line.strip() else []
            except Refused as error:
                self.add_error("pasted", self.say("line", number=number, why=str(error)))
        if not self.errors and not LEAST_SHEETS <= len(sheets) <= MOST_SHEETS:
            self.add_error(None, self.say("count", found=len(sheets), least=LEAST_SHEETS, most=MOST_SHEETS))
        if len(told.get("reasons", ())) > TWO:
            self.add_error("reasons", self.say("reasons_two"))
        told["sheets"] = sheets
        return told

    def outcome(self) -> OutcomeValues:
        """Return what the unit ended with."""
        told = self.cleaned_data
        kind = OutcomeKind(told["kind"])
        none = kind is OutcomeKind.NONE and told["none_because"]
        due: date | None = told["due_on"]
        return OutcomeValues(
            kind=kind,
            text=told["text"],
            reasons=tuple(DifferenceReason(one) for one in told["reasons"]),
            none_because=NoneBecause(told["none_because"]) if none else None,
            by_role=told["by_role"],
            due_on=due,
            when_to_ask=told["when_to_ask"],
        )

    def _sent(self) -> int:
        numbers = [
            int(name[2:])
            for name in self.data
            if name[:2] == "f_" and name[2:].isdigit() and len(name) <= _NAME_SIGNS
        ]
        return min(max(numbers, default=-1) + 1, MOST_SHEETS)

    def _typed(self, place: int) -> Row:
        group, first, second, direction = (
            self.data.get(f"{part}_{place}", "").strip() for part in ("g", "f", "s", "d")
        )
        return group, first, second, direction if self.directed else ""

    def _columns(self, line: str) -> Row:
        cells = [cell.strip() for cell in line.replace(";", "\t").replace(",", "\t").split("\t")]
        most = _COLUMNS + self.directed
        if not self.known.groups and len(cells) < most:
            cells = ["", *cells]
        if len(cells) > most:
            raise Refused(self.say("columns_directed") if self.directed else self.say("columns"))
        group, first, second, direction = [*cells, "", "", ""][:4]
        return group, first, second, direction

    def _pasted(self, line: str) -> Sheet | WholeSheet:
        return self._sheet(self._columns(line))

    def _sheet(self, row: Row) -> Sheet:
        group, *values = row
        return Sheet(self._group(group), *map(self._value, values))

    def _group(self, text: str) -> int | None:
        if not text:
            return None
        names = [name.casefold() for _, name in self.groups]
        if text.casefold() in names:
            return names.index(text.casefold())
        if text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= len(names):
            return int(text) - 1
        raise Refused(self.say("group", text=text))

    def _value(self, text: str) -> int | None:
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= TWO and int(text) in VALUES:
            return int(text)
        raise Refused(self.say("value", text=text))

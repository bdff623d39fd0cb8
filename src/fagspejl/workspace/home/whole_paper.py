"""The form that takes in sheets on which everything was answered at once: one line each, pasted or typed."""

from __future__ import annotations

from typing import Any

from fagspejl.lib.wording import Wording
from fagspejl.workspace.home.paper_form import PaperForm, Refused
from fagspejl.workspace.sessions.services.paper import WholeSheet
from fagspejl.workspace.sessions.types import Item, SessionFacts


class WholePaperForm(PaperForm):
    """The answers, a line for each sheet, and what the unit ended with."""

    def __init__(self, words: Wording, known: SessionFacts, rows: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, known, 0, *args, **kwargs)
        del self.fields["item"]
        self.typed = []
        self.fields["pasted"].label = self.say("whole")
        self.fields["pasted"].help_text = (
            self.say("whole_hint") if known.groups else self.say("whole_hint_alone")
        )

    @property
    def columns(self) -> list[tuple[int, str, str, str]]:
        """What stands in each column after the group: number, statement, question, and what it is answered by."""
        return [
            (number, self.known.cases[item.case].title, item.question, self._answered_by(item))
            for number, item in enumerate(self.known.items, 1)
        ]

    def _answered_by(self, item: Item) -> str:
        if not item.options:
            return "0-10"
        return " · ".join(f"{number} = {option}" for number, option in enumerate(item.options, 1))

    def _pasted(self, line: str) -> WholeSheet:
        cells = [cell.strip() for cell in line.replace(";", "\t").replace(",", "\t").split("\t")]
        group, *values = cells if self.known.groups else ["", *cells]
        count = len(self.known.items)
        if len(values) > count and not any(values[count:]):
            values = values[:count]
        if len(values) != count:
            raise Refused(self.say("whole_columns", found=len(values), count=count))
        answers = zip(self.known.items, values, strict=True)
        return WholeSheet(self._group(group), tuple(self._answer(item, text) for item, text in answers))

    def _answer(self, item: Item, text: str) -> int | None:
        if not item.options or not text:
            return self._value(text)
        options = [option.casefold() for option in item.options]
        if text.casefold() in options:
            return options.index(text.casefold())
        if text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= len(options):
            return int(text) - 1
        raise Refused(self.say("whole_option", text=text))

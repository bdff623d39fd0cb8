"""The form in which a unit's theme is chosen: one of what the report suggests, or words of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.reporting.statements.suggested import OwnSuggestion
from fagspejl.workspace.home.theme.types import NextTool
from fagspejl.workspace.sessions.fields import WordedForm

OWN: Final = "own"


class ThemeForm(WordedForm):
    """What the unit works with, and why; the reason stands on the page that everybody in the unit can read."""

    section = "theme_choose"
    choice = forms.ChoiceField(widget=forms.RadioSelect)
    theme = forms.CharField(required=False)
    item = forms.CharField(required=False)
    why = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, words: Wording, *args: Any, offered: Sequence[OwnSuggestion], **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.offered = offered
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(number), one.title) for number, one in enumerate(offered, 1)]
        field.choices = [*named, (OWN, self.say("choice_own"))]
        if not offered:
            field.initial = OWN

    def clean(self) -> dict[str, Any]:
        """Ask for a theme where the report names none."""
        told = super().clean() or {}
        if told.get("choice") and not self.chosen()["theme"]:
            self.add_error("theme", self.say("theme_missing"))
        return told

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, as `choose_theme` takes it, of a form whose choice is valid."""
        told = self.cleaned_data
        own = {name: told.get(name, "").strip() for name in ("theme", "item", "why")}
        if told["choice"] == OWN:
            return own
        made = self.offered[int(told["choice"]) - 1]
        tools = [NextTool(sheet, tick or "") for sheet, tick in made.tools]
        return {"theme": made.theme or own["theme"], "item": made.item, "why": own["why"], "tools": tools}

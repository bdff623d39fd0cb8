"""Forms of staff: labels, hints and errors are sentences of the room's words."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import Wording

_BOXES = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def once_field() -> forms.UUIDField:
    """Return a hidden field with the id of what the form makes, made with the page: sent twice, it is made once."""
    return forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


class WordedForm(forms.Form):
    """A form whose labels, hints and errors are sentences of `section`: `field`, `field_hint`, `field_missing`."""

    section = ""
    wrong = "form.wrong"  # where a field has no sentence of its own

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        self.use_required_attribute = False
        for name, field in self.fields.items():
            self._dress(name, field)

    def _dress(self, name: str, field: forms.Field) -> None:
        keys = self.words.keys
        if field.label is None:
            key = f"{self.section}.{name}"
            field.label = self.words.say(key) if key in keys else ""
        hint = f"{self.section}.{name}_hint"
        if not field.help_text and hint in keys:
            field.help_text = self.words.say(hint)
        missing = f"{self.section}.{name}_missing"
        wrong = self.words.say(missing if missing in keys else self.wrong)
        field.error_messages = dict.fromkeys((*field.error_messages, "min_value", "max_value"), wrong)
        if not isinstance(field.widget, _BOXES):
            field.widget.attrs.setdefault("class", "form-input")
            field.widget.attrs.setdefault("autocomplete", "off")
            # A text that is written once for each language is called so: "title_da", "teaching.en".
            written_in = name[-2:]
            if name[-3:-2] in ("_", ".") and written_in in LANGUAGES:
                field.widget.attrs.setdefault("lang", written_in)

    def say(self, key: str, **slots: object) -> str:
        """Return a sentence of this form's section."""
        return self.words.say(f"{self.section}.{key}", **slots)

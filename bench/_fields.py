"""Bare Django forms with the fields of one of our pages, read off the page itself: as many, of the same kind, with the
same names, labels, choices and values. Buttons, the token and the log-out of the menu are left out, and so is what
stands hidden on every line of a list: that is no field but the line's id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_KINDS = ("input", "select", "textarea")
_NO_FIELD = ("submit", "button")


@dataclass
class _Field:
    """A field as the page holds it; of ticks and of a choice, one with several values."""

    kind: str
    name: str
    value: str = ""
    ids: list[str] = field(default_factory=list)
    legend: str = ""
    choices: dict[str, str] = field(
        default_factory=dict
    )  # value -> words, or the id of the tick that has them
    chosen: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """The forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, _Field]] = []
        self._hidden: Counter[str] = Counter()
        self._labels: dict[str, str] = {}  # by the id of the field
        self._label = self._option = self._legend = ""
        self._open: _Field | None = None
        self._inside = self._in_legend = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        told = {name: text or "" for name, text in attrs}
        if tag == "form":
            self.forms.append({})
            self._inside = True
        elif tag == "label":
            self._label = told.get("for", "")
        elif tag in ("fieldset", "legend"):
            self._legend, self._in_legend = "", tag == "legend"
        elif tag == "option" and self._open is not None:
            self._option = told.get("value", "")
            self._open.choices[self._option] = ""
            self._open.chosen += [self._option] if "selected" in told else []
        elif tag in _KINDS and self._inside and told.get("name") and told.get("type") not in _NO_FIELD:
            self._field(tag, told)

    def _field(self, tag: str, told: dict[str, str]) -> None:
        kind, name = told.get("type", "text") if tag == "input" else tag, told["name"]
        if name == "csrfmiddlewaretoken":
            return
        if kind == "hidden":
            self._hidden[name] += 1
        found = self.forms[-1].setdefault(name, _Field(kind, name, told.get("value", "")))
        found.ids.append(told.get("id", ""))
        if kind in ("checkbox", "radio"):
            value, found.legend = told.get("value", "on"), self._legend
            found.choices[value] = found.ids[-1]
            found.chosen += [value] if "checked" in told else []
        elif tag != "input":
            self._open = found

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag == "form":
            self._inside = False
        elif tag == "label":
            self._label = ""
        elif tag == "legend":
            self._in_legend = False
        elif tag == "option":
            self._option = ""
        elif tag in _KINDS:
            self._open = None

    def handle_data(self, data: str) -> None:
        """Keep the words of a label, of a choice, and what stands in a field."""
        text = data.strip()
        if self._open is not None and self._open.kind == "textarea":
            self._open.value += data
        elif self._open is not None and self._option in self._open.choices:
            self._open.choices[self._option] += text
        elif self._in_legend:
            self._legend += text
        elif self._label:
            self._labels[self._label] = self._labels.get(self._label, "") + text

    def found(self) -> list[list[_Field]]:
        """Return the forms with a field, hidden ones of lists left out."""
        made = [
            [one for one in form.values() if one.kind != "hidden" or self._hidden[one.name] == 1]
            for form in self.forms
        ]
        return [form for form in made if form]

    def label(self, one: _Field) -> str:
        """Return what stands above a field, or above the ticks of a choice."""
        return one.legend if len(one.choices) > 1 and one.legend else self._labels.get(one.ids[0], "")

    def choices(self, one: _Field) -> list[tuple[str, str]]:
        """Return the values of a choice and their words."""
        return [(value, self._labels.get(text, text)) for value, text in one.choices.items()]


def bare_forms(page: bytes) -> Callable[[], list[Any]]:
    """Return what makes the bare forms of a page, each to be written whole, labels and all, as `{{ form }}` does."""
    from django import forms

    parsed = _Page()
    parsed.feed(page.decode())
    parsed.close()
    classes = [
        type("Plain", (forms.Form,), {one.name: _bare_field(one, parsed) for one in form})
        for form in parsed.found()
    ]
    return lambda: [[made()] for made in classes]  # a list of its own: written as one, not field by field


def _bare_field(one: _Field, page: _Page) -> Any:
    from django import forms

    told: dict[str, Any] = {"label": page.label(one), "required": False, "initial": one.value}
    choices = page.choices(one)
    match one.kind:
        case "hidden":
            return forms.CharField(widget=forms.HiddenInput, **told)
        case "textarea":
            return forms.CharField(widget=forms.Textarea, **told)
        case "file":
            return forms.FileField(label=page.label(one), required=False)
        case "select":
            return forms.ChoiceField(choices=choices, **{**told, "initial": (one.chosen or [""])[0]})
        case "radio":
            more = {"choices": choices, "widget": forms.RadioSelect}
            return forms.ChoiceField(**{**told, **more, "initial": (one.chosen or [""])[0]})
        case "checkbox" if len(choices) == 1:
            return forms.BooleanField(**{**told, "initial": bool(one.chosen)})
        case "checkbox":
            more = {"choices": choices, "widget": forms.CheckboxSelectMultiple}
            return forms.MultipleChoiceField(**{**told, **more, "initial": one.chosen})
        case _:
            return forms.CharField(widget=forms.TextInput(attrs={"type": one.kind}), **told)

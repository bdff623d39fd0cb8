"""The form of a unit's own case. A case that breaks a rule is told at the field, with the reason, in one sentence."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.workspace.judgement.vignettes import (
    ACTIONS,
    LINE_SIGNS,
    POLE_SIGNS,
    QUESTIONS,
    Vignette,
    VignetteRefused,
    VignetteRule,
)
from fagspejl.workspace.sessions.fields import WordedForm

# The field a broken rule is told at.
_AT: Final = {
    VignetteRule.MARKED_FICTIONAL: "marked_fictional",
    VignetteRule.NOTHING_EMPTY: None,
    VignetteRule.TITLE_SHORT: "title",
    VignetteRule.TEXT_SHORT: "text",
    VignetteRule.POLES_SHORT: "low_pole",
    VignetteRule.POLES_DIFFER: "high_pole",
    VignetteRule.ACTIONS_FEW: "actions",
    VignetteRule.QUESTIONS_FEW: "questions",
    VignetteRule.QUESTION_ASKED: "questions",
    VignetteRule.LINES_SHORT: "questions",
    VignetteRule.WHAT_IF_SHORT: "what_if",
    VignetteRule.VERSION_COUNTED: None,
}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class VignetteForm(WordedForm):
    """A case as its author writes it: actions and questions one a line."""

    section = "room_vignette"

    title = forms.CharField()
    theme = forms.CharField()
    text = forms.CharField(widget=_area(12))
    questions = forms.CharField(widget=_area(QUESTIONS))
    low_pole = forms.CharField()
    high_pole = forms.CharField()
    one_sided = forms.BooleanField(required=False)
    actions = forms.CharField(required=False, widget=_area(ACTIONS))
    what_if = forms.CharField(required=False, widget=_area(3))
    marked_fictional = forms.BooleanField()

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.fields["low_pole"].widget.attrs["maxlength"] = POLE_SIGNS
        self.fields["high_pole"].widget.attrs["maxlength"] = POLE_SIGNS

    def vignette(self, *, author: str, version: int) -> Vignette | None:
        """Return the case, or None with the reason told at its field."""
        told = self.cleaned_data
        lines = {name: tuple(_lines(told[name])) for name in ("actions", "questions")}
        for name, each in lines.items():
            if any(len(line) > LINE_SIGNS for line in each):
                self.add_error(
                    name, self.say("refused_lines_short", allowed=LINE_SIGNS, found=max(map(len, each)))
                )
                return None
        try:
            return Vignette(
                code="own",
                title=told["title"],
                text=_paragraphs(told["text"]),
                theme=told["theme"],
                low_pole=told["low_pole"],
                high_pole=told["high_pole"],
                one_sided=told["one_sided"],
                what_if=told["what_if"],
                author=author,
                version=version,
                marked_fictional=told["marked_fictional"],
                **lines,
            )
        except VignetteRefused as error:
            sentence = self.say(f"refused_{error.rule}", allowed=error.allowed, found=error.found)
            self.add_error(_AT[error.rule], sentence)
            return None


def typed(vignette: Vignette) -> dict[str, Any]:
    """Return a case as the form shows it. That it is fictional everybody who writes says anew."""
    return {
        "title": vignette.title,
        "theme": vignette.theme,
        "text": vignette.text,
        "questions": "\n".join(vignette.questions),
        "low_pole": vignette.low_pole,
        "high_pole": vignette.high_pole,
        "one_sided": vignette.one_sided,
        "actions": "\n".join(vignette.actions),
        "what_if": vignette.what_if,
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paragraphs(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())

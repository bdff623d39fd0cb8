"""The forms of mails: words of one kind, and what takes the mails."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording
from fagspejl.mailing.errors import MailTextRefused
from fagspejl.mailing.types import MailText, Relay
from fagspejl.web.fields import WordedForm

_ROWS: Final = 14


class TextForm(WordedForm):
    """Subject and paragraphs. `version`: of the words that the page showed."""

    section = "mails_text"
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    subject = forms.CharField(required=False, strip=False)
    body = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": _ROWS}))

    def written_in(self, language: Language) -> None:
        """Say to browsers and screen readers which language the fields are in, whichever the page is in."""
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["lang"] = language

    def text(self) -> MailText:
        """Return what was written."""
        told = self.cleaned_data
        return MailText(told["subject"], told["body"], told["version"])

    def tell(self, error: MailTextRefused) -> None:
        """Show each fault at its field."""
        for field, fault, fact in error.faults:
            self.add_error(field, self.say(f"fault_{fault}", fact=fact))


class RelayForm(WordedForm):
    """What takes the mails."""

    section = "mails_pace"
    relay = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, words: Wording, *args: Any, labels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.fields["relay"].choices = labels  # type: ignore[attr-defined]

    def relay_chosen(self) -> Relay:
        """Return it."""
        return Relay(self.cleaned_data["relay"])

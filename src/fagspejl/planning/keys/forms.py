"""The forms of the pages about a key's second copy."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import people
from fagspejl.organisation.types import PersonFacts
from fagspejl.web.fields import WordedForm

_LONGEST: Final = 400  # of a typed code: 56 signs, and whatever stands between them


class PairForm(WordedForm):
    """Who is to hold the other half: a name, and the address where the roster knows one."""

    section = "planning_key_form"
    email = forms.CharField(required=False, max_length=254)
    name = forms.CharField(required=False, max_length=200)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.person: PersonFacts | None = None

    def clean(self) -> dict[str, Any]:
        """Find the person of the address on the roster; mail goes to no other address. One of the two is needed."""
        told = super().clean() or {}
        email = (told.get("email") or "").strip().casefold()
        name = " ".join((told.get("name") or "").split())
        if email:
            self.person = next((one for one in people() if one.email.casefold() == email), None)
            if self.person is None:
                self.add_error("email", self.say("email_unknown"))
            else:
                name = self.person.name
        elif not name:
            self.add_error("name", self.say("name_missing"))
        told["name"] = name
        return told


class CodeForm(WordedForm):
    """A half as it was typed or scanned. With a slip in it, it comes back to be corrected; it is kept nowhere."""

    section = "planning_key_form"
    code = forms.CharField(
        max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
    )


class SureForm(WordedForm):
    """A tick, before something that cannot be taken back."""

    section = "planning_key_form"
    sure = forms.BooleanField()

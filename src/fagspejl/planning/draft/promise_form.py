"""What a round promises, as a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, get_args, get_type_hints

from django import forms

from fagspejl.analysis.policy import CEILINGS, FLOORS, PolicyTooWeak
from fagspejl.evaluation.services.creating import one_line
from fagspejl.evaluation.types.policy import AccessPolicy, AccessPolicyImpossible, RoundPolicyValues
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import Wording
from fagspejl.planning.draft.forms import DraftForm

_NAME: Final = 200
_HINTS: Final = get_type_hints(AccessPolicy)
_TICKS: Final = (
    "comments",
    "separate_subordinate_leaders",
    "hr_reads_reports",
    "team_version",
    "show_drafts",
)
_CHOICES: Final = ("reminder_mode", "escrow")
_TEXTS: Final = ("research_recipient", "research_agreement")


def _least(name: str) -> forms.TypedChoiceField:
    numbers = range(int(FLOORS[name]), int(CEILINGS[name]) + 1)
    return forms.TypedChoiceField(coerce=int, choices=[(number, str(number)) for number in numbers])


class PromiseForm(DraftForm):
    """Who reads what, how many must have answered, and how the round is run."""

    section = "draft_promise"
    superior_reads = forms.BooleanField(required=False)
    hr_reads_reports = forms.BooleanField(required=False)
    comments = forms.BooleanField(required=False)
    superior_reads_comments = forms.BooleanField(required=False)
    k = _least("k")
    k_comments = _least("k_comments")
    separate_subordinate_leaders = forms.BooleanField(required=False)
    team_version = forms.BooleanField(required=False)
    reminder_mode = forms.ChoiceField(widget=forms.RadioSelect)
    show_drafts = forms.BooleanField(required=False)
    escrow = forms.ChoiceField(widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    research_recipient = forms.CharField(required=False, max_length=_NAME)
    research_agreement = forms.CharField(required=False, max_length=_NAME)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        for name in _CHOICES:
            named = [(one, self.say(f"{name}_{one}")) for one in get_args(_HINTS[name])]
            self.fields[name].choices = named  # type: ignore[attr-defined]
        spoken = [(one, words.say(f"planning_language.{one}")) for one in LANGUAGES]
        self.fields["languages"].choices = spoken  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Make the policy of what was chosen; what contradicts itself is told at its field."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return told
        try:
            told["policy"] = self._policy(told)
        except PolicyTooWeak:
            self.add_error("k_comments", self.say("k_comments_low"))
        except AccessPolicyImpossible:
            alone = bool(told["research_recipient"]) != bool(told["research_agreement"])
            at = "research_agreement" if alone else "superior_reads_comments"
            self.add_error(at, self.say(f"{at}_impossible"))
        return told

    def policy(self, before: RoundPolicyValues) -> RoundPolicyValues:
        """Return the policy that was chosen; what this form does not know stays as it was."""
        chosen: RoundPolicyValues = self.cleaned_data["policy"]
        told = self.cleaned_data
        access = replace(before.access, **{name: getattr(chosen.access, name) for name in _KNOWN})
        disclosure = replace(before.disclosure, k=told["k"], k_comments=told["k_comments"])
        return replace(before, access=access, disclosure=disclosure)

    def _policy(self, told: dict[str, Any]) -> RoundPolicyValues:
        readers = ("leader", *(("superior",) if told["superior_reads"] else ()))
        writers = ("leader", *(("superior",) if told["superior_reads_comments"] else ()))
        plain = {name: told[name] for name in (*_TICKS, *_CHOICES)}
        plain |= {name: one_line(told[name]) for name in _TEXTS}
        chosen = tuple(one for one in LANGUAGES if one in told["languages"])
        access = AccessPolicy(report_readers=readers, comment_readers=writers, languages=chosen, **plain)
        usual = RoundPolicyValues()
        disclosure = replace(usual.disclosure, k=told["k"], k_comments=told["k_comments"])
        return RoundPolicyValues(access=access, disclosure=disclosure)


_KNOWN: Final = (*_TICKS, *_CHOICES, *_TEXTS, "report_readers", "comment_readers", "languages")


def promise_of_form(policy: RoundPolicyValues, version: int) -> dict[str, Any]:
    """Return all that the form shows."""
    access = policy.access
    told = {name: getattr(access, name) for name in (*_TICKS, *_CHOICES, *_TEXTS)}
    return told | {
        "superior_reads": "superior" in access.report_readers,
        "superior_reads_comments": "superior" in access.comment_readers,
        "k": policy.disclosure.k,
        "k_comments": policy.disclosure.k_comments,
        "languages": list(access.languages),
        "version": version,
    }

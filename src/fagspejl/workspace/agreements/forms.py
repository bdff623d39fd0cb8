"""The forms of agreements. They hold what fits; what an agreement must say, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.agreements.rules import EXCEPTION_SIGNS, SIGNS
from fagspejl.workspace.agreements.types import (
    MOST_EXCEPTIONS,
    AgreementFacts,
    ExceptionValues,
    SuperiorRule,
    VersionValues,
)
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.types import Consideration, DecisionMethod

CONSIDERED: Final = tuple(f"consideration_{one.value}" for one in Consideration)
_LONG: Final = frozenset(("text", "why"))
_NUMBERS: Final = ("doers_size", "receivers_size", "decided_n", "band_low", "band_high")


def lines(rows: int) -> forms.CharField:
    """Return a field for a few lines, which may stay empty."""
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": rows}))


class AgreementForm(WordedForm):
    """What an agreement says. Only its title and text are needed for a draft."""

    section = "agree_form"

    title = forms.CharField()
    once = once_field()

    def __init__(self, words: Wording, *args: Any, exceptions: int = MOST_EXCEPTIONS, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.places = exceptions
        for name in SIGNS:
            self._add(name, lines(4) if name in _LONG else forms.CharField(required=False))
        self.fields["text"].required = True
        for name in CONSIDERED:
            self._add(name, lines(2))
        for name, values in (("decided_how", DecisionMethod), ("superior_rule", SuperiorRule)):
            choices = [(one.value, self.say(f"{name}_{one}")) for one in values]
            self._add(name, forms.ChoiceField(choices=choices, widget=forms.RadioSelect))
        for name in _NUMBERS:
            self._add(name, forms.IntegerField(required=False))
        for place in range(exceptions):
            for part in EXCEPTION_SIGNS:
                field = forms.CharField(required=False, label=self.say(part))
                self._add(f"{part}_{place}", field)

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)

    @property
    def considerations(self) -> list[forms.BoundField]:
        """The fields of the four considerations."""
        return [self[name] for name in CONSIDERED]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each exception."""
        return [[self[f"{part}_{place}"] for part in EXCEPTION_SIGNS] for place in range(self.places)]

    @property
    def more_open(self) -> bool:
        """Whether something below "more" is filled in or wrong, so that it must be seen."""
        names = (*(name for name in SIGNS if name.startswith("behaviour")), "band_low", "band_high")
        return any(self[name].value() or self[name].errors for name in names)

    def values(self) -> VersionValues:
        """Return what was said, of a form that is valid."""
        told = self.cleaned_data
        first, second, third, fourth = (told[name] for name in CONSIDERED)
        return VersionValues(
            **{name: told[name] for name in SIGNS},
            **{name: told[name] for name in _NUMBERS},
            considerations=(first, second, third, fourth),
            decided_how=DecisionMethod(told["decided_how"]),
            superior_rule=SuperiorRule(told["superior_rule"]),
        )

    def exceptions(self) -> tuple[ExceptionValues, ...]:
        """Return the exceptions that were filled in, of a form that is valid; one that is half filled in too."""
        rows = (
            {part: self.cleaned_data[f"{part}_{place}"] for part in EXCEPTION_SIGNS}
            for place in range(self.places)
        )
        return tuple(ExceptionValues(**row) for row in rows if any(row.values()))

    def clean(self) -> dict[str, Any]:
        """Tell at its own row what an exception lacks: rows between may be empty."""
        told = super().clean() or self.cleaned_data
        for place in range(self.places):
            row = {part: told.get(f"{part}_{place}", "") for part in EXCEPTION_SIGNS}
            for part, most in EXCEPTION_SIGNS.items():
                if any(row.values()) and not 0 < len(row[part]) <= most:
                    self.add_error(
                        f"{part}_{place}", self.words.say("room_refused.agreement_refused_exception")
                    )
        return told


class ChangeForm(AgreementForm):
    """A new version: why, what it says now, and which exceptions still are ones."""

    because = forms.CharField()
    review_on = day_field(required=True)
    kept = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, words: Wording, *args: Any, known: AgreementFacts, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        del self.fields["title"]
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ChoiceField)
        kept.choices = [(str(one.number), one.when) for one in known.exceptions_now]


class ActForm(WordedForm):
    """What is asked before an act is done with an agreement."""

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused; rules speak of a part of a field, which is told at the field."""
        field = str(error.facts.get("field", ""))
        super().tell(error, at=at or field.removesuffix("_few"))


class StartForm(ActForm):
    """From when it holds, and when it is looked at again."""

    section = "agree_start"
    starts_on = day_field(required=True)
    review_on = day_field(required=True)
    pulse = forms.BooleanField(required=False)
    replaces = forms.ChoiceField(required=False)

    def __init__(self, words: Wording, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        _offer(self, "replaces", others)


class ToldForm(ActForm):
    """Who was told, how many they were and how many said that they understood, and what they asked."""

    section = "agree_tell"
    group = forms.CharField()
    told_on = day_field(required=True)
    people = forms.IntegerField()
    understood = forms.IntegerField(required=False)
    questions = lines(3)

    def asked_questions(self) -> list[str]:
        """Return the questions, one a line."""
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]


class SuspendForm(ActForm):
    """Why it rests, and until when."""

    section = "agree_suspend"
    because = forms.CharField()
    until = day_field(required=True)


class ResumeForm(ActForm):
    """When it is looked at again."""

    section = "agree_resume"
    review_on = day_field(required=True)


class ReviewForm(ActForm):
    """What was seen, and when it is looked at again."""

    section = "agree_review"
    line = forms.CharField(required=False)
    review_on = day_field(required=True)


class EndForm(ActForm):
    """What it taught, and what holds instead."""

    section = "agree_end"
    taught = forms.CharField()
    replaced_by = forms.ChoiceField(required=False)

    def __init__(self, words: Wording, *args: Any, others: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        _offer(self, "replaced_by", others)


class TakeOverForm(ActForm):
    """Nothing is asked but the press itself."""

    section = "agree_take_over"


class DeleteForm(ActForm):
    """Nothing is asked but the press itself."""

    section = "agree_delete"


def typed(values: VersionValues) -> dict[str, Any]:
    """Return what a version says as the form shows it."""
    return {
        **{name: getattr(values, name) for name in (*SIGNS, *_NUMBERS)},
        **dict(zip(CONSIDERED, values.considerations, strict=True)),
        "decided_how": values.decided_how.value,
        "superior_rule": values.superior_rule.value,
    }


def typed_exceptions(facts: AgreementFacts) -> dict[str, str]:
    """Return the exceptions of a draft as the form shows them."""
    return {
        f"{part}_{place}": getattr(one, part)
        for place, one in enumerate(facts.exceptions_now)
        for part in EXCEPTION_SIGNS
    }


FRESH: Final = {"decided_how": DecisionMethod.CONSENSUS.value, "superior_rule": SuperiorRule.NONE.value}


def _offer(form: ActForm, name: str, others: Mapping[str, str]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", form.say(f"{name}_none")), *others.items()]
    if not others:
        del form.fields[name]

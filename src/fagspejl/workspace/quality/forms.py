"""The forms of pictures of quality. They hold what fits; what must be said, the rules say, in one sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.quality.cards import StarterCard, lengths
from fagspejl.workspace.quality.rules import LINES
from fagspejl.workspace.quality.types import AREA_SIGNS, LEADS_TO, LINE_SIGNS, MarkValues, UnitCardFacts
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.permissions import MyUnit
from fagspejl.workspace.sessions.rules import MOST_PHONES, OPEN_DAYS
from fagspejl.workspace.sessions.splitting import SplitForm, groups_of, known_groups
from fagspejl.workspace.sessions.types import DecisionMethod, OutcomeKind, SplitKind

NOW, BEFORE, LATER, PAPER = "nu", "foer", "senere", "papir"
WHEN: Final = (NOW, BEFORE, LATER, PAPER)
LONG, SHORT = "lang", "kort"


class QualityForm(SplitForm):
    """What is settled before anybody answers. Nothing that was typed is lost."""

    section = "quality_new"

    once = once_field()
    task_area = forms.CharField(max_length=AREA_SIGNS)
    form = forms.ChoiceField(widget=forms.RadioSelect)
    statements = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    again = forms.BooleanField(required=False)
    replaces = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"list": "replaces-suggested"}))
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    planned_on = day_field()

    def __init__(
        self, words: Wording, today: date, *args: Any, earlier: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.today, self.earlier = today, tuple(earlier)
        super().__init__(words, *args, **kwargs)
        choices = {
            "form": [(one, self.say(f"form_{one}")) for one in (LONG, SHORT)],
            "decision": [(one.value, words.say(f"room_new.decision_{one.value}")) for one in DecisionMethod],
            "when": [(one, self.say(f"when_{one}")) for one in WHEN],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        if not self.earlier:
            del self.fields["again"]

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Standing items of a meeting that the picture may take the place of."""
        return self.words.listed("room_new.replaces_suggested")

    def clean(self) -> dict[str, Any]:
        """Read the groups and the statements, and the day where one is needed."""
        told = super().clean() or {}
        told["groups"] = self.read_groups(told)
        typed = [line.strip() for line in str(told.get("statements", "")).splitlines() if line.strip()]
        told["typed"] = typed
        short, when = told.get("form") == SHORT, told.get("when")
        if short and len(typed) != 1:
            self.add_error("statements", self.say("statements_one"))
        elif when == PAPER and not typed:
            self.add_error("statements", self.say("statements_paper"))
        day = told.get("planned_on")
        latest = self.today + timedelta(days=OPEN_DAYS)
        if when == BEFORE and "planned_on" not in self.errors:
            if day is None or not self.today <= day <= latest:
                self.add_error(
                    "planned_on", self.words.say("room_new.planned_on_days", latest=self.words.day(latest))
                )
        elif when == LATER and day is not None and day < self.today:
            self.add_error("planned_on", self.words.say("room_new.planned_on_past"))
        return told

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused; the engine calls some fields otherwise than this form."""
        field = str(error.facts.get("field", ""))
        super().tell(error, at=at or _AT.get(field, ""))


_AT: Final = {
    "items": "statements",
    "cases": "statements",
    "statement_words": "statements",
    "groups": "split",
}


def prefilled(words: Wording, unit: MyUnit, *, task_area: str = "") -> dict[str, Any]:
    """Return what stands in the form before anybody typed."""
    professions = bool(groups_of(unit.led, words.language))
    return {
        "task_area": task_area,
        "form": LONG,
        "again": True,
        "replaces": words.listed("room_new.replaces_suggested")[1],
        "split": (SplitKind.PROFESSION if professions else SplitKind.NONE).value,
        "decision": DecisionMethod.LEADER_AFTER_HEARING.value,
        "present": unit.led.employees if unit.led else None,
        "when": NOW,
        **known_groups(words, unit.led),
    }


class MarksForm(WordedForm):
    """Which statements are guide marks, what each leads to, and what each rests on."""

    section = "quality_marks"

    def __init__(self, words: Wording, texts: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.texts = tuple(texts)
        kinds = [("", self.say("leads_to_none"))]
        kinds += [(one.value, self.say(f"leads_to_{one.value}")) for one in LEADS_TO]
        for place, text in enumerate(self.texts):
            self._add(f"mark_{place}", forms.BooleanField(required=False, label=text))
            self._add(
                f"leads_to_{place}",
                forms.ChoiceField(choices=kinds, required=False, label=self.say("leads_to")),
            )
            for name in LINES:
                field = forms.CharField(required=False, max_length=LINE_SIGNS, label=self.say(name))
                self._add(f"{name}_{place}", field)

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._dress(name, field)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each statement; `open` where one of the fields below is filled in or wrong."""
        shown = []
        for place, text in enumerate(self.texts):
            below = [self[f"{name}_{place}"] for name in LINES if name != "exceptions"]
            shown.append(
                {
                    "place": place,
                    "text": text,
                    "mark": self[f"mark_{place}"],
                    "leads_to": self[f"leads_to_{place}"],
                    "exceptions": self[f"exceptions_{place}"],
                    "below": below,
                    "open": any(field.errors for field in below),
                }
            )
        return shown

    def marks(self) -> tuple[MarkValues, ...]:
        """Return what was chosen, of a form that is valid."""
        told = self.cleaned_data
        return tuple(
            MarkValues(
                place,
                told[f"mark_{place}"],
                OutcomeKind(told[f"leads_to_{place}"]) if told[f"leads_to_{place}"] else None,
                *(told[f"{name}_{place}"].strip() for name in LINES),
            )
            for place in range(len(self.texts))
        )

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused at the statement it is about."""
        super().tell(error, at=at or str(error.facts.get("at", "")))


def typed_marks(marks: Sequence[MarkValues]) -> dict[str, Any]:
    """Return what was chosen as the form shows it."""
    found: dict[str, Any] = {}
    for one in marks:
        found[f"mark_{one.place}"] = one.is_guide_mark
        found[f"leads_to_{one.place}"] = one.leads_to.value if one.leads_to else ""
        for name in LINES:
            found[f"{name}_{one.place}"] = getattr(one, name)
    return found


class CardForm(WordedForm):
    """A starter card as the unit writes it."""

    section = "quality_card"

    profession = forms.CharField()
    good = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    knowledge = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    duty = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    context = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        for name, most in lengths().items():
            self.fields[name].widget.attrs["maxlength"] = most

    def card(self, code: str) -> StarterCard:
        """Return the card, of a form that is valid."""
        told: Mapping[str, Any] = self.cleaned_data
        return StarterCard(code, **{name: " ".join(told[name].split()) for name in lengths()})


def typed_card(known: UnitCardFacts) -> dict[str, str]:
    """Return a card as the form shows it."""
    return {name: getattr(known.card, name) for name in lengths()}

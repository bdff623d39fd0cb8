"""The forms of the tool. They hold what fits; what a card or a pattern must say, the rules say in one sentence each."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from fagspejl.lib.wording import Wording
from fagspejl.web.fields import once_field
from fagspejl.workspace.cases.rules import MOST_WEEKS
from fagspejl.workspace.cases.types import (
    LEARNED_LINES,
    CardValues,
    CaseFacts,
    DilemmaType,
    IdeaAnswer,
    LeaderPart,
    MinutesValues,
    PatternValues,
    RhythmFacts,
    Strain,
)
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, day_field
from fagspejl.workspace.sessions.rules import MOST_PHONES
from fagspejl.workspace.sessions.types import Consideration, DecisionMethod, SplitGroup, SplitKind

NOW, LATER, PAPER = "nu", "senere", "papir"
LONG, SHORT = "lang", "kort"
CONSIDERED: Final = tuple(f"consideration_{one.value}" for one in Consideration)
LEARNED: Final = tuple(f"learned_{number}" for number in range(1, LEARNED_LINES + 1))
GROUPS: Final = 4
_GROUP_SIGNS: Final = 40


def lines(rows: int, *, required: bool = True) -> forms.CharField:
    """Return a field for a few lines."""
    return forms.CharField(required=required, widget=forms.Textarea(attrs={"rows": rows}))


class CaseForm(WordedForm):
    """A form of the tool: what the rules refuse is told at its field, and a half of a field at the whole."""

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused."""
        field = at or str(error.facts.get("field", ""))
        super().tell(error, at=_AT.get(field, field))

    def choose(self, name: str, values: list[tuple[str, str]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = values

    def _dilemmas(self) -> list[tuple[str, str]]:
        return [(one.value, self.words.say(f"case_words.dilemma_{one}")) for one in DilemmaType]


_AT: Final = {"considerations": CONSIDERED[0], "learned": LEARNED[0], "items": "low_pole", "groups": "split"}


class GroupsForm(CaseForm):
    """A form with the groups by which answers are shown apart."""

    split = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.choose("split", [(one.value, words.say(f"room_new.split_{one}")) for one in SplitKind])
        for place in range(GROUPS):
            self.fields[f"group_{place}"] = forms.CharField(required=False, max_length=_GROUP_SIGNS)
            self.fields[f"size_{place}"] = forms.IntegerField(
                required=False, min_value=0, max_value=MOST_PHONES
            )
            for part, key in ((f"group_{place}", "group_name"), (f"size_{place}", "group_size")):
                self.fields[part].label = words.say(f"room_new.{key}", number=place + 1)
                self._dress(part, self.fields[part])

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each group."""
        return [(self[f"group_{place}"], self[f"size_{place}"]) for place in range(GROUPS)]

    @property
    def splits(self) -> bool:
        """Whether answers are to be shown apart, so that the groups must be seen."""
        return bool(self.errors.get("split")) or self["split"].value() not in (None, SplitKind.NONE.value)

    def groups(self) -> tuple[SplitGroup, ...]:
        """Return the groups that were filled in, of a form that is valid."""
        told = self.cleaned_data
        if told["split"] == SplitKind.NONE.value:
            return ()
        found = ((told[f"group_{place}"].strip(), told[f"size_{place}"]) for place in range(GROUPS))
        return tuple(SplitGroup(name, size) for name, size in found if name and size)

    def clean(self) -> dict[str, Any]:
        """Refuse a division of which there is only one group, or two of the same name."""
        told = super().clean() or self.cleaned_data
        if told.get("split", SplitKind.NONE.value) == SplitKind.NONE.value or self.errors:
            return told
        named = [one.name.casefold() for one in self.groups()]
        if len(named) < 2:
            self.add_error("split", self.words.say("room_new.groups_two"))
        elif len(set(named)) < len(named):
            self.add_error("split", self.words.say("room_new.groups_twice"))
        return told


class NewCaseForm(GroupsForm):
    """A case, and how the unit talks about it."""

    section = "case_new"

    once = once_field()
    type = forms.CharField()
    tension = lines(2)
    question = lines(2)
    dilemma_type = forms.ChoiceField(widget=forms.RadioSelect)
    low_pole = forms.CharField()
    high_pole = forms.CharField()
    leader_part = forms.ChoiceField(widget=forms.RadioSelect)
    form = forms.ChoiceField(widget=forms.RadioSelect)
    replaces = forms.CharField(max_length=120)
    decision = forms.ChoiceField(widget=forms.RadioSelect)
    present = forms.IntegerField(min_value=0, max_value=MOST_PHONES, required=False)
    when = forms.ChoiceField(widget=forms.RadioSelect)
    planned_on = day_field()
    follow_up_on = day_field()

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.choose("dilemma_type", self._dilemmas())
        self.choose("leader_part", [(one.value, self.say(f"leader_part_{one}")) for one in LeaderPart])
        self.choose("form", [(one, self.say(f"form_{one}")) for one in (LONG, SHORT)])
        self.choose(
            "decision", [(one.value, words.say(f"room_new.decision_{one}")) for one in DecisionMethod]
        )
        self.choose("when", [(one, self.say(f"when_{one}")) for one in (NOW, LATER, PAPER)])

    def card(self) -> CardValues:
        """Return the card, of a form that is valid."""
        told = self.cleaned_data
        return CardValues(
            **{name: told[name] for name in ("type", "tension", "question", "low_pole", "high_pole")},
            dilemma_type=DilemmaType(told["dilemma_type"]),
            leader_part=LeaderPart(told["leader_part"]),
            follow_up_on=told["follow_up_on"],
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a meeting that is planned."""
        told = super().clean()
        if told.get("when") == LATER and told.get("planned_on") is None and "planned_on" not in self.errors:
            self.add_error("planned_on", self.say("planned_on_missing"))
        return told


class MinutesForm(CaseForm):
    """What is written while people meet."""

    section = "case_minutes"

    strain = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    follow_up_on = day_field()

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.choose("strain", [("", self.say("strain_none"))])
        self.choose(
            "strain",
            [("", self.say("strain_none")), *((one.value, self.say(f"strain_{one}")) for one in Strain)],
        )
        for name in (*CONSIDERED, *LEARNED):
            self.fields[name] = lines(2, required=False)
            self._dress(name, self.fields[name])

    @property
    def considerations(self) -> list[forms.BoundField]:
        """The fields of the four considerations."""
        return [self[name] for name in CONSIDERED]

    @property
    def learned(self) -> list[forms.BoundField]:
        """The fields of what was learned."""
        return [self[name] for name in LEARNED]

    def values(self) -> MinutesValues:
        """Return what was written, of a form that is valid."""
        told = self.cleaned_data
        first, second, third, fourth = (told[name] for name in CONSIDERED)
        return MinutesValues(
            considerations=(first, second, third, fourth),
            learned=tuple(told[name] for name in LEARNED),
            strain=Strain(told["strain"]) if told["strain"] else None,
            follow_up_on=told["follow_up_on"],
        )


class FollowUpForm(CaseForm):
    """How it went, in one line."""

    section = "case_follow_up"
    followed_up = lines(2)


class PatternForm(CaseForm):
    """When, what we weigh, because, except."""

    section = "case_pattern_form"

    once = once_field()
    when = lines(2)
    we_weigh = lines(2)
    because = lines(2)
    unless = lines(2, required=False)
    dilemma_type = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.choose("dilemma_type", self._dilemmas())

    def values(self) -> PatternValues:
        """Return the pattern, of a form that is valid."""
        told = self.cleaned_data
        return PatternValues(
            **{name: told[name] for name in ("when", "we_weigh", "because", "unless")},
            dilemma_type=DilemmaType(told["dilemma_type"]),
        )


class RhythmForm(GroupsForm):
    """On which day, in place of what, for how many weeks."""

    section = "case_rhythm"

    weekday = forms.ChoiceField(widget=forms.RadioSelect)
    meeting = forms.CharField()
    weeks = forms.IntegerField(min_value=1, max_value=MOST_WEEKS)
    form = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        names = words.listed("case_words.weekdays")
        self.choose("weekday", [(str(place), name) for place, name in enumerate(names)])
        self.choose("form", [(one, words.say(f"case_new.form_{one}")) for one in (LONG, SHORT)])


class RotaForm(CaseForm):
    """The initials of the round, one after the other."""

    section = "case_rota"
    rota = lines(3, required=False)

    def typed(self) -> list[str]:
        """Return what was typed, apart at commas, blanks and lines."""
        return str(self.cleaned_data["rota"]).replace(",", " ").replace(";", " ").split()

    def tell(self, error: SessionError, *, at: str = "") -> None:
        """Show what was refused at the one field there is."""
        super().tell(error, at=at or "rota")


class IdeaForm(CaseForm):
    """What became of an idea."""

    section = "case_idea"
    answer = forms.ChoiceField(widget=forms.RadioSelect)
    line = lines(2, required=False)

    def __init__(self, words: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.choose("answer", [(one.value, self.say(f"answer_{one}")) for one in IdeaAnswer])


def typed_minutes(facts: CaseFacts, considered: tuple[str, ...]) -> dict[str, Any]:
    """Return what stands in the minutes already. `considered`: of the outcome, where the card's own are empty."""
    told = facts.minutes
    four = told.considerations if any(told.considerations) else considered
    return {
        **dict(zip(CONSIDERED, four, strict=False)),
        **dict(zip(LEARNED, told.learned, strict=False)),
        "strain": told.strain.value if told.strain else "",
        "follow_up_on": told.follow_up_on,
    }


def typed_groups(rhythm: RhythmFacts | None) -> dict[str, Any]:
    """Return the groups of a rhythm as a form shows them."""
    if rhythm is None:
        return {"split": SplitKind.NONE.value}
    told: dict[str, Any] = {"split": rhythm.split_kind.value}
    for place, group in enumerate(rhythm.groups[:GROUPS]):
        told[f"group_{place}"], told[f"size_{place}"] = group.name, group.size
    return told


def typed_pattern(values: PatternValues) -> dict[str, Any]:
    """Return what a pattern says as the form shows it."""
    return {
        "when": values.when,
        "we_weigh": values.we_weigh,
        "because": values.because,
        "unless": values.unless,
        "dilemma_type": values.dilemma_type.value,
    }

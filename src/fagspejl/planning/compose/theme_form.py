"""An own theme as a form: its fields by language, and what is the matter beside each. Its files: `theme_files`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from fagspejl.instrument.errors import Fault
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.intake.questionnaires import holds_cpr
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import Wording
from fagspejl.planning.compose.forms import TITLE_SIGNS, WRITTEN, line
from fagspejl.planning.compose.theme_files import (
    LENDERS,
    PARAGRAPHS,
    Before,
    ThemeFiles,
    known_fields,
    written_of,
)
from fagspejl.web.fields import WordedForm

FIRST_ROWS: Final = 3
MORE_ROWS: Final = 3
MOST_ROWS: Final = 30
_MORE_CASES: Final = 2  # rows for cases beside those that are there
_REASON_SIGNS: Final = 300
_PAGE_SIGNS: Final = 20_000  # of several paragraphs


@dataclass(frozen=True, slots=True)
class Spoken:
    """Fields in one language. `filled`: something is written, or amiss, in one of them."""

    language: str
    fields: list[forms.BoundField]
    filled: bool


class ThemeForm(WordedForm):
    """All that a theme may hold, for each perspective that has words of its own, and language."""

    section = "compose_theme"

    def __init__(
        self, words: Wording, before: Before | None, *args: Any, rows: int = FIRST_ROWS, **kwargs: Any
    ) -> None:
        super().__init__(words, *args, **kwargs)
        self.before = before
        self.written = written_of(before)
        self._known = known_fields(before)
        if before is None:
            for language in LANGUAGES:
                usual = words.say(f"compose_local.usual_stem_{language}")
                self._known |= {f"stem_{name}_{language}": usual for name in WRITTEN}
        self.rows = max(min(rows, MOST_ROWS), len(self._known["items"]))
        self.cases = self._known["cases"] + _MORE_CASES
        for language in LANGUAGES:
            self._add(f"title_{language}", "title", language, most=TITLE_SIGNS)
        self.fields["asked"] = forms.MultipleChoiceField(
            label=words.say("compose_theme.asked"),
            choices=[(name, words.say(f"planning_perspective.{name}")) for name in PERSPECTIVES],
            initial=self._known["asked"],
            widget=forms.CheckboxSelectMultiple,
        )
        for language in LANGUAGES:
            for name in self.written:
                self._add(f"intro_{name}_{language}", "intro", language, name, rows=2)
                self._add(f"stem_{name}_{language}", "stem", language, name, most=TITLE_SIGNS)
            self._add_about(language)
        for number in range(1, self.rows + 1):
            self._add_statement(number)
        if before is not None and before.used:
            self.fields["reason"] = line(words.say("compose_theme.reason"), most=_REASON_SIGNS)
        for key, one in self.fields.items():
            self._dress(key, one)

    def _add_about(self, language: Language) -> None:
        """The fields of what is told about a theme, beside what is asked."""
        for name in PARAGRAPHS:
            self._add(f"{name}_{language}", name, language, most=_PAGE_SIGNS, rows=3)
        self._add(f"team_question_{language}", "team_question", language, rows=2)
        for number in range(1, self.cases + 1):
            self._add(
                f"case_{number}_title_{language}", "case_title", language, most=TITLE_SIGNS, number=number
            )
            self._add(
                f"case_{number}_text_{language}",
                "case_text",
                language,
                most=_PAGE_SIGNS,
                rows=4,
                number=number,
            )

    def _add_statement(self, number: int) -> None:
        for language in LANGUAGES:
            for name in self.written:
                self._add(f"text_{number}_{name}_{language}", "text", language, name, rows=2)
            self._add(f"short_{number}_{language}", "short", language, most=TITLE_SIGNS)
        self.fields[f"reversed_{number}"] = forms.BooleanField(
            required=False,
            label=self.words.say("compose_theme.reversed"),
            initial=self._known.get(f"reversed_{number}", False),
        )
        self.fields[f"asked_{number}"] = forms.MultipleChoiceField(
            required=False,
            label=self.words.say("compose_theme.only_asked"),
            choices=[(name, self.words.say(f"planning_perspective.{name}")) for name in PERSPECTIVES],
            initial=self._known.get(f"asked_{number}", []),
            widget=forms.CheckboxSelectMultiple,
        )

    def _add(
        self,
        name: str,
        kind: str,
        language: Language,
        who: str = "",
        *,
        most: int = 2000,
        rows: int = 0,
        number: int = 0,
    ) -> None:
        slots = {
            "language": self.words.say(f"compose_language.{language}"),
            "who": self._reads(who) if who else "",
            "number": number,
        }
        field = line(self.words.say(f"compose_theme.{kind}", **slots), most=most, rows=rows)
        field.initial = self._known.get(name, "")
        self.fields[name] = field

    def _reads(self, who: str) -> str:
        """Who reads the words written for `who`: others too, where they have none of their own."""
        alone = any(lender == who and name in self.written for name, lender in LENDERS.items())
        return self.words.say(f"compose.reads_{who}_alone" if alone else f"compose.reads_{who}")

    def heads(self) -> list[forms.BoundField]:
        """Return the fields of the titles."""
        return [self[f"title_{language}"] for language in LANGUAGES]

    def beside(self) -> list[Spoken]:
        """Return, by language, the fields of what stands above the statements: introduction and question."""
        names = ("intro", "stem")
        return [
            self._spoken(language, [f"{name}_{who}_{language}" for name in names for who in self.written])
            for language in LANGUAGES
        ]

    def about(self) -> list[Spoken]:
        """Return, by language, the fields of what leaders are told about the theme, and its cases."""
        cases = [f"case_{number}_{part}" for number in range(1, self.cases + 1) for part in ("title", "text")]
        names = (*PARAGRAPHS, "team_question", *cases)
        return [self._spoken(language, [f"{name}_{language}" for name in names]) for language in LANGUAGES]

    def statements(
        self,
    ) -> Iterator[tuple[int, list[Spoken], forms.BoundField, forms.BoundField, bool]]:
        """Yield each statement's number, fields by language, whether it is reversed, and who alone is asked it."""
        for number in range(1, self.rows + 1):
            groups = []
            for language in LANGUAGES:
                names = [f"text_{number}_{name}_{language}" for name in self.written]
                groups.append(self._spoken(language, [*names, f"short_{number}_{language}"]))
            some = self[f"asked_{number}"]
            yield number, groups, self[f"reversed_{number}"], some, bool(some.value() or some.errors)

    def _spoken(self, language: Language, names: list[str]) -> Spoken:
        fields = [self[name] for name in names]
        said = self.words.say(f"compose_theme.in_{language}")
        usual = {} if self.before else self._known  # of a new theme: the questions that stand there already
        filled = any((one.value() and one.value() != usual.get(one.name)) or one.errors for one in fields)
        return Spoken(said, fields, filled)

    def clean(self) -> dict[str, Any]:
        """Ask for a name, and for a reason where a version in use becomes a new one; refuse CPR numbers."""
        told: dict[str, Any] = super().clean() or {}
        if "reason" in self.fields and not told.get("reason", "").strip():
            self.add_error("reason", self.say("reason_missing"))
        if not any(told.get(f"title_{language}", "").strip() for language in LANGUAGES):
            self.add_error(f"title_{LANGUAGES[0]}", self.say("title_missing"))
        for name, value in tuple(told.items()):  # such a number has no business in a question
            if isinstance(value, str) and holds_cpr(value):
                self.add_error(name, self.say("cpr"))
        return told

    def as_files(self, *, taken: frozenset[str]) -> tuple[dict[str, bytes], dict[tuple[str, str], str]]:
        """Return the files, and for every (file, key) of theirs the field that it comes from.

        `taken`: names that other questionnaires have; a new one is given a name that is free.
        """
        return ThemeFiles(self.cleaned_data, self.before, taken, rows=self.rows, cases=self.cases).made()

    def tell(self, faults: tuple[Fault, ...], fields: Mapping[tuple[str, str], str]) -> None:
        """Put every fault beside its field; what belongs to none stands above the form."""
        for fault in faults:
            name = fields.get((fault.file, fault.key))
            self.add_error(name if name in self.fields else None, sentence(fault, self.words))


def sentence(fault: Fault, words: Wording) -> str:
    """Return what is the matter for somebody who sees fields and no file."""
    key = f"compose_fault.{fault.code.lower()}"
    return words.say(key, **dict(fault.facts)) if key in words.keys else fault.say(words.language)

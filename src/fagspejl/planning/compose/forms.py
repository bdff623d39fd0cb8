"""The forms about a round's questionnaire: title and languages, open questions, area examples, local statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms

from fagspejl.evaluation.types.composition import MOST_COMMENTS, CompositionValues
from fagspejl.instrument.composing import Head, OpenQuestion
from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.wording import Wording
from fagspejl.web.fields import WordedForm

TITLE_SIGNS: Final = 200
TEXT_SIGNS: Final = 2000
_LIMITS: Final = (100, 4000)  # characters of a comment, as the format takes them
WRITTEN: Final[tuple[PerspectiveName, ...]] = (
    "employee",
    "self",
    "superior",
)  # the others borrow their words


def line(label: str, *, most: int = TEXT_SIGNS, rows: int = 0, placeholder: str = "") -> forms.CharField:
    """Return a field for one line of a questionnaire; with `rows` it has room for a longer one."""
    attrs = {"placeholder": placeholder} if placeholder else {}
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(required=False, max_length=most, label=label, widget=widget)


class FrameForm(WordedForm):
    """Title and languages."""

    section = "compose_frame"

    def __init__(self, words: Wording, values: CompositionValues, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        for language in LANGUAGES:
            said = words.say(f"compose_language.{language}")
            title = line(words.say("compose_frame.title_in", language=said), most=TITLE_SIGNS)
            title.initial = values.titles.get(language, "")
            self.fields[f"title_{language}"] = title
        chosen = forms.MultipleChoiceField(
            label=words.say("compose_frame.languages"),
            choices=[(name, words.say(f"planning_language.{name}")) for name in LANGUAGES],
            initial=list(values.languages),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["languages"] = chosen
        for key, one in self.fields.items():
            self._dress(key, one)

    def titles(self) -> dict[Language, str]:
        """Return the titles that were written."""
        told = {name: " ".join(self.cleaned_data[f"title_{name}"].split()) for name in LANGUAGES}
        return {name: text for name, text in told.items() if text}

    def languages(self) -> tuple[Language, ...]:
        """Return the languages in their usual order."""
        return tuple(name for name in LANGUAGES if name in self.cleaned_data["languages"])


class CommentsForm(WordedForm):
    """The open questions, in the words of those who have words of their own, and how long an answer may be."""

    section = "compose_comments"

    def __init__(self, words: Wording, values: CompositionValues, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self.languages = values.languages
        self._known = values.comments
        self._ids = [question.id for question in values.comments]
        limit = forms.IntegerField(
            required=False, min_value=_LIMITS[0], max_value=_LIMITS[1], initial=values.comment_length
        )
        self.fields["limit"] = limit
        for number in range(1, MOST_COMMENTS + 1):
            known = values.comments[number - 1] if number <= len(values.comments) else None
            for language in self.languages:
                for name in WRITTEN:
                    field = line(_label(words, name, language), rows=2)
                    field.initial = "" if known is None else known.words.get(language, {}).get(name, "")
                    self.fields[f"q{number}_{name}_{language}"] = field
        for key, one in self.fields.items():
            self._dress(key, one)

    def groups(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """Yield the fields of each question."""
        for number in range(1, MOST_COMMENTS + 1):
            yield (
                number,
                [self[f"q{number}_{name}_{language}"] for language in self.languages for name in WRITTEN],
            )

    def questions(self) -> tuple[OpenQuestion, ...]:
        """Return the questions that were written; an empty one is not asked. A question keeps its id."""
        found: list[OpenQuestion] = []
        for number in range(1, MOST_COMMENTS + 1):
            texts: dict[Language, dict[PerspectiveName, str]] = {
                language: {
                    name: text
                    for name in WRITTEN
                    if (text := " ".join(self.cleaned_data[f"q{number}_{name}_{language}"].split()))
                }
                for language in self.languages
            }
            if any(texts.values()):
                if number > len(self._known):
                    found.append(OpenQuestion(self._free(texts, found), texts))
                    continue
                known = self._known[number - 1]  # its words in languages that are not asked now stay
                found.append(OpenQuestion(known.id, {**known.words, **texts}))
        return tuple(found)

    def _free(
        self, texts: Mapping[Language, Mapping[PerspectiveName, str]], found: Sequence[OpenQuestion]
    ) -> str:
        first = next(text for words in texts.values() for text in words.values())
        name = ascii_name(first, limit=30).replace("-", "_") or "spoergsmaal"
        taken = {*self._ids, *(one.id for one in found)}
        return next(one for one in (name, *(f"{name}_{n}" for n in range(2, 99))) if one not in taken)


class ExamplesForm(WordedForm):
    """The area example of every profession; an empty one is the one that comes with the theme."""

    section = "compose_examples"

    def __init__(
        self,
        words: Wording,
        values: CompositionValues,
        usual: Mapping[Language, Mapping[str, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(words, *args, **kwargs)
        self._usual = usual
        for language, examples in usual.items():
            for profession, example in examples.items():
                field = line(words.say(f"compose_language.{language}"), placeholder=example, rows=2)
                field.initial = values.examples.get(language, {}).get(profession, "")
                self.fields[f"{profession}.{language}"] = field
        for name, one in self.fields.items():
            self._dress(name, one)

    def group(self, profession: str) -> list[tuple[Language, str, forms.BoundField]]:
        """Return language, usual example and field of a profession, for each language."""
        return [
            (language, examples[profession], self[f"{profession}.{language}"])
            for language, examples in self._usual.items()
            if profession in examples
        ]

    def examples(self) -> dict[Language, dict[str, str]]:
        """Return what was written."""
        return {
            language: {name: self.cleaned_data[f"{name}.{language}"] for name in examples}
            for language, examples in self._usual.items()
        }


class HeadsForm(WordedForm):
    """What stands above the local statements, in each language of the round."""

    section = "compose_local"

    def __init__(self, words: Wording, values: CompositionValues, *args: Any, **kwargs: Any) -> None:
        super().__init__(words, *args, **kwargs)
        self._languages, self._others = values.languages, dict(values.local_heads)
        for language in self._languages:
            said = words.say(f"compose_language.{language}")
            head = values.local_heads.get(language, self._usual(language))
            title = line(words.say("compose_local.title_in", language=said), most=TITLE_SIGNS)
            stem = line(words.say("compose_local.stem_in", language=said), most=TITLE_SIGNS)
            title.initial, stem.initial = head.title, head.stem
            self.fields[f"title_{language}"], self.fields[f"stem_{language}"] = title, stem
        for name, one in self.fields.items():
            self._dress(name, one)

    def heads(self) -> dict[Language, Head]:
        """Return the heads; an empty title is the usual one. Those in languages not asked now stay."""
        found = {language: self._usual(language) for language in LANGUAGES} | self._others
        for language in self._languages:
            title, stem = (
                " ".join(self.cleaned_data[f"{one}_{language}"].split()) for one in ("title", "stem")
            )
            found[language] = Head(title or self._usual(language).title, stem)
        return found

    def _usual(self, language: Language) -> Head:
        title, stem = (self.words.say(f"compose_local.usual_{one}_{language}") for one in ("title", "stem"))
        return Head(title, stem)


def _label(words: Wording, perspective: str, language: str) -> str:
    who = words.say(f"compose.reads_{perspective}")
    return words.say("compose.text_for", who=who, language=words.say(f"compose_language.{language}"))

"""The form behind the pages: what one rater is asked, page by page, and how a request's fields are read. Pure.

Every page carries all chosen values in its body, those of other pages in hidden fields. So a page that could not be
saved loses nothing, and a visit goes on where drafts are not shown again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from fagspejl.answering.types import Values
from fagspejl.instrument.rules import fill_intro
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language

# Fields of statements (udsagn) and comments (kommentarer). A full stop: browsers send a colon as three signs.
ITEM, COMMENT = "u.", "k."
DONT_KNOW, NO_DISCLOSE = "dont_know", "no_disclose"
# Fields that are no answer. `kode`: the link; `tjek`: form_check; `gem`: save id; `version`: the draft's version seen;
# `kendt`: digest of what was last saved or shown; `aendret`: something was saved in this visit; `sprog`: language;
# `skift`: the language asked for; `side`: the page; `til`: the page to go to; `brev`: a typed code; `kiosk`: on a
# shared screen; `kryds`: the box.
CONTROLS: Final = frozenset(
    (
        *("kode", "tjek", "gem", "version", "kendt", "aendret", "sprog"),
        *("skift", "side", "til", "brev", "kiosk", "kryds"),
    )
)
LONGEST_COMMENT: Final = 4000  # characters
_ALL_COMMENTS: Final = (
    15000  # characters in all, so that draft and answer together always fit one sealed blob
)
# Control characters, and marks that turn the direction of text, have no business in an answer.
_STRIPPED: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SAVE_ID: Final = re.compile(r"[0-9a-f]{16,64}")


class FieldsWrong(FagspejlError):
    """A request holds a field that its page does not have, has it twice, or with a value that it cannot have."""

    def __init__(self, field: str) -> None:
        super().__init__(f"the field {field[:40]!r} cannot be read")
        self.field = field


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as this rater reads it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One comment question as this rater reads it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """One theme; the last page also holds the comment questions."""

    number: int
    title: str
    intro: str
    stem: str
    statements: tuple[Statement, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """What one rater is asked, in one language. Cached: one for each questionnaire, perspective and profession."""

    language: Language
    languages: tuple[Language, ...]
    lo: int
    hi: int
    options: tuple[str, ...]
    dont_know: str
    no_disclose: str
    pages: tuple[FormPage, ...]
    comment_limit: int | None = None  # the questionnaire's own limit of characters

    @cached_property
    def items(self) -> frozenset[str]:
        """The ids of all statements."""
        return frozenset(statement.id for page in self.pages for statement in page.statements)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All comment questions."""
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def scale(self) -> frozenset[str]:
        """The scale's numbers as a field holds them."""
        return frozenset(str(self.lo + n) for n in range(len(self.options)))

    @cached_property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(value in a field, label) of every option, in order; the two ways of giving no answer last."""
        scale = tuple((str(self.lo + n), label) for n, label in enumerate(self.options))
        return (*scale, (DONT_KNOW, self.dont_know), (NO_DISCLOSE, self.no_disclose))

    @cached_property
    def longest_comment(self) -> int:
        """How many characters one comment may have."""
        room = min(LONGEST_COMMENT, _ALL_COMMENTS // max(1, len(self.questions)))
        return room if self.comment_limit is None else min(room, self.comment_limit)


def form_of(
    instrument: Instrument,
    perspective: PerspectiveName,
    profession: str,
    language: Language,
    *,
    languages: Sequence[Language],
    comments: bool,
) -> Form:
    """Return what a rater is asked: the themes of the perspective, one page each, comments on the last."""
    wording = instrument.wordings[language]
    themes = [theme for theme in instrument.themes if perspective in theme.perspectives]
    questions = tuple(
        Question(question, wording.comments[question][perspective])
        for question in (instrument.comments if comments else ())
        if perspective in wording.comments[question]
    )
    pages = []
    for number, theme in enumerate(themes, start=1):
        said = wording.themes[theme.id]
        statements = [item for item in theme.items if perspective in item.perspectives]
        pages.append(
            FormPage(
                number=number,
                title=said.title,
                intro=fill_intro(said.intro.get(perspective, ""), wording.examples.get(profession)),
                stem=said.stem.get(perspective, ""),
                statements=tuple(Statement(i.id, said.items[perspective][i.id]) for i in statements),
                questions=questions if number == len(themes) else (),
            )
        )
    return Form(
        language=language,
        languages=tuple(languages),
        lo=instrument.scale.lo,
        hi=instrument.scale.hi,
        options=wording.options,
        dont_know=wording.dont_know,
        no_disclose=wording.no_disclose,
        pages=tuple(pages),
        comment_limit=instrument.comment_length,
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a request, each at most once. `answers` are read later: they need the form."""

    controls: Mapping[str, str]
    answers: Mapping[str, str]

    def control(self, name: str) -> str:
        """Return a control field, "" where it is absent."""
        return self.controls.get(name, "")

    def number(self, name: str, otherwise: int) -> int:
        """Return a control field as a whole number. Raises FieldsWrong."""
        text = self.control(name)
        if not text:
            return otherwise
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise FieldsWrong(name)
        return int(text)

    def save_id(self, act: str, known: str) -> str:
        """Return the id of one save: what the page drew, what is done, and the values' digest.

        A retry has the same id and is applied once; a page that a browser brought back and that now holds other
        answers has another one, and is never acknowledged for what was saved before. Raises FieldsWrong.
        """
        drawn = self.control("gem")
        if not _SAVE_ID.fullmatch(drawn):
            raise FieldsWrong("gem")
        return hashlib.sha256(f"{drawn} {act} {known}".encode()).hexdigest()[:32]


def read_fields(pairs: Iterable[tuple[str, str]]) -> Sent:
    """Sort the fields of a request into controls and answers. Raises FieldsWrong for unknown and repeated ones."""
    controls: dict[str, str] = {}
    answers: dict[str, str] = {}
    for name, text in pairs:
        kind = controls if name in CONTROLS else answers if name[:2] in (ITEM, COMMENT) else None
        if kind is None or name in kind:
            raise FieldsWrong(name)
        kind[name] = text
    return Sent(controls, answers)


def read_values(sent: Sent, form: Form) -> dict[str, Any]:
    """Return the chosen answers and written comments, empty texts left out. Raises FieldsWrong."""
    asked = {question.id for question in form.questions}
    values: dict[str, Any] = {}
    for field, text in sent.answers.items():
        name = field[2:]
        if field.startswith(ITEM) and name in form.items:
            values[name] = _choice(field, text, form)
        elif field.startswith(COMMENT) and name in asked:
            written = _STRIPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
            if len(written) > form.longest_comment:
                raise FieldsWrong(field)
            if written:
                values[f"comment:{name}"] = written
        else:
            raise FieldsWrong(field)
    return values


def as_fields(values: Values) -> dict[str, str]:
    """Return values as the fields that hold them in a page."""
    return {
        f"{COMMENT}{name[8:]}" if name.startswith("comment:") else f"{ITEM}{name}": str(value)
        for name, value in values.items()
    }


def known_only(values: Values, form: Form) -> dict[str, Any]:
    """Return those of a draft's values that the form asks for."""
    wanted = form.items | {f"comment:{question.id}" for question in form.questions}
    return {name: value for name, value in values.items() if name in wanted}


def digest(values: Values) -> str:
    """Return a short digest by which a page knows whether anything was changed."""
    text = json.dumps(dict(values), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]


def _choice(field: str, text: str, form: Form) -> int | str:
    if text in (DONT_KNOW, NO_DISCLOSE):
        return text
    if text not in form.scale:
        raise FieldsWrong(field)
    return int(text)

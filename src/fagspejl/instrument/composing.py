"""One questionnaire from chosen themes: the files that the instrument reader itself reads and checks. Pure.

What a theme says is taken word for word. Only what no study has tested may be others' words: the area examples, the
open questions, and the heads above local statements. A statement that two themes have is never asked twice: the reader
refuses it. The files hold every language that all themes have, so that choosing languages changes no words; where a
chosen one is not among them, `missing` tells why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from fagspejl.instrument.loader import STRUCTURE_FILE
from fagspejl.instrument.structure import FORMAT
from fagspejl.instrument.theme_trees import Asked, theme_structure, theme_words
from fagspejl.instrument.types import (
    EXAMPLE_SLOT,
    PERSPECTIVES,
    Change,
    Instrument,
    PerspectiveName,
    Scale,
    Theme,
    Wording,
)
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.toml_text import toml_text

LOCAL: Final = "lokale_udsagn"  # the theme that local statements are gathered in
MOST_LOCAL: Final = 10
_LENDERS: Final[Mapping[PerspectiveName, PerspectiveName]] = {
    "peer": "superior",
    "subordinate_leader": "employee",
}


class Role(StrEnum):
    """What a theme is in a questionnaire; they are asked in this order."""

    COMMON = "common"
    THEME = "theme"
    CONTEXT = "context"  # asked of the leader alone
    LOCAL = "local"  # single statements, gathered in one theme


class Refusal(StrEnum):
    """Why parts cannot be one questionnaire."""

    NOTHING_CHOSEN = "nothing_chosen"
    NO_COMMON_LANGUAGE = "no_common_language"
    SCALES_DIFFER = "scales_differ"
    OPTIONS_DIFFER = "options_differ"
    TESTED_CUT = "tested_cut"
    TOO_MANY_LOCAL = "too_many_local"
    NOBODY_ASKED = "nobody_asked"


class CannotCompose(FagspejlError):
    """The parts cannot be one questionnaire. `about`: the theme that does not fit, "" where all are meant."""

    def __init__(self, why: Refusal, about: str = "", **facts: object) -> None:
        super().__init__(f"the parts cannot be composed: {why} {about}".rstrip())
        self.why = why
        self.about = about
        self.facts = {name: str(value) for name, value in facts.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """A theme of an instrument. `items`: those of its statements that are taken; None: all."""

    instrument: Instrument
    theme: str
    role: Role = Role.THEME
    items: tuple[str, ...] | None = None
    asked: tuple[PerspectiveName, ...] | None = None  # fewer perspectives than the theme's; None: all of them

    @property
    def whole(self) -> Theme:
        """The theme as its instrument has it."""
        return next(theme for theme in self.instrument.themes if theme.id == self.theme)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question; `words[language][perspective]`. Peers read the superior's words, leaders below employees'."""

    id: str
    words: Mapping[Language, Mapping[PerspectiveName, str]]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the local statements in one language."""

    title: str
    stem: str


@dataclass(frozen=True, slots=True)
class Composition:
    """What a questionnaire is to be made of. `examples[language][profession]` replace those of the parts."""

    id: str
    version: str
    titles: Mapping[Language, str]
    languages: tuple[Language, ...]
    parts: tuple[Part, ...]
    local_heads: Mapping[Language, Head] = field(default_factory=dict)
    comments: tuple[OpenQuestion, ...] = ()
    comment_length: int | None = None
    examples: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A theme that has no words at all in a language that was chosen."""

    language: Language
    theme: str
    title: str


def missing(composition: Composition) -> list[Missing]:
    """Return the themes without words in a chosen language: because of them the language is left out."""
    return [
        Missing(language, part.theme, next(iter(part.instrument.wordings.values())).themes[part.theme].title)
        for language in composition.languages
        for part in composition.parts
        if language not in part.instrument.wordings
    ]


def compose(composition: Composition) -> dict[str, bytes]:
    """Return the questionnaire's files by name. Raises CannotCompose.

    Whether they are sound is for `loader.read` to say: ids that meet, words that are too long.
    """
    parts = sorted(composition.parts, key=lambda part: tuple(Role).index(part.role))  # stable: else as chosen
    _check(parts)
    languages = [name for name in LANGUAGES if all(name in part.instrument.wordings for part in parts)]
    if not languages:
        raise CannotCompose(Refusal.NO_COMMON_LANGUAGE)
    asked = [_asked(part) for part in parts if part.role is not Role.LOCAL]
    local = [_asked(part) for part in parts if part.role is Role.LOCAL]
    _check_local(local)
    borrowed = _borrowed([*asked, *local])
    files = {STRUCTURE_FILE: _structure(composition, parts, asked, local, borrowed)}
    for language in languages:
        files[f"{language}.toml"] = _words(composition, language, parts, asked, local, borrowed)
    return {name: toml_text(tree).encode("utf-8") for name, tree in files.items()}


def own_words(texts: Mapping[PerspectiveName, str]) -> dict[PerspectiveName, str]:
    """Return an open question's words without those that peers and leaders below would be given anyway."""
    return {
        name: text
        for name, text in texts.items()
        if name not in _LENDERS or text != texts.get(_LENDERS[name])
    }


def _check(parts: Sequence[Part]) -> None:
    if not parts:
        raise CannotCompose(Refusal.NOTHING_CHOSEN)
    first = parts[0].instrument
    for part in parts:
        if part.instrument.scale != first.scale:
            ours, theirs = (f"{one.lo}-{one.hi}" for one in (first.scale, part.instrument.scale))
            raise CannotCompose(Refusal.SCALES_DIFFER, part.theme, scale=theirs, other=ours)
        for language, words in part.instrument.wordings.items():
            theirs_ = first.wordings.get(language)
            if theirs_ is not None and _answers(words) != _answers(theirs_):
                raise CannotCompose(Refusal.OPTIONS_DIFFER, part.theme, language=language)
        if part.items is not None and part.instrument.validated:
            raise CannotCompose(Refusal.TESTED_CUT, part.theme)


def _answers(words: Wording) -> tuple[str, ...]:
    return (*words.options, words.dont_know, words.no_disclose)


def _check_local(local: Sequence[Asked]) -> None:
    count = sum(len(one.items) for one in local)
    if count > MOST_LOCAL:
        raise CannotCompose(Refusal.TOO_MANY_LOCAL, count=count, limit=MOST_LOCAL)


def _asked(part: Part) -> Asked:
    """What is asked of a part, and of whom; the leader's context asks the leader alone."""
    theme = part.whole
    wanted = ("self",) if part.role is Role.CONTEXT else part.asked
    perspectives = tuple(name for name in theme.perspectives if wanted is None or name in wanted)
    items = {}
    for item in theme.items:
        if part.items is None or item.id in part.items:
            for_item = tuple(name for name in item.perspectives if name in perspectives)
            if for_item:
                items[item.id] = (for_item, item.reversed)
    if not items:
        raise CannotCompose(Refusal.NOBODY_ASKED, part.theme)
    return Asked(part.instrument, part.theme, perspectives, items)


def _borrowed(every: Sequence[Asked]) -> dict[PerspectiveName, PerspectiveName]:
    """Whose words a perspective reads, where all parts that ask it agree; elsewhere words are written out."""
    found: dict[PerspectiveName, PerspectiveName] = {}
    for name in _LENDERS:
        lenders = {one.instrument.same_as.get(name) for one in every if name in one.perspectives}
        lender = next(iter(lenders)) if len(lenders) == 1 else None
        if lender is not None:
            found[name] = lender
    return found


def _structure(
    composition: Composition,
    parts: Sequence[Part],
    asked: Sequence[Asked],
    local: Sequence[Asked],
    borrowed: Mapping[PerspectiveName, PerspectiveName],
) -> dict[str, object]:
    scale: Scale = parts[0].instrument.scale
    tree: dict[str, object] = {
        "format": FORMAT,
        "id": composition.id,
        "version": composition.version,
        "validated": all(part.instrument.validated for part in parts),
    }
    if composition.comments:
        tree["comments"] = [question.id for question in composition.comments]
        if composition.comment_length is not None:
            tree["comment_length"] = composition.comment_length
    if professions := _professions(asked):
        tree["professions"] = professions
    tree["scale"] = {"lo": scale.lo, "hi": scale.hi}
    if borrowed:
        tree["same_as"] = dict(borrowed)
    themes = [theme_structure(one.theme, [one]) for one in asked]
    tree["themes"] = [*themes, *([theme_structure(LOCAL, local)] if local else [])]
    if composition.changes:
        tree["changes"] = [_change(change) for change in composition.changes]
    return tree


def _change(change: Change) -> dict[str, object]:
    day = {} if change.made_on is None else {"date": change.made_on}
    return {"version": change.version, **day, "reason": change.reason}


def _professions(asked: Iterable[Asked]) -> list[str]:
    """The professional groups of all parts, each once, where any intro has room for their example."""
    if not any(_has_slot(one) for one in asked):
        return []
    return list(dict.fromkeys(name for one in asked for name in one.instrument.professions))


def _has_slot(one: Asked) -> bool:
    """Whether the intro of a theme, as it is asked here, has room for an example in any language."""
    intros = (words.themes[one.theme].intro for words in one.instrument.wordings.values())
    return any(EXAMPLE_SLOT in intro.get(name, "") for intro in intros for name in one.perspectives)


def _words(
    composition: Composition,
    language: Language,
    parts: Sequence[Part],
    asked: Sequence[Asked],
    local: Sequence[Asked],
    borrowed: Mapping[PerspectiveName, PerspectiveName],
) -> dict[str, object]:
    wordings = [part.instrument.wordings[language] for part in parts]
    tree: dict[str, object] = {
        "title": composition.titles.get(language) or next(iter(composition.titles.values()), "")
    }
    if source := " ".join(dict.fromkeys(words.source for words in wordings if words.source)):
        tree["source"] = source
    tree["options"] = list(wordings[0].options)
    tree["dont_know"], tree["no_disclose"] = wordings[0].dont_know, wordings[0].no_disclose
    everybody = {name for one in (*asked, *local) for name in one.perspectives}
    if composition.comments:
        tree["comments"] = {
            question.id: _question(question, language, everybody, borrowed)
            for question in composition.comments
        }
    if professions := _professions(asked):
        tree["professions"] = dict(_examples(professions, composition, language, wordings))
    themes: dict[str, object] = {one.theme: theme_words([one], language, borrowed) for one in asked}
    if local:
        themes[LOCAL] = _local_words(composition, language, local, borrowed)
    tree["themes"] = themes
    return tree


def _question(
    question: OpenQuestion,
    language: Language,
    everybody: set[PerspectiveName],
    borrowed: Mapping[PerspectiveName, PerspectiveName],
) -> dict[str, str]:
    """An open question's words; whoever has none of her own and does not borrow by rule is given her lender's."""
    own = question.words.get(language, {})
    written: dict[str, str] = {}
    for name in PERSPECTIVES:
        if name not in everybody:
            continue
        text = own.get(name) or own.get(_LENDERS.get(name, name), "")
        lender = borrowed.get(name)
        lent = own.get(lender, "") if lender in everybody and lender is not None else ""
        if text and text != lent:
            written[name] = text
    return written


def _examples(
    professions: Sequence[str], composition: Composition, language: Language, wordings: Sequence[Wording]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and example of every professional group: the round's own example before those of the parts."""
    own = composition.examples.get(language, {})
    for name in professions:
        said = next((words.professions[name] for words in wordings if name in words.professions), name)
        theirs = (words.examples[name] for words in wordings if name in words.examples)
        example = own.get(name, "").strip() or next(theirs, "")
        yield name, {"name": said, **({"example": example} if example else {})}


def _local_words(
    composition: Composition,
    language: Language,
    local: Sequence[Asked],
    borrowed: Mapping[PerspectiveName, PerspectiveName],
) -> dict[str, object]:
    """The words of the local statements under one head; the texts of the themes they come from do not fit here."""
    words = theme_words(local, language, borrowed)
    kept: dict[str, object] = {name: words[name] for name in ("items", "short") if name in words}
    head = composition.local_heads.get(language)
    title = head.title if head else words["title"]
    stem = {"stem": head.stem} if head and head.stem else {}
    return {"title": title, **stem, **kept}

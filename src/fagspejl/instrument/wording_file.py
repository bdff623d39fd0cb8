"""Reading a wording file: the words of one language for what instrument.toml asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Final

from fagspejl.instrument.sections import Section
from fagspejl.instrument.sentences import WORDS
from fagspejl.instrument.structure import Structure
from fagspejl.instrument.types import (
    EXAMPLE_SLOT,
    PERSPECTIVES,
    Case,
    PerspectiveName,
    Theme,
    ThemeWording,
    Wording,
)
from fagspejl.lib.language import Language
from fagspejl.lib.wording import wording

_NO_THEME: Final = ThemeWording("", (), (), {}, {}, {}, {}, (), (), (), "")


def read_wording(top: Section, structure: Structure, language: Language) -> Wording:
    """Read a whole wording file; everything wrong is recorded in the section's faults.

    The words of the first perspective that is asked a statement are required; words for the others may be missing
    (`rules.coverage` names them). Everything else may be left out.
    """
    ours = wording(language, WORDS)
    title = top.text("title", required=True)
    source = top.text("source")
    options = _options(top, structure)
    dont_know = top.text("dont_know", default=ours.say("answer.dont_know"))
    no_disclose = top.text("no_disclose", default=ours.say("answer.no_disclose"))
    comments = _comments(top, structure)
    names, examples = _professions(top, structure)
    themes = _themes(top, structure)
    top.done()
    return Wording(
        language=language,
        title=title,
        source=source,
        options=options,
        dont_know=dont_know,
        no_disclose=no_disclose,
        themes=themes,
        comments=comments,
        examples=examples,
        professions=names,
    )


def check_examples(top: Section, wording: Wording, structure: Structure) -> None:
    """An intro with the slot needs an example for every profession, and examples need an intro with the slot."""
    intros = [intro for theme in wording.themes.values() for intro in theme.intro.values()]
    if any(EXAMPLE_SLOT in intro for intro in intros):
        for name in structure.professions:
            if name not in wording.examples:
                top.fault(f"professions.{name}.example", "EXAMPLE_MISSING", name=name)
        if not structure.professions:
            top.fault("professions", "PROFESSIONS_MISSING")
    elif wording.examples:
        top.fault("professions", "EXAMPLES_UNUSED", slot=EXAMPLE_SLOT)


def _options(top: Section, structure: Structure) -> tuple[str, ...]:
    lo, hi = structure.scale.lo, structure.scale.hi
    numbers = range(lo, hi + 1)
    if not top.has("options"):
        top.texts("options")
        return tuple(str(number) for number in numbers[:100])
    before = top.fault_count
    options = top.texts("options")
    if top.fault_count == before and len(options) != len(numbers):
        top.fault("options", "OPTION_COUNT", count=len(options), lo=lo, hi=hi, wanted=len(numbers))
    return options


def _unknown(section: Section, key: str, known: Collection[str]) -> None:
    near = get_close_matches(key, known, n=1)
    if near:
        section.fault(section.at(key), "UNKNOWN_NAME_NEAR", name=key, near=near[0])
    else:
        section.fault(section.at(key), "UNKNOWN_NAME", name=key)


def _known(section: Section | None, known: Collection[str]) -> list[str]:
    """The section's keys that instrument.toml knows; the others become faults."""
    if section is None:
        return []
    for key in section.remaining():
        if key not in known:
            _unknown(section, key, known)
    return [key for key in section.remaining() if key in known]


def _by_perspective(
    parent: Section, key: str, asked: Collection[PerspectiveName], *, slot: bool = False
) -> dict[PerspectiveName, str]:
    """Words that are one text for all who are asked, or a table with one text for each perspective."""
    value = parent.text_or_section(key, slot=slot)
    if value is None:
        return {}
    if isinstance(value, str):
        return {name: value for name in PERSPECTIVES if name in asked}
    return {name: line for name in _asked(value, asked) if (line := value.text(name, slot=slot))}


def _asked(section: Section, asked: Collection[PerspectiveName]) -> list[PerspectiveName]:
    for key in section.remaining():
        if key not in PERSPECTIVES:
            section.fault(section.at(key), "NOT_A_PERSPECTIVE", name=key, known=", ".join(PERSPECTIVES))
        elif key not in asked:
            section.fault(section.at(key), "NOT_ASKED_OF_THEME", name=key)
    return [name for name in PERSPECTIVES if section.has(name) and name in asked]


def _borrow(
    own: Mapping[PerspectiveName, str], structure: Structure, asked: Collection[PerspectiveName]
) -> dict[PerspectiveName, str]:
    """Fill in the words that a perspective borrows, in the order of `PERSPECTIVES`."""
    filled = {name: own.get(name) or own.get(structure.same_as.get(name, name), "") for name in PERSPECTIVES}
    return {name: line for name, line in filled.items() if line and name in asked}


def _comments(top: Section, structure: Structure) -> dict[str, Mapping[PerspectiveName, str]]:
    before = top.fault_count
    section = top.section("comments")
    unread = top.fault_count > before
    questions: dict[str, Mapping[PerspectiveName, str]] = {}
    for name in _known(section, structure.comments):
        assert section is not None
        own = _by_perspective(section, name, structure.perspectives)
        questions[name] = _borrow(own, structure, structure.perspectives)
    for name in structure.comments:
        if name not in questions and not unread:
            top.fault(f"comments.{name}", "WORDS_MISSING", name=name)
    return {name: questions[name] for name in structure.comments if name in questions}


def _professions(top: Section, structure: Structure) -> tuple[dict[str, str], dict[str, str]]:
    before = top.fault_count
    section = top.section("professions")
    unread = top.fault_count > before
    names: dict[str, str] = {}
    examples: dict[str, str] = {}
    for name in _known(section, structure.professions):
        entry = section.section(name) if section is not None else None
        if entry is None:
            names[name] = ""
            continue
        names[name] = entry.text("name", required=True)
        example = entry.text("example")
        if example:
            examples[name] = example
        entry.done()
    for name in structure.professions:
        if name not in names and not unread:
            top.fault(f"professions.{name}", "WORDS_MISSING", name=name)
    order = structure.professions
    return (
        {name: names[name] for name in order if name in names},
        {name: examples[name] for name in order if name in examples},
    )


def _themes(top: Section, structure: Structure) -> dict[str, ThemeWording]:
    section = top.section("themes", required=True)
    known = {theme.id: theme for theme in structure.themes}
    themes: dict[str, ThemeWording] = {}
    for name in _known(section, known):
        entry = section.section(name) if section is not None else None
        themes[name] = _NO_THEME if entry is None else _theme(entry, known[name], structure)
    for name in known:
        if section is not None and name not in themes:
            top.fault(section.at(name), "WORDS_MISSING", name=name)
    return {name: themes[name] for name in known if name in themes}


def _theme(section: Section, theme: Theme, structure: Structure) -> ThemeWording:
    asked = theme.perspectives
    title = section.text("title", required=True)
    intro = _borrow(_by_perspective(section, "intro", asked, slot=True), structure, asked)
    stem = _borrow(_by_perspective(section, "stem", asked), structure, asked)
    items = _items(section, theme, structure)
    wording = ThemeWording(
        title=title,
        what=section.texts("what"),
        why=section.texts("why"),
        intro=intro,
        stem=stem,
        items=items,
        short=_short(section, theme, items),
        reflection=section.texts("reflection"),
        cases=_cases(section),
        reading=section.texts("reading"),
        team_question=section.text("team_question"),
        advice=section.texts("advice"),
    )
    section.done()
    return wording


def _items(section: Section, theme: Theme, structure: Structure) -> dict[PerspectiveName, Mapping[str, str]]:
    before = section.fault_count
    table = section.section("items", required=True)
    own: dict[PerspectiveName, dict[str, str]] = {}
    for name in _asked(table, theme.perspectives) if table is not None else ():
        entry = table.section(name) if table is not None else None
        if entry is None:
            continue
        wanted = [item.id for item in theme.items if name in item.perspectives]
        own[name] = {item: entry.text(item) for item in _known(entry, wanted)}
    filled: dict[PerspectiveName, Mapping[str, str]] = {}
    for name in theme.perspectives:
        lender = own.get(structure.same_as.get(name, name), {})
        words = {
            item.id: own.get(name, {}).get(item.id) or lender.get(item.id, "")
            for item in theme.items
            if name in item.perspectives
        }
        if any(words.values()):
            filled[name] = {item: line for item, line in words.items() if line}
    if section.fault_count == before:
        for item in theme.items:
            first = item.perspectives[0]
            if item.id not in filled.get(first, {}):
                key = f"{section.at('items')}.{first}.{item.id}"
                section.fault(key, "WORDING_MISSING", name=item.id, perspective=first)
    return filled


def _short(
    section: Section, theme: Theme, items: Mapping[PerspectiveName, Mapping[str, str]]
) -> dict[str, str]:
    table = section.section("short")
    labels = {
        name: table.text(name) for name in _known(table, [i.id for i in theme.items]) if table is not None
    }
    return {
        item.id: labels.get(item.id) or items.get(item.perspectives[0], {}).get(item.id, "")
        for item in theme.items
    }


def _cases(section: Section) -> tuple[Case, ...]:
    if not section.has("cases"):
        section.texts("cases")
        return ()
    cases = []
    for entry in section.sections("cases"):
        cases.append(Case(entry.text("title", required=True), entry.texts("paragraphs", required=True)))
        entry.done()
    return tuple(cases)

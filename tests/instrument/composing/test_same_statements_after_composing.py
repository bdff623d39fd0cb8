"""What Bente puts together is read back as it was: every statement, in every perspective and language."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from fagspejl.instrument.composing import LOCAL, Composition, Part, Role, compose
from fagspejl.instrument.loader import load, read
from fagspejl.instrument.types import PERSPECTIVES, Instrument, PerspectiveName
from support.instruments import file_text

TESTED = load("faglig-ledelse")
NINE = load("ledelse-af-fagprofessionelle")
OPTIONS = {name: list(words.options) for name, words in TESTED.wordings.items()}
ANSWERS = {name: (words.dont_know, words.no_disclose) for name, words in TESTED.wordings.items()}
TITLES = {"da": "Vores evaluering", "en": "Our evaluation"}


@st.composite
def own_themes(draw: st.DrawFn) -> Instrument:
    """An organisation's own theme: some perspectives, some words missing, some borrowed, any text."""
    asked = draw(st.lists(st.sampled_from(PERSPECTIVES), min_size=1, unique=True))
    items: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        some = draw(st.lists(st.sampled_from(asked), min_size=1, unique=True))
        items.append({"id": f"own_{number}", "reversed": draw(st.booleans()), "perspectives": some})
    borrowed: dict[str, str] = {}
    for name in {"peer", "subordinate_leader"} & set(asked):
        lender = draw(st.sampled_from([None, "employee", "self", "superior"]))
        if lender:
            borrowed[name] = lender
    structure = {
        "id": "own-theme",
        "version": "1.0",
        "scale": {"lo": 1, "hi": 5},
        "themes": [{"id": "own", "perspectives": asked, "items": items}],
        **({"same_as": borrowed} if borrowed else {}),
    }
    files = {"instrument.toml": file_text(structure).encode()}
    texts = st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=9
    )
    line = texts.map(lambda text: "x" + text.replace("{", "(").replace("}", ")"))
    for language in ("da", "en"):
        words: dict[str, dict[str, str]] = {}
        for item in items:
            first = next(name for name in PERSPECTIVES if name in item["perspectives"])
            for name in item["perspectives"]:
                if name == first or draw(st.booleans()):
                    words.setdefault(name, {})[item["id"]] = draw(line)
        theme = {"title": draw(line), "stem": {asked[0]: draw(line)}, "items": words}
        dont_know, no_disclose = ANSWERS[language]
        tree = {
            "title": "Own",
            "options": OPTIONS[language],
            "dont_know": dont_know,
            "no_disclose": no_disclose,
            "themes": {"own": theme},
        }
        files[f"{language}.toml"] = file_text(tree).encode()
    return read(files)


def _said(instrument: Instrument, item: str) -> dict[tuple[str, PerspectiveName], str]:
    theme = next(one.theme for one in instrument.items if one.id == item)
    return {
        (language, name): words[item]
        for language, wording in instrument.wordings.items()
        for name, words in wording.themes[theme].items.items()
        if item in words
    }


def _of(*parts: Part) -> Instrument:
    return read(compose(Composition("ours", "1.0", TITLES, ("da", "en"), parts)))


@settings(deadline=None, max_examples=15)
@given(own=own_themes(), order=st.permutations(range(3)))
def test_statements_and_who_is_asked_are_the_same(own: Instrument, order: list[int]) -> None:
    """Bente takes the tested theme, a theme of ours and her own one in any order, and every word is where it was."""
    every = [Part(TESTED, "faglig_ledelse"), Part(NINE, "krav"), Part(own, "own")]
    made = _of(*(every[n] for n in order))
    assert [theme.id for theme in made.themes] == [every[n].theme for n in order]
    for part in every:
        there = next(theme for theme in made.themes if theme.id == part.theme)
        assert there == part.whole
        for language, wording in part.instrument.wordings.items():
            assert made.wordings[language].themes[part.theme] == wording.themes[part.theme]


@settings(deadline=None, max_examples=10)
@given(
    own=own_themes(),
    chosen=st.sets(st.sampled_from([item.id for item in NINE.items]), min_size=1, max_size=6),
)
def test_local_statements_are_gathered_word_for_word(own: Instrument, chosen: set[str]) -> None:
    """Bente picks some of the nine statements beside her own, and they stand in one theme with the words they had."""
    taken = [
        Part(NINE, theme.id, Role.LOCAL, tuple(chosen))
        for theme in NINE.themes
        if {item.id for item in theme.items} & chosen
    ]
    made = _of(Part(own, "own", Role.LOCAL), *taken)
    assert [theme.id for theme in made.themes] == [LOCAL]
    for source, items in ((own, [item.id for item in own.items]), (NINE, chosen)):
        for item in items:
            assert _said(made, item) == _said(source, item)
            before = next(one for one in source.items if one.id == item)
            after = next(one for one in made.items if one.id == item)
            assert (after.reversed, after.perspectives) == (before.reversed, before.perspectives)


def test_the_tested_theme_brings_its_examples_and_source() -> None:
    """Sofie reads the example of her profession, and the report names where the statements come from."""
    made = _of(Part(NINE, "bidrag"), Part(TESTED, "faglig_ledelse"))
    for language, wording in TESTED.wordings.items():
        assert made.wordings[language].examples == wording.examples
        assert wording.source in made.wordings[language].source
    assert not made.validated
    assert _of(Part(TESTED, "faglig_ledelse")).validated

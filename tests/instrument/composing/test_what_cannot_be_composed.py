"""What cannot be one questionnaire is refused by name, before anything is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fagspejl.instrument.composing import (
    CannotCompose,
    Composition,
    Head,
    Part,
    Refusal,
    Role,
    compose,
    missing,
)
from fagspejl.instrument.errors import InstrumentInvalid
from fagspejl.instrument.loader import load, read
from fagspejl.instrument.types import Instrument, Scale
from support.instruments import complete, file_text

TESTED = load("faglig-ledelse")
NINE = load("ledelse-af-fagprofessionelle")
THEME = Part(TESTED, "faglig_ledelse")


def _other() -> Instrument:
    return read({name: file_text(tree).encode() for name, tree in complete().items()})


def _composition(*parts: Part) -> Composition:
    heads = {
        "da": Head("Lokale udsagn", "Hvor enig er du?"),
        "en": Head("Local statements", "How much do you agree?"),
    }
    return Composition("ours", "1.0", {"da": "Vores"}, ("da", "en"), parts, local_heads=heads)


_ALL_OF_THEM = (
    *(Part(NINE, theme.id, Role.LOCAL) for theme in NINE.themes),
    Part(TESTED, "faglig_ledelse", Role.LOCAL),
)
_EMPLOYEES = Part(NINE, "krav", Role.CONTEXT)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((), Refusal.NOTHING_CHOSEN),
        ((THEME, Part(_other(), "help")), Refusal.SCALES_DIFFER),
        ((THEME, Part(replace(_other(), scale=Scale(1, 5)), "help")), Refusal.OPTIONS_DIFFER),
        ((replace(THEME, items=("dilemmas",)),), Refusal.TESTED_CUT),
        (_ALL_OF_THEM, Refusal.TOO_MANY_LOCAL),
        ((replace(THEME, asked=()),), Refusal.NOBODY_ASKED),
    ],
)
def test_parts_that_do_not_fit_are_refused(parts: tuple[Part, ...], why: Refusal) -> None:
    """Bente is told why her choice cannot be one questionnaire."""
    with pytest.raises(CannotCompose) as refused:
        compose(_composition(*parts))
    assert refused.value.why is why


def test_the_same_theme_twice_is_refused_by_the_reader() -> None:
    """Bente takes one statement into two places, and nobody is asked it twice."""
    files = compose(_composition(Part(NINE, "krav"), Part(NINE, "krav", Role.LOCAL, ("power",))))
    with pytest.raises(InstrumentInvalid) as refused:
        read(files)
    assert [fault.code for fault in refused.value.faults] == ["TWICE"]


def test_a_language_that_one_theme_lacks_is_left_out_and_told() -> None:
    """Bente wants English too, her own theme has only Danish words, and the theme is named."""
    danish = replace(NINE, wordings={"da": NINE.wordings["da"]})
    composition = _composition(THEME, Part(danish, "krav"))
    assert [(one.language, one.theme, one.title) for one in missing(composition)] == [
        ("en", "krav", "Krav til ledelse")
    ]
    assert tuple(read(compose(composition)).wordings) == ("da",)
    english = replace(TESTED, wordings={"en": TESTED.wordings["en"]})
    with pytest.raises(CannotCompose) as refused:
        compose(_composition(Part(english, "faglig_ledelse"), Part(danish, "krav")))
    assert refused.value.why is Refusal.NO_COMMON_LANGUAGE


def test_the_leaders_context_asks_the_leader_alone() -> None:
    """Karen is asked about her own conditions, and Sofie is not."""
    made = read(compose(_composition(THEME, _EMPLOYEES)))
    context = made.themes[-1]
    assert context.perspectives == ("self",)
    assert {item.perspectives for item in context.items} == {("self",)}
    assert set(made.wordings["da"].themes["krav"].items) == {"self"}

"""What a planner may choose from, and each thing she can do with her choice. Pure but for reading questionnaires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fagspejl.evaluation.selectors.questionnaires import instrument_of, own_questionnaires
from fagspejl.evaluation.types.composition import KEPT, ChosenTheme, CompositionValues
from fagspejl.instrument.composing import Role
from fagspejl.instrument.loader import library
from fagspejl.instrument.types import Instrument, Theme
from fagspejl.lib.language import Language

SEPARATOR = "/"  # between source and theme in a form's value; neither can hold it


@dataclass(frozen=True, slots=True)
class Offered:
    """A theme that can be chosen. `own`: entered or imported here; `tested`: of a validated questionnaire."""

    source: str
    theme: Theme
    title: str
    own: bool
    tested: bool
    languages: tuple[Language, ...]

    @property
    def value(self) -> str:
        """What a form sends."""
        return f"{self.source}{SEPARATOR}{self.theme.id}"


def offered(language: Language) -> list[Offered]:
    """Return every theme of the newest shipped versions, then of the newest own ones."""
    sources = [(f"{name}@{versions[-1]}", False) for name, versions in library()]
    newest = {one.name: one for one in reversed(own_questionnaires())}  # the newest of a name comes last
    sources += [(KEPT + one.sha256, True) for _, one in sorted(newest.items())]
    return [
        Offered(
            source,
            theme,
            title_of(instrument, theme.id, language),
            own,
            instrument.validated,
            tuple(instrument.wordings),
        )
        for source, own in sources
        for instrument in (instrument_of(source),)
        for theme in instrument.themes
    ]


def title_of(instrument: Instrument, theme: str, language: Language) -> str:
    """Return a theme's title in the language, or in the one it has."""
    words = instrument.wordings.get(language) or next(iter(instrument.wordings.values()))
    return words.themes[theme].title


def add(values: CompositionValues, source: str, theme: str, role: Role) -> CompositionValues:
    """Take a theme in, behind the others of its role; one that is there already stays where it is."""
    if any(
        (one.source, one.theme) == (source, theme) and one.role is not Role.LOCAL for one in values.themes
    ):
        return values
    return _in_order(replace(values, themes=(*values.themes, ChosenTheme(source, theme, role))))


def remove(values: CompositionValues, place: int) -> CompositionValues:
    """Take the theme of a place away."""
    kept = (one for number, one in enumerate(values.themes) if number != place)
    return replace(values, themes=tuple(kept))


def move(values: CompositionValues, place: int, by: int) -> CompositionValues:
    """Let the theme of a place change places with its neighbour of the same role."""
    themes, there = list(values.themes), place + by
    if 0 <= place < len(themes) and 0 <= there < len(themes) and themes[place].role is themes[there].role:
        themes[place], themes[there] = themes[there], themes[place]
    return replace(values, themes=tuple(themes))


def newer(values: CompositionValues, place: int, source: str) -> CompositionValues:
    """Take the newer version of the theme of a place."""
    themes = list(values.themes)
    if 0 <= place < len(themes):
        themes[place] = replace(themes[place], source=source, items=None)
    return replace(values, themes=tuple(themes))


def with_local(values: CompositionValues, chosen: Sequence[str]) -> CompositionValues:
    """Ask these local statements, each `source/theme/item`, and no others."""
    themes = [one for one in values.themes if one.role is not Role.LOCAL]
    parts: dict[tuple[str, str], list[str]] = {}
    for one in chosen:
        source, theme, item = one.rsplit(SEPARATOR, 2)
        parts.setdefault((source, theme), []).append(item)
    local = (ChosenTheme(source, theme, Role.LOCAL, tuple(items)) for (source, theme), items in parts.items())
    return replace(values, themes=(*themes, *local))


def local_values(values: CompositionValues) -> set[str]:
    """Return the local statements that are asked, as a form sends them."""
    return set(_asked(one for one in values.themes if one.role is Role.LOCAL))


def asked_values(values: CompositionValues) -> set[str]:
    """Return every statement that is asked, local or in a theme, as a form sends local ones."""
    return set(_asked(values.themes))


def with_examples(
    values: CompositionValues, examples: Mapping[Language, Mapping[str, str]]
) -> CompositionValues:
    """Use these area examples; an empty one is that of the theme. Those in other languages stay."""
    written = {
        language: {name: " ".join(text.split()) for name, text in texts.items() if text.strip()}
        for language, texts in examples.items()
    }
    merged: dict[Language, Mapping[str, str]] = {**values.examples, **written}
    return replace(values, examples={language: texts for language, texts in merged.items() if texts})


def _asked(themes: Iterable[ChosenTheme]) -> Iterator[str]:
    for one in themes:
        theme = next(t for t in instrument_of(one.source).themes if t.id == one.theme)
        for item in theme.items:
            if one.items is None or item.id in one.items:
                yield SEPARATOR.join((one.source, one.theme, item.id))


def _in_order(values: CompositionValues) -> CompositionValues:
    order = tuple(Role)
    return replace(values, themes=tuple(sorted(values.themes, key=lambda one: order.index(one.role))))

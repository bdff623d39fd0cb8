"""The one table of released figures that every export writes: a row per printed place, in the Release's order. Pure.

Nothing is computed here: a row holds what the Release holds, in columns. Means, bands and bounds are whole tenths
until a file is written. Columns: docs/reference/exports.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Protocol

from fagspejl.disclosure.types import Code, FigureKind, GroupName, Organisation, Reason
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.tenths import decimal
from fagspejl.lib.wording import Wording, wording
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.perspectives import group_title
from fagspejl.reporting.pages.view_of_part import ReleasedRound

Value = str | int | None
ColumnKind = Literal["text", "tenths", "count"]
_WORDS: Final = "fagspejl.reporting.words.exports"
_FRONT: Final = ("level", "unit", "unit_name", "leader", "leader_name")
_TEXTS: Final = (*_FRONT, "perspective", "kind", "theme", "statement", "text")
_STATE: Final = ("status", "reason", "code")
_TENTHS: Final = ("value", "lower", "upper")
_WHOLE: Final = (FigureKind.ITEM, FigureKind.ANSWERS)


class _FigureLike(Protocol):
    """One printed place of a Release: value in tenths, [lower, upper] in tenths, counts, or [n, N]."""

    @property
    def group(self) -> GroupName: ...
    @property
    def kind(self) -> FigureKind: ...
    @property
    def id(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def code(self) -> Code | None: ...
    @property
    def n(self) -> int | None: ...
    @property
    def reason(self) -> Reason | None: ...


class _Tree(Protocol):
    @property
    def organisation(self) -> Organisation: ...


class ReleasedFigures(ReleasedRound, Protocol):
    """A round's released figures as flat rows; the Release is one."""

    @property
    def printed(self) -> _Tree: ...  # noqa: D102

    def unit_rows(self, index: int) -> Iterator[_FigureLike]:
        """Figures of one unit."""

    def leader_rows(self, index: int) -> Iterator[_FigureLike]:
        """Figures of one leader."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the same in every file and language; what it holds; and what the words of a code are."""

    name: str
    kind: ColumnKind
    label: str
    codes: Mapping[str, str] = field(default_factory=dict)


class FigureTable:
    """Released figures of all units, and of the leaders that are named. Rows may be walked through again and again."""

    def __init__(
        self,
        release: ReleasedFigures,
        instrument: Instrument,
        language: Language,
        *,
        leaders: Collection[str] = (),
    ) -> None:
        """`leaders`: ids of those whose rows are wanted, which the round's policy must allow. Raises NoSuchLanguage."""
        self.release, self.language = release, language
        self.with_leaders = bool(leaders)
        self.words = wording(language, _WORDS)
        self._leaders = frozenset(leaders)
        frame = frame_for(instrument, language, release.scale)
        self._themes = {theme.id: frame.theme_title(theme.id) for theme in release.themes}
        self._statements = {
            item: (theme.id, frame.statement(theme.id, item), int(turned))
            for theme in release.themes
            for item, turned in theme.items
        }
        self._width = release.scale.hi - release.scale.lo + 1
        self.columns = tuple(_columns(self.words, frame, self._themes, self._statements))

    @property
    def title(self) -> str:
        """What the table is called."""
        info = self.release.info
        return self.words.say("file.title", round=info.title or info.organisation)

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Yield rows in the order of the columns: texts ("" for none), tenths and counts (None for none)."""
        tree = self.release.printed.organisation
        for index, unit in enumerate(tree.units):
            front = ("unit", unit.id, unit.name, "", "")
            yield from self._rows(front, self.release.unit_rows(index))
        for index, leader in enumerate(tree.leaders):
            if leader.id in self._leaders:
                unit = tree.units[leader.unit]
                front = ("leader", unit.id, unit.name, leader.id, leader.name)
                yield from self._rows(front, self.release.leader_rows(index))

    def _rows(self, front: tuple[str, ...], figures: Iterable[_FigureLike]) -> Iterator[tuple[Value, ...]]:
        for figure in figures:
            yield (*front, figure.group, figure.kind.value, *self._about(figure), *self._printed(figure))

    def _about(self, figure: _FigureLike) -> tuple[Value, ...]:
        """What a figure is about: theme, statement, text, and whether the statement was turned."""
        if figure.kind in _WHOLE:
            theme, text, turned = self._statements[figure.id]
            return theme, figure.id, text, turned
        return figure.id, "", self._themes.get(figure.id, ""), None

    def _printed(self, figure: _FigureLike) -> tuple[Value, ...]:
        state: tuple[Value, ...] = (
            "shown" if figure.reason is None else "withheld",
            "" if figure.reason is None else figure.reason.value,
            "" if figure.code is None else figure.code.value,
        )
        value, none = figure.value, (None,) * (self._width + 2)
        if value is None:
            return (*state, None, None, None, figure.n, None, *none)
        match figure.kind:
            case FigureKind.RESPONSE:
                return (*state, None, None, None, *value, *none)
            case FigureKind.BAND | FigureKind.BOUNDS:
                return (*state, None, *value, figure.n, None, *none)
            case FigureKind.ANSWERS:
                spoken = value["dont_know"], value["no_disclose"]
                return (*state, None, None, None, figure.n, None, *value["options"], *spoken)
            case _:
                return (*state, value, None, None, figure.n, None, *none)


def as_number(column: Column, value: Value) -> float | int | None:
    """Return a number as files hold it: tenths with one decimal."""
    assert not isinstance(value, str)
    return decimal(value) if column.kind == "tenths" and value is not None else value


def _columns(
    words: Wording, frame: Frame, themes: Mapping[str, str], statements: Mapping[str, tuple[str, str, int]]
) -> Iterator[Column]:
    coded: dict[str, Mapping[str, str]] = {
        "level": {name: words.say(f"level.{name}") for name in ("unit", "leader")},
        "perspective": {name: group_title(frame, name) for name in _GROUPS},
        "kind": {kind.value: words.say(f"kind.{kind.value}") for kind in FigureKind},
        "theme": themes,
        "statement": {item: text for item, (_, text, _) in statements.items()},
        "status": {name: words.say(f"status.{name}") for name in ("shown", "withheld")},
        "reason": {reason.value: words.say(f"reason.{reason.value}") for reason in Reason},
        "code": {code.value: words.say(f"code.{code.value}") for code in Code},
    }

    def column(name: str, kind: ColumnKind) -> Column:
        return Column(name, kind, words.say(f"column.{name}"), coded.get(name, {}))

    yield from (column(name, "text") for name in _TEXTS)
    yield column("reversed", "count")
    yield from (column(name, "text") for name in _STATE)
    yield from (column(name, "tenths") for name in _TENTHS)
    yield from (column(name, "count") for name in ("n", "invited"))
    for tick in frame.ticks:
        label = words.say("column.option", option=tick.number, label=tick.label)
        yield Column(f"option_{tick.number}".replace("-", "minus_"), "count", label)
    for name, label in (("dont_know", frame.wording.dont_know), ("no_disclose", frame.wording.no_disclose)):
        yield Column(name, "count", words.say(f"column.{name}", label=label))


_GROUPS: Final[tuple[GroupName, ...]] = ("employee", "subordinate_leader", "peer")

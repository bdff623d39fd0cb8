"""ResponseTable: one round, one scale, one row per submitted form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fagspejl.analysis.types import ItemSpec, Missing, Perspective
from fagspejl.lib.errors import FagspejlError

MOST_OPTIONS = 120  # places are kept in one byte
_FARTHEST = 1_000_000


class ResponseTableInvalid(FagspejlError):
    """The arrays do not describe one round of answers; `fact` says where and how."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """Answers of one round on one scale. Build with `from_raw`.

    values   (R, I) int8, Fortran order: place on the scale after reversal, x - lo + 1, so 1..K with K = `options`;
             0 = missing. On a scale from 1 a place is the answer itself. Invariant: (values == 0) == (missing > 0).
    missing  (R, I) int8: a `Missing` per answer.
    leader   (R,) int32 leader index; group (R,) int8 `Perspective`; person (R,) int32, distinct within the round
             and held in memory only, for distinct counts.
    invited  (leaders, 5) int32: people invited and eligible; -1 where it is not known.
    """

    lo: int
    hi: int
    items: tuple[ItemSpec, ...]
    values: NDArray[np.int8]
    missing: NDArray[np.int8]
    leader: NDArray[np.int32]
    group: NDArray[np.int8]
    person: NDArray[np.int32]
    invited: NDArray[np.int32]

    @classmethod
    def from_raw(
        cls,
        *,
        lo: int,
        hi: int,
        items: Sequence[ItemSpec],
        values: ArrayLike,
        leader: ArrayLike,
        group: ArrayLike,
        person: ArrayLike,
        invited: ArrayLike,
        missing: ArrayLike | None = None,
    ) -> ResponseTable:
        """Check the arrays, turn reversed items with lo + hi - x, and freeze.

        `values` (R, I) holds lo..hi as the rater answered, 0 where there is no answer. `missing` (R, I) gives the
        `Missing` kind. Without it every 0 is BLANK, except on a scale that holds 0: there a 0 is an answer, and only
        `missing` can say that there is none. lo may be any whole number.

        Raises ResponseTableInvalid with the first offending row and column.
        """
        specs = tuple(items)
        if not lo < hi < lo + MOST_OPTIONS or max(abs(lo), abs(hi)) > _FARTHEST:
            raise ResponseTableInvalid(f"scale {lo}..{hi}: it must have 2 to {MOST_OPTIONS} options")
        if len({s.id for s in specs}) != len(specs) or not specs:
            raise ResponseTableInvalid("items must be present and have distinct ids")
        raw = _integers(values, "values", 2)
        rows = raw.shape[0]
        if raw.shape[1] != len(specs):
            raise ResponseTableInvalid(f"values has {raw.shape[1]} columns for {len(specs)} items")
        gaps = _gaps(raw, missing, lo, hi)
        _refuse("value outside the scale", (gaps == 0) & ((raw < lo) | (raw > hi)), raw)
        columns = {
            name: _column(given, name, rows)
            for name, given in (("leader", leader), ("group", group), ("person", person))
        }
        asked = _invited(invited, columns)
        return cls(
            lo=lo,
            hi=hi,
            items=specs,
            values=_placed(raw, gaps, specs, lo, hi),
            missing=np.asfortranarray(gaps.astype(np.int8)),
            leader=columns["leader"].astype(np.int32),
            group=columns["group"].astype(np.int8),
            person=columns["person"].astype(np.int32),
            invited=asked.astype(np.int32),
        )

    @property
    def options(self) -> int:
        """K, the number of options of the scale."""
        return self.hi - self.lo + 1

    @property
    def rows(self) -> int:
        """Number of submitted forms."""
        return int(self.values.shape[0])

    @property
    def n_leaders(self) -> int:
        """Number of leaders, those without an answer included."""
        return int(self.invited.shape[0])

    @property
    def themes(self) -> tuple[str, ...]:
        """Theme ids in questionnaire order."""
        return tuple(dict.fromkeys(item.theme for item in self.items))

    def theme_columns(self, theme: str) -> tuple[int, ...]:
        """Columns of a theme's items."""
        return tuple(i for i, item in enumerate(self.items) if item.theme == theme)


def _gaps(raw: NDArray[np.integer], missing: ArrayLike | None, lo: int, hi: int) -> NDArray[np.integer]:
    """Return the kind of missing per answer; BLANK where no kind was given. Nothing stands where there is no answer."""
    if missing is None:
        return np.where((raw == 0) & (not lo <= 0 <= hi), np.int8(Missing.BLANK), np.int8(0))
    gaps = _integers(missing, "missing", 2)
    if gaps.shape != raw.shape:
        raise ResponseTableInvalid(f"missing has shape {gaps.shape}, values {raw.shape}")
    _refuse("unknown kind of missing", (gaps < 0) | (gaps > Missing.NOT_ASKED), gaps)
    _refuse("a value and a reason for having none", (raw != 0) & (gaps > 0), raw)
    if not lo <= 0 <= hi:
        _refuse("neither a value nor a reason for having none", (raw == 0) & (gaps == 0), raw)
    return gaps


def _column(given: ArrayLike, name: str, rows: int) -> NDArray[np.integer]:
    column = _integers(given, name, 1)
    if column.shape != (rows,):
        raise ResponseTableInvalid(f"{name} has {column.shape[0]} entries for {rows} rows")
    return column


def _invited(invited: ArrayLike, columns: dict[str, NDArray[np.integer]]) -> NDArray[np.integer]:
    """Return the invited array after checking that every row's leader and perspective has its place in it."""
    asked = _integers(invited, "invited", 2)
    if asked.shape[1:] != (len(Perspective),):
        raise ResponseTableInvalid(f"invited needs {len(Perspective)} columns, one per perspective")
    leader, group, person = columns["leader"], columns["group"], columns["person"]
    _refuse("leader without a row in invited", (leader < 0) | (leader >= asked.shape[0]), leader)
    _refuse("unknown perspective", (group < 0) | (group >= len(Perspective)), group)
    _refuse("negative person", person < 0, person)
    return asked


def _placed(
    raw: NDArray[np.integer], gaps: NDArray[np.integer], specs: tuple[ItemSpec, ...], lo: int, hi: int
) -> NDArray[np.int8]:
    """Return each answer's place on the scale, 1..K, reversed items turned, Fortran order; 0 where there is none."""
    if lo != 1:
        raw = np.where(gaps == 0, raw.astype(np.int32) - (lo - 1), 0)
    placed = raw.astype(np.int8, order="F")
    above = hi - lo + 2  # place of an answer + place of the one it is turned into
    for column_index, spec in enumerate(specs):
        if spec.reversed:
            column = placed[:, column_index]
            placed[:, column_index] = np.where(column == 0, 0, above - column)
    return placed


def _integers(given: ArrayLike, name: str, ndim: int) -> NDArray[np.integer]:
    array = np.asarray(given)
    if array.ndim != ndim:
        raise ResponseTableInvalid(f"{name} has {array.ndim} dimensions, {ndim} are needed")
    if array.dtype.kind in "iu":
        return array
    if array.dtype.kind == "f":
        if not np.isfinite(array).all():
            raise ResponseTableInvalid(f"{name} holds NaN or infinity; give 0 for no answer")
        if (array != np.trunc(array)).any():
            raise ResponseTableInvalid(f"{name} holds numbers that are not whole")
        return array.astype(np.int64)
    raise ResponseTableInvalid(f"{name} must hold whole numbers, not {array.dtype}")


def _refuse(what: str, bad: NDArray[np.bool_], array: NDArray[np.generic]) -> None:
    if bad.any():
        place = tuple(int(i) for i in np.argwhere(bad)[0])
        raise ResponseTableInvalid(f"{what}: {array[place]} at {place}")

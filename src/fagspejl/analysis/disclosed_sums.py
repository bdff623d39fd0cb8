"""What a set of published figures gives away: oracles for tests and tools for analysts.

Formulas: docs/explanation/formulas.md 3.13.

The Release itself uses blocks and cells, not suppression; it is checked against these functions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from fagspejl.analysis.errors import ValueOutsideScale, WrongShape

_PRIME = (1 << 61) - 1  # exact arithmetic modulo a prime: a rational row space survives it
_SLACK = 1e-9

Row = list[int]


@dataclass(frozen=True, slots=True)
class Suppression:
    """Cells too small themselves, and every smallest choice of further cells that must go with them."""

    primary: tuple[str, ...]
    min_extra_cells: int
    min_extra_people: int
    optimal_extra: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CountSum:
    """How many answered and the sum of their answers, as a page showed it at one time."""

    n: int
    total: int


def _atoms(
    cells: Mapping[str, Collection[int]], published: Sequence[str]
) -> list[tuple[frozenset[int], Row]]:
    """People with equal membership in the published cells, and that membership; people in no cell are left out."""
    for name in published:
        if name not in cells:
            raise WrongShape("published", f"{name!r} is not a cell")
    members = [frozenset(cells[name]) for name in published]
    grouped: dict[tuple[int, ...], set[int]] = {}
    for person in frozenset().union(*members):
        grouped.setdefault(tuple(int(person in m) for m in members), set()).add(person)
    return [(frozenset(people), list(pattern)) for pattern, people in sorted(grouped.items(), reverse=True)]


def _echelon(rows: list[Row]) -> list[tuple[int, Row]]:
    """Reduced rows modulo the prime, each with its pivot column."""
    basis: list[tuple[int, Row]] = []
    for row in rows:
        left = _reduce(row, basis)
        pivot = next((i for i, v in enumerate(left) if v), None)
        if pivot is None:
            continue
        inverse = pow(left[pivot], -1, _PRIME)
        left = [v * inverse % _PRIME for v in left]
        basis = [(p, _subtract(r, left, r[pivot])) for p, r in basis]
        basis.append((pivot, left))
    return basis


def _reduce(row: Row, basis: list[tuple[int, Row]]) -> Row:
    for pivot, other in basis:
        if row[pivot]:
            row = _subtract(row, other, row[pivot])
    return row


def _subtract(row: Row, other: Row, times: int) -> Row:
    return [(a - times * b) % _PRIME for a, b in zip(row, other, strict=True)]


def _small_unions(sizes: list[int], k: int) -> Iterator[tuple[int, ...]]:
    """Index sets of atoms with fewer than k people together, small sets first."""
    small = [i for i, size in enumerate(sizes) if size < k]
    for length in range(1, k):
        for chosen in combinations(small, length):
            if sum(sizes[i] for i in chosen) < k:
                yield chosen


def disclosed(cells: Mapping[str, Collection[int]], published: Sequence[str], k: int) -> list[frozenset[int]]:
    """Return the minimal sets S with 0 < |S| < k whose sum can be solved from the published cells' sums.

    `cells` maps a name to its people. S is disclosed if its 0/1 indicator lies in the row space of the published
    cells' indicators; the work is done on atoms (people with equal membership). Raises WrongShape, ValueOutsideScale.
    """
    if k < 1:
        raise ValueOutsideScale("k", k, 1, float("inf"))
    if not published:
        return []
    atoms = _atoms(cells, published)
    basis = _echelon([[pattern[row] for _, pattern in atoms] for row in range(len(published))])
    found: list[frozenset[int]] = []
    indices: list[frozenset[int]] = []
    for chosen in _small_unions([len(people) for people, _ in atoms], k):
        as_set = frozenset(chosen)
        if any(smaller < as_set for smaller in indices):
            continue
        if not any(_reduce([int(i in as_set) for i in range(len(atoms))], basis)):
            indices.append(as_set)
            found.append(frozenset().union(*(atoms[i][0] for i in chosen)))
    return found


def is_safe(cells: Mapping[str, Collection[int]], published: Sequence[str], k: int) -> bool:
    """Whether no sum of fewer than k people can be solved from the published cells."""
    return not disclosed(cells, published, k)


def optimal_suppression(cells: Mapping[str, Collection[int]], k: int) -> Suppression:
    """Hide cells below k, then the fewest further cells so that nothing small is disclosed; ties by fewest people.

    Enumerates, so it is an oracle for small tables (about 15 cells), not a tool for a nation.
    """
    primary = tuple(name for name, people in cells.items() if len(people) < k)
    rest = [name for name in cells if name not in primary]
    for extra in range(len(rest) + 1):
        found = [
            (sum(len(cells[name]) for name in chosen), chosen)
            for chosen in combinations(rest, extra)
            if is_safe(cells, [name for name in rest if name not in chosen], k)
        ]
        if found:
            fewest = min(people for people, _ in found)
            best = tuple(chosen for people, chosen in found if people == fewest)
            return Suppression(primary, extra, fewest, best)
    raise AssertionError("publishing nothing is safe")


def compatible_sums(mean: float, n: int, decimals: int, lo: int, hi: int) -> list[int]:
    """Return the whole sums s of n answers with |s/n - mean| <= half a unit of the last decimal + 1e-9.

    One sum left means that rounding hides nothing (always so for n < 10^decimals). Raises ValueOutsideScale.
    """
    if n < 1:
        raise ValueOutsideScale("n", n, 1, float("inf"))
    half = 0.5 * 10.0**-decimals + _SLACK
    return [s for s in range(lo * n, hi * n + 1) if abs(s / n - mean) <= half]


def newcomer(before: CountSum, after: CountSum) -> int | None:
    """Return the one new answer when n grows by 1 between two looks; None otherwise."""
    return after.total - before.total if after.n == before.n + 1 else None

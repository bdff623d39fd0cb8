"""What can be solved from sums of blocks: exact elimination over a large prime field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

PRIME = (1 << 61) - 1

Row = tuple[int, ...]


class RowSpace:
    """All that follows by adding, subtracting and scaling from some sums of blocks."""

    def __init__(self, sums: Iterable[Sequence[int]]) -> None:
        self._basis: dict[int, Row] = {}  # by leading column
        for one in sums:
            rest = self.rest(one)
            if any(rest):
                lead = next(column for column, value in enumerate(rest) if value)
                self._basis[lead] = _scaled(rest, lead)

    def rest(self, row: Sequence[int]) -> Row:
        """What of a row does not follow."""
        left = [value % PRIME for value in row]
        for lead in sorted(self._basis):
            if left[lead]:
                factor = left[lead]
                left = [(a - factor * b) % PRIME for a, b in zip(left, self._basis[lead], strict=True)]
        return tuple(left)


def _scaled(row: Row, lead: int) -> Row:
    inverse = pow(row[lead], PRIME - 2, PRIME)
    return tuple(value * inverse % PRIME for value in row)


def solved(sums: Iterable[Sequence[int]], blocks: int) -> tuple[set[int], set[frozenset[int]]]:
    """Blocks of which some multiple follows, and pairs of which some mixture does."""
    space = RowSpace(sums)
    singles: set[int] = set()
    seen: dict[Row, list[int]] = {}
    for block in range(blocks):
        rest = space.rest([int(other == block) for other in range(blocks)])
        if not any(rest):
            singles.add(block)
            continue
        lead = next(column for column, value in enumerate(rest) if value)
        seen.setdefault(_scaled(rest, lead), []).append(block)
    pairs = {frozenset((a, b)) for alike in seen.values() for a in alike for b in alike if a < b}
    return singles, pairs

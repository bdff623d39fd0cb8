"""What can be wrong with the arrays given to a statistic. Every error carries the facts."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class AnalysisInputInvalid(FagspejlError):
    """Base of everything below: the arrays do not fit the statistic."""


class LengthMismatch(AnalysisInputInvalid):
    """Two arrays that must run in parallel do not."""

    def __init__(self, name: str, found: tuple[int, ...], needed: tuple[int, ...]) -> None:
        super().__init__(f"{name} has shape {found}; {needed} is needed")
        self.name, self.found, self.needed = name, found, needed


class NotWholeNumbers(AnalysisInputInvalid):
    """NaN, infinity, text or fractions where whole numbers are due."""

    def __init__(self, name: str, fact: str) -> None:
        super().__init__(f"{name} must hold whole numbers: {fact}")
        self.name, self.fact = name, fact


class NegativeGroup(AnalysisInputInvalid):
    """A group label below -1 (-1 alone means: leave this row out)."""

    def __init__(self, row: int, label: int) -> None:
        super().__init__(f"row {row} has group {label}; groups are 0, 1, ... and -1 leaves a row out")
        self.row, self.label = row, label


class UnknownGroup(AnalysisInputInvalid):
    """A group label at or above the number of groups."""

    def __init__(self, row: int, label: int, n_units: int) -> None:
        super().__init__(f"row {row} has group {label}, but there are only {n_units} groups")
        self.row, self.label, self.n_units = row, label, n_units


class ValueOutsideScale(AnalysisInputInvalid):
    """A value below lo or above hi."""

    def __init__(self, name: str, value: float, lo: float, hi: float) -> None:
        super().__init__(f"{name} = {value} lies outside {lo}..{hi}")
        self.name, self.value, self.lo, self.hi = name, value, lo, hi


class MoreAnswersThanInvited(AnalysisInputInvalid):
    """More people answered than were asked: n and N do not belong together."""

    def __init__(self, n: int, invited: int) -> None:
        super().__init__(f"{n} answers from {invited} invited")
        self.n, self.invited = n, invited


class EmptyTable(AnalysisInputInvalid):
    """There is not one row to work on."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has no rows")
        self.name = name


class WrongShape(AnalysisInputInvalid):
    """An array has the wrong number of dimensions, or an incomplete one was given where none may be missing."""

    def __init__(self, name: str, fact: str) -> None:
        super().__init__(f"{name}: {fact}")
        self.name, self.fact = name, fact


class DidNotConverge(AnalysisInputInvalid):
    """An optimiser stopped without a solution; the numbers it left are not given out."""

    def __init__(self, name: str, fact: str) -> None:
        super().__init__(f"{name} did not converge: {fact}")
        self.name, self.fact = name, fact


class TargetsMixed(AnalysisInputInvalid):
    """Two questions in one figure: these people ("unit") and raters in general ("leader") are never mixed."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"targets {first!r} and {second!r}; both must be 'unit' here")
        self.first, self.second = first, second

"""What pages read of a Release. Any value with these attributes will do; the Release itself is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Protocol

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.disclosure.types import (
    GroupName,
    InstrumentStamp,
    LeaderRelease,
    Provenance,
    RoundInfo,
    Scale10,
    ThemeInfo,
    UnitRelease,
)
from fagspejl.lib.promise import Registered


class ReleasedRound(Protocol):
    """A round's released figures and facts."""

    @property
    def scale(self) -> Scale10: ...  # noqa: D102
    @property
    def themes(self) -> tuple[ThemeInfo, ...]: ...  # noqa: D102
    @property
    def groups(self) -> tuple[GroupName, ...]: ...  # noqa: D102
    @property
    def info(self) -> RoundInfo: ...  # noqa: D102
    @property
    def provenance(self) -> Provenance: ...  # noqa: D102
    @property
    def promise(self) -> Registered | Literal["of_each"] | None: ...  # noqa: D102
    @property
    def disclosure(self) -> DisclosurePolicy: ...  # noqa: D102
    @property
    def reporting(self) -> ReportingPolicy: ...  # noqa: D102
    @property
    def stamp(self) -> InstrumentStamp: ...  # noqa: D102
    @property
    def policy_sha(self) -> str: ...  # noqa: D102
    @property
    def software(self) -> str: ...  # noqa: D102
    @property
    def has_person(self) -> bool: ...  # noqa: D102
    @property
    def knows_invited(self) -> bool: ...  # noqa: D102
    @property
    def merged(self) -> bool: ...  # noqa: D102

    def leader(self, leader_id: str) -> LeaderRelease:
        """Return what one leader's report may say."""

    def units(self) -> Iterator[UnitRelease]:
        """Yield units in tree order."""

"""Tools offer figures by a registry, so that none of them is imported by another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID, uuid4

import pytest

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.sessions.evidence import registry
from fagspejl.workspace.sessions.evidence.types import Evidence

WARD = uuid4()
WORDS = wording("da", "fagspejl.workspace.words")


@pytest.fixture(autouse=True)
def _only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_OFFERS", {})
    monkeypatch.setattr(registry, "_WITHDRAWN", {})


def _shifts(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    if unit != WARD:
        return ()
    said = "9 af 56 vagter var røde."
    return (
        Evidence(
            kind="shifts", source="a", heading="Vagtlog", sentence=said, n=56, shown_on=date(2026, 11, 1)
        ),
    )


def _nothing(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    return ()


def _first_is_withdrawn(sources: Collection[str]) -> frozenset[str]:
    return frozenset(sources) & {"a"}


def test_a_unit_is_offered_what_its_tools_have() -> None:
    """Karen is offered the shift log of her ward, and Mads' other ward is not."""
    registry.register("patterns", _nothing)
    registry.register("shifts", _shifts)
    assert [one.source for one in registry.offered(WARD, WORDS)] == ["a"]
    assert registry.offered(uuid4(), WORDS) == ()


def test_a_kind_has_one_tool() -> None:
    """Two tools that answer for the same kind are found when the site starts, and one that starts twice is not."""
    registry.register("shifts", _shifts)
    registry.register("shifts", _shifts)
    with pytest.raises(ValueError, match="offered twice"):
        registry.register("shifts", _nothing)


def test_only_what_was_withdrawn_is_named() -> None:
    """Karen's card from a tool that never withdraws, or that is not installed any more, stands."""
    registry.register("shifts", _shifts, withdrawn=_first_is_withdrawn)
    registry.register("patterns", _nothing)
    asked = {"shifts": {"a", "b"}, "patterns": {"a"}, "unknown": {"a"}}
    assert registry.withdrawn_among(asked) == {("shifts", "a")}

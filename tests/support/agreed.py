"""An agreement of Kræftafdelingen or Familieenheden, made by the services that pages use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from fagspejl.audit.types import Actor
from fagspejl.workspace.agreements.selectors import agreement
from fagspejl.workspace.agreements.services.drafts import create_draft, start
from fagspejl.workspace.agreements.types import (
    AgreementFacts,
    ExceptionValues,
    VersionValues,
)
from fagspejl.workspace.sessions.types import DecisionMethod

IDA: Final = Actor("ida", "Ida")
DOCUMENTED: Final = VersionValues(
    text="Dokumentationen er færdig, før vagten slutter.",
    why="Aftenvagten skal vide, hvad der er gjort.",
    for_whom="Dagvagten, hver dag",
    doers="Dagvagt",
    doers_size=10,
    receivers="Aftenvagt",
    receivers_size=6,
    considerations=("Patienten fortæller kun én gang.", "Alle fag skriver samme sted.", "Ti minutter.", ""),
    decided_how=DecisionMethod.CONSENSUS,
    decided_n=10,
    minority_reason="To syntes, at tiden mangler.",
    visible_sign="Aftenvagten spørger ikke, hvad der er sket.",
)
ACUTE: Final = ExceptionValues("Akut forværring", "Skriv det vigtigste", "Den ansvarlige", "Tavlen")
UNDERSTAFFED: Final = ExceptionValues(
    "Færre på vagt end aftalt", "Sig det mundtligt", "Koordinator", "Vagtplanen"
)
LATE_ARRIVAL: Final = ExceptionValues(
    "Indlæggelse efter kl. 14", "Aftenvagten skriver", "Den, der tager imod", "Tavlen"
)


def drafted(
    unit: UUID | None = None, *, title: str = "Dokumentation", account: UUID | None = None, **said: Any
) -> UUID:
    """Write a draft with two exceptions, and return its id."""
    return create_draft(
        unit or uuid4(),
        "da",
        title=title,
        values=replace(DOCUMENTED, **said),
        exceptions=(ACUTE, UNDERSTAFFED),
        actor=IDA,
        account=account or uuid4(),
    )


def begun(unit: UUID | None = None, *, title: str = "Dokumentation", account: UUID | None = None) -> UUID:
    """Let a draft hold, and return its id."""
    made = drafted(unit, title=title, account=account)
    start(made, 0, actor=IDA)
    return made


def known(agreement_id: UUID) -> AgreementFacts:
    """Return the agreement as it stands."""
    found = agreement(agreement_id)
    assert found is not None
    return found

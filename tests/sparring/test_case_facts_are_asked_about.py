"""A pattern needs no day, no age of somebody named and no address: such signs are asked about, and nothing more."""

from __future__ import annotations

import pytest

from fagspejl.workspace.safeguards.facts import case_facts
from fagspejl.workspace.safeguards.screen import FoundKind

FOUND = [
    ("Når Sofie på 7 år ikke vil hjem", FoundKind.AGE, "Sofie på 7 år"),
    ("Omar (12) blev væk", FoundKind.AGE, "Omar (12)"),
    ("Vi var der den 12. marts", FoundKind.DATE, "12. marts"),
    ("Mødet den 3/5 gik skævt", FoundKind.DATE, "den 3/5"),
    ("Sagen fra 12.3.2026", FoundKind.DATE, "12.3.2026"),
    ("Sagen fra 2026-03-12", FoundKind.DATE, "2026-03-12"),
    ("Familien på Elmevej 4 B", FoundKind.ADDRESS, "Elmevej 4 B"),
    ("They live at 12 Elm Road now", FoundKind.ADDRESS, "12 Elm Road"),
    ("On March 12 the family called", FoundKind.DATE, "March 12"),
]
NOT_FOUND = [
    "Når en borger på 80 år siger nej",
    "Drengen på 7 år vil hjem",
    "Børn under 18 år skal høres",
    "2/3 af os er i tvivl",
    "Efter § 46 i serviceloven",
    "Inden 14 dage og senest kl. 12.30",
    "I marts er der travlt",
    "Den 1. i måneden kommer pengene",
    "Når vejen til hjælp er lang",
    "Alle på 3 måneder",
]


@pytest.mark.parametrize(("text", "kind", "what"), FOUND)
def test_what_tells_of_one_case(text: str, kind: FoundKind, what: str) -> None:
    """Lone writes what tells of one case, and is asked about just that."""
    (found,) = case_facts(text)
    assert (found.kind, text[found.start : found.end]) == (kind, what)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_a_pattern(text: str) -> None:
    """Lone writes a pattern, and is asked nothing."""
    assert case_facts(text) == ()

"""A comment that may point to somebody gets a nudge; ordinary words get none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.answering.nudges import Nudge, nudges


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Min sag om 010203-1234 lå i en uge.", "cpr", "010203-1234"),
        ("det var 3112991234", "cpr", "3112991234"),
        ("Ring på 12 34 56 78.", "phone", "12 34 56 78"),
        ("Ring på 12345678", "phone", "12345678"),
        ("eller +45 12 34 56 78", "phone", "+45 12 34 56 78"),
        ("skriv til sofie.lund@fjordby.dk i dag", "email", "sofie.lund@fjordby.dk"),
        ("Det var, da Mette var syg.", "name", "Mette"),
        ("Spørg Anne-Lise Sørensen om det.", "name", "Anne-Lise Sørensen"),
        ("Jens Hansen fik sagen.", "name", "Hansen"),
        ("vi så Åses sag", "name", "Åses"),
    ],
)
def test_what_points_to_somebody(text: str, kind: str, part: str) -> None:
    """Omar is asked to read it once more before he sends it."""
    assert nudges(text) == [Nudge(kind, part)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Min leder er god til at lytte. Hun tager sig tid.",
        "Det ved I godt, og De ved det også.",
        "HR og SOSU-gruppen holder møde kl. 12.30 i uge 42.",
        "Vi er 12 på holdet og har 1200 sager.\nDet er for mange!\n- Mere tid\n1. Færre sager",
        "Vi fik 2026-budgettet den 14. marts.",
        "",
    ],
)
def test_ordinary_words(text: str) -> None:
    """Sofie writes as people write, and nothing interrupts her."""
    assert nudges(text) == []


def test_own_leader_is_no_surprise() -> None:
    """In an answer about Karen Holm her name needs no nudge; somebody else's does."""
    text = "Jeg synes, at Karen og Karens møder er gode, og at Lone også er det."
    assert nudges(text, leader="Karen Holm") == [Nudge("name", "Lone")]


@given(st.text(max_size=300))
def test_never_fails_and_never_repeats(text: str) -> None:
    """Whatever is written, every nudge quotes it, and none comes twice."""
    found = nudges(text)
    assert len(found) == len(set(found))
    assert all(nudge.part for nudge in found)

"""Answers are opened in one place only, and no chain of keys joins an answer to a person."""

from __future__ import annotations

import ast
from pathlib import Path

from support.source import PACKAGE, modules, name_of

OPENERS = {"open_answers", "unseal", "Box", "Boxes", "encryption_key"}
MAY_OPEN = ("answering/", "disclosure/services/")


def _opened(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return names & OPENERS


def test_only_the_door_opens_answers() -> None:
    """Outside `answering` itself, only `disclosure.services` imports what opens Sofie's answer."""
    found = {
        name_of(path): names
        for path in modules("src/fagspejl")
        if (names := _opened(path)) and not str(path.relative_to(PACKAGE)).startswith(MAY_OPEN)
    }
    assert found == {}


def test_an_answer_has_no_foreign_key() -> None:
    """The table of answers refers to nothing: a locator, a round's id in bytes, and a blob."""
    from fagspejl.answering.models import Response

    assert [field.name for field in Response._meta.get_fields()] == ["locator", "round", "blob"]
    assert not any(field.is_relation for field in Response._meta.get_fields())

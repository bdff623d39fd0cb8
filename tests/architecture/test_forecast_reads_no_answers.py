"""The forecast knows nothing of answers: whatever it imports, to the last module, is none of `answering`."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from support.source import PACKAGE, modules, name_of

FOLDERS = ("disclosure/forecast", "operations/services/forecast")


@cache
def _imported(module: str) -> frozenset[str]:
    place = PACKAGE.parent.joinpath(*module.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    if not file.is_file():
        return frozenset()
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(name for name in found if name.startswith("fagspejl."))


def reached(module: str) -> set[str]:
    """Everything of ours that a module imports, and what that imports."""
    seen, waiting = set[str](), [module]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += _imported(one)
    return seen


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_of_answering_is_reached(folder: str) -> None:
    """Per follows every import of the forecast and never comes to where Sofie's answer is kept."""
    files = [path for path in modules("src/fagspejl") if path.is_relative_to(PACKAGE / folder)]
    assert files
    for path in files:
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        assert not {one for one in reached(name) if one.startswith("fagspejl.answering")}, name_of(path)


def test_the_walk_sees_a_way_to_answers() -> None:
    """From closing, which opens answers, the same walk does come there."""
    assert any(
        one.startswith("fagspejl.answering") for one in reached("fagspejl.disclosure.services.close_round")
    )

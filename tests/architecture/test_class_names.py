"""A class name means one thing in a room."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from support.source import PACKAGE, modules, name_of, rooms


def _classes(text: str) -> list[str]:
    """Names of a module's own classes; what stands inside a class belongs to it."""
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]


def _twice(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Class names that stand in several of these modules, or more than once in one, with the places."""
    found: dict[str, list[str]] = {}
    for name, text in texts:
        for one in _classes(text):
            found.setdefault(one, []).append(name)
    return {one: places for one, places in found.items() if len(places) > 1}


def _texts(room: Path) -> list[tuple[str, str]]:
    paths = [path for path in modules(name_of(room)) if path.parent.name != "migrations"]
    return [(name_of(path), path.read_text(encoding="utf-8")) for path in paths]


def test_no_class_name_stands_twice_in_a_room() -> None:
    """A newcomer who searches a room for a class finds one."""
    assert len(rooms()) > 10
    found = {room.relative_to(PACKAGE).as_posix(): _twice(_texts(room)) for room in rooms()}
    assert {room: names for room, names in found.items() if names} == {}


def test_a_name_that_stands_twice_is_found() -> None:
    """Two classes of one name in two modules are seen, and a `Meta` inside each of them is not."""
    first, second = "class Mark:\n    class Meta: ...", "class Mark:\n    class Meta: ...\nclass Line: ..."
    assert _twice([("a.py", first), ("b.py", second)]) == {"Mark": ["a.py", "b.py"]}

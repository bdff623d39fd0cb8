"""Rooms are nouns of the work and say what they know; no module is a drawer for odds and ends."""

import ast

import pytest

from support.source import modules, name_of, rooms, tree

DRAWERS = {"util", "utils", "helper", "helpers", "manager", "managers", "core", "common", "misc", "base"}


def test_no_drawers() -> None:
    """A newcomer finds a thing by the name of what it is about."""
    ours = modules("src", "scripts", "tests", "bench", "examples")
    assert [name_of(path) for path in ours if DRAWERS & set(path.with_suffix("").parts[-3:])] == []


@pytest.mark.parametrize("room", [room.name for room in rooms()])
def test_room_says_what_it_knows(room: str) -> None:
    """A newcomer opens a room and reads what it knows and what it never knows."""
    (front,) = [path / "__init__.py" for path in rooms() if path.name == room]
    words = " ".join((ast.get_docstring(tree(front)) or "").split())
    assert words.startswith(f"{room.capitalize()}: ")
    assert "Knows " in words
    assert "never " in words.split("Knows ", 1)[1]


def test_rooms_are_found() -> None:
    """The walk sees the rooms that every later one stands on."""
    assert {"lib", "analysis", "instrument", "intake", "disclosure", "reporting", "web", "config"} <= {
        room.name for room in rooms()
    }

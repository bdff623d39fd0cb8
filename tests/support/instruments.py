"""Small instruments as trees of plain values, and how they become files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

Trees = dict[str, Any]


def minimal() -> Trees:
    """The least that is an instrument: one theme, one statement, one language."""
    return {
        "instrument.toml": {
            "id": "least",
            "version": "1.0",
            "scale": {"lo": 1, "hi": 5},
            "themes": [{"id": "help", "items": [{"id": "often"}]}],
        },
        "en.toml": {
            "title": "Help",
            "themes": {"help": {"title": "Help", "items": {"employee": {"often": "My leader often helps."}}}},
        },
    }


def complete() -> Trees:
    """An instrument that uses every key of the format, in two languages."""
    return {
        "instrument.toml": {
            "format": 1,
            "id": "sparring-2",
            "version": "1.1",
            "validated": True,
            "comments": ["keep"],
            "comment_length": 800,
            "professions": ["school", "home_care"],
            "scale": {"lo": 1, "hi": 3},
            "same_as": {"peer": "superior"},
            "themes": [
                {
                    "id": "help",
                    "perspectives": ["employee", "self", "superior", "peer"],
                    "items": [
                        {"id": "often"},
                        {"id": "alone", "reversed": True, "perspectives": ["employee", "self"]},
                    ],
                },
                {"id": "context", "perspectives": ["self"], "items": [{"id": "time"}]},
            ],
            "changes": [
                {"version": "1.0", "reason": "First.", "date": date(2026, 1, 1)},
                {"version": "1.1", "reason": "Asks peers too."},
            ],
        },
        "da.toml": _words("da"),
        "en.toml": _words("en"),
    }


def _words(language: str) -> dict[str, Any]:
    def say(text: str) -> str:
        return f"{text} ({language})"

    return {
        "title": say("Sparring"),
        "source": say("Written for tests."),
        "options": [say("No"), say("Sometimes"), say("Yes")],
        "dont_know": say("Don't know"),
        "no_disclose": say("Won't say"),
        "comments": {
            "keep": {"employee": say("E keep?"), "self": say("S keep?"), "superior": say("L keep?")}
        },
        "professions": {
            "school": {"name": say("School"), "example": say("teaching")},
            "home_care": {"name": say("Home care"), "example": say("visits")},
        },
        "themes": {
            "help": {
                "title": say("Help"),
                "what": [say("What.")],
                "why": [say("Why.")],
                "reflection": [say("One?"), say("Two?")],
                "reading": [say("Read.")],
                "team_question": say("Team?"),
                "advice": [say("Do.")],
                "intro": say("About help. Such as {example}. Thanks."),
                "stem": {"employee": say("E how?"), "self": say("S how?"), "superior": say("L how?")},
                "items": {
                    "employee": {"often": say("E often."), "alone": say("E alone.")},
                    "self": {"often": say("S often."), "alone": say("S alone.")},
                    "superior": {"often": say("L often.")},
                },
                "short": {"often": say("Often")},
                "cases": [{"title": say("Case"), "paragraphs": [say("It was so.")]}],
            },
            "context": {"title": say("Context"), "items": {"self": {"time": say("S time.")}}},
        },
    }


def toml(value: Any) -> str:
    """One value as inline TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case int() | float():
            return repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(f"{toml(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
        case _:
            return "[" + ", ".join(toml(inner) for inner in value) + "]"


def file_text(tree: Mapping[str, Any]) -> str:
    """A whole TOML file, one top-level key a line."""
    return "".join(f"{toml(key)} = {toml(value)}\n" for key, value in tree.items())


def write(folder: Path, trees: Mapping[str, Any]) -> Path:
    """Write the files of an instrument: trees as TOML, bytes and texts as they are, None not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tree in trees.items():
        if isinstance(tree, bytes):
            (folder / name).write_bytes(tree)
        elif isinstance(tree, str):
            (folder / name).write_text(tree, encoding="utf-8")
        elif tree is not None:
            (folder / name).write_text(file_text(tree), encoding="utf-8")
    return folder


@contextmanager
def written(trees: Mapping[str, Any]) -> Iterator[Path]:
    """The files of an instrument in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield write(Path(folder), trees)


DELETE = object()


def changed(trees: Trees, *path: str | int, to: Any = DELETE) -> Trees:
    """The trees with one value replaced, added or deleted; `path` begins with the file."""
    *outer, last = path
    place: Any = trees
    for step in outer:
        place = place[step]
    if to is DELETE:
        del place[last]
    else:
        place[last] = to
    return trees

"""The files of words in the tree, and the texts of a Wording, as tests read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from fagspejl.lib.wording import Wording
from support.source import PACKAGE, project_files

PLURAL = {"one", "other"}
RULES = "rules.toml"  # beside files of words: what earns each sentence


def files_of_words() -> dict[Path, list[Path]]:
    """Return every folder of words with its files, one per language."""
    found: dict[Path, list[Path]] = {}
    for path in project_files():
        if (
            path.suffix == ".toml"
            and path.name != RULES
            and path.is_relative_to(PACKAGE)
            and "words" in path.relative_to(PACKAGE).parts
        ):
            found.setdefault(path.parent, []).append(path)
    return found


def entries(path: Path) -> dict[str, object]:
    """Return what stands in a file of words by dotted key; a plural stays together."""
    return _flat(tomllib.loads(path.read_text(encoding="utf-8")), "")


def shape(entry: object) -> object:
    """Return what kind of entry it is: "text", "plural", or the shapes of a list's parts."""
    if isinstance(entry, list):
        return [shape(part) for part in entry]
    return "plural" if isinstance(entry, dict) else "text" if isinstance(entry, str) else repr(entry)


def texts(entry: object) -> list[str]:
    """Return every text of an entry."""
    if isinstance(entry, str):
        return [entry]
    parts = entry.values() if isinstance(entry, Mapping) else entry
    assert isinstance(parts, (list, tuple, type({}.values())))
    return [text for part in parts for text in texts(part)]


def slots(entry: object) -> set[str]:
    """Return the slots of an entry, of all its texts together."""
    return {name for text in texts(entry) for _, name, _, _ in Formatter().parse(text) if name is not None}


def told(words: Wording) -> dict[str, list[str]]:
    """Return every text that a Wording can say, by key, with its slots unfilled."""
    kept: dict[str, object] = {**words._texts, **words._lists, **words._plurals}
    return {key: texts(entry) for key, entry in kept.items()}


def _flat(table: Mapping[str, object], prefix: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, entry in table.items():
        if isinstance(entry, dict) and set(entry) != PLURAL:
            found |= _flat(entry, f"{prefix}{name}.")
        else:
            found[prefix + name] = entry
    return found

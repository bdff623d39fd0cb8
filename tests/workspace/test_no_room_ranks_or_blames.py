"""Whatever tool speaks to Karen: no score, no rank, no share in per cent, no cause."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fagspejl.workspace
from fagspejl.lib.language import LANGUAGES

ROOT = Path(fagspejl.workspace.__path__[0])
NEVER = re.compile(
    r"\b(score|rang|rank\w*|procent|per cent|percent\w*|årsag\w*|cause[sd]?|skyldes|compliance)\b|%", re.I
)
# That something is no proof of a cause is said.
SPARED = re.compile(r"ikke bevis|no proof|not proof|not prove")


def _texts(found: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(found, str):
        yield key, found
    elif isinstance(found, dict):
        for name, inner in found.items():
            yield from _texts(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(found, list):
        for inner in found:
            yield from _texts(inner, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """Karen, Ida and Mads read every sentence of every tool, and the prose that ships with them."""
    files = [*ROOT.rglob(f"words/{language}.toml"), *(ROOT / "library" / language).rglob("*.toml")]
    said = [
        (path.relative_to(ROOT).as_posix(), key, text)
        for path in files
        for key, text in _texts(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    assert len(said) > 1500
    assert [one for one in said if NEVER.search(one[2]) and not SPARED.search(one[2])] == []

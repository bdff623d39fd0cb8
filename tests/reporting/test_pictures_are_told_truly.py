"""The pictures of ten leaders at the edges: small, all shown, and told in words that the released figures bear out."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES, PAGE = ROOT / "docs" / "pictures", ROOT / "docs" / "explanation" / "pictures.md"
SHOWN = re.compile(r"!\[(.*?)\]\(\.\./pictures/(edge-.+?)\)")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What `make pictures` runs."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return runpy.run_path(str(ROOT / "scripts" / "pictures.py"))


def test_words_of_pictures_are_the_released_figures(tmp_path: Path, script: dict[str, Any]) -> None:
    """Asta cannot see the pictures: what she hears of each is what the release of these ten leaders says."""
    release = json.loads((script["reports"](tmp_path, "json") / "release.json").read_text(encoding="utf-8"))
    views = [*(f"{width} px wide" for width in script["SCREENS"]), "page one on A4"]
    expected = [
        script["told"](release, edge, view) for edge in script["edge_leaders"].EDGES for view in views
    ]
    assert [words for words, _ in SHOWN.findall(PAGE.read_text(encoding="utf-8"))] == expected


def test_pictures_are_small_and_all_shown(script: dict[str, Any]) -> None:
    """Per clones the project on a train: no picture is over 150 KB, and none lies there that no page shows."""
    there = {path.name: path.stat().st_size for path in PICTURES.glob("edge-*.png")}
    assert set(there) == {name for _, name in SHOWN.findall(PAGE.read_text(encoding="utf-8"))}
    assert {name: size for name, size in there.items() if size > script["MOST_BYTES"]} == {}

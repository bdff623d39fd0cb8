"""The mutation check names places in the source; they must still be there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_flip_finds_its_place() -> None:
    """Asta rewrites a formula and is told that the mutation check no longer flips it."""
    spec = importlib.util.spec_from_file_location("mutation_check", ROOT / "scripts" / "mutation_check.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    sys.modules["mutation_check"] = script
    spec.loader.exec_module(script)
    assert len(script.FLIPS) == 10
    for flip in script.FLIPS:
        source = (ROOT / "src" / "fagspejl" / "analysis" / f"{flip.module}.py").read_text(encoding="utf-8")
        assert source.count(flip.old) == 1, flip
        assert flip.old != flip.new

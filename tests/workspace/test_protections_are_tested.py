"""The register of tests that protect people is whole, and every file it names is there and holds tests."""

from __future__ import annotations

import ast
import re

import pytest

from support.source import ROOT

REGISTER = ROOT / "docs" / "reference" / "tests-that-protect.md"
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", REGISTER.read_text(encoding="utf-8"), re.M)


def test_fifteen_promises() -> None:
    """Dorte counts them: fifteen, in order, each in words and each with tests."""
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 16))
    assert all(len(promise.split()) > 4 for _, promise, _ in ROWS)


@pytest.mark.parametrize(("number", "held"), [(number, held) for number, _, held in ROWS])
def test_each_is_held(number: str, held: str) -> None:
    """Dorte opens the files of a promise: they are there, and each holds tests that nobody skips."""
    files = re.findall(r"`(tests/[\w/]+\.py)`", held)
    assert files, number
    for name in files:
        source = (ROOT / name).read_text(encoding="utf-8")
        tests = [
            node.name
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        ]
        assert tests, name
        assert "mark.skip" not in source, name
        assert "mark.xfail" not in source, name

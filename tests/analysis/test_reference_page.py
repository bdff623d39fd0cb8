"""The reference page names every statistic."""

from __future__ import annotations

from pathlib import Path

from fagspejl.analysis import errors
from fagspejl.analysis.registry import MODULE_OF, STATISTICS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "analysis.md").read_text(encoding="utf-8")


def test_every_name_stands_on_the_page() -> None:
    """Asta finds every function and every error in the reference, each statistic under its section."""
    assert [name for name in MODULE_OF if f"`{name}" not in PAGE] == []
    named = {name for name, value in vars(errors).items() if isinstance(value, type) and name[0].isupper()}
    assert [name for name in named - {"FagspejlError"} if f"`{name}`" not in PAGE] == []
    for statistic in STATISTICS:
        row = next(
            line for line in PAGE.splitlines() if f"`{statistic.name}`" in line and line.startswith("| 3.")
        )
        assert row.startswith(f"| {statistic.section} "), statistic.name

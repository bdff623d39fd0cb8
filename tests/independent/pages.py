"""What the organisation's web page and workbook say, beside what the answers give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

def html_figures(path: Path, made: Any) -> Iterator[Any]:
    return iter(())

def workbook_figures(path: Path, made: Any) -> Iterator[Any]:
    return iter(())

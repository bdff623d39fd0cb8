"""Every PDF of the demo can be read by everybody."""

from __future__ import annotations

from pathlib import Path

import pypdf

from support.pdf import pdf_ua_faults


def test_every_pdf_keeps_the_rules(demo: Path) -> None:
    """Whoever reads Karen's report with a screen reader gets it whole: all 76 files pass PDF/UA-1."""
    files = sorted(demo.rglob("*.pdf"))
    assert len(files) == 76
    faults = {path.name: pdf_ua_faults(path.read_bytes()) for path in files}
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_report_of_one_theme_takes_more_than_four_sheets(demo: Path) -> None:
    """Each of the 60 leaders, Ida with two superiors and many comments too, prints four sheets at most."""
    sheets = {path.name: len(pypdf.PdfReader(path).pages) for path in (demo / "leaders").glob("*.pdf")}
    assert len(sheets) == 60
    assert {name: count for name, count in sheets.items() if count > 4} == {}

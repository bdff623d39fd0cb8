"""Every PDF of the demo can be read by everybody."""

from __future__ import annotations

from pathlib import Path

from support.pdf import pdf_ua_faults


def test_every_pdf_keeps_the_rules(demo: Path) -> None:
    """Whoever reads Karen's report with a screen reader gets it whole: all 76 files pass PDF/UA-1."""
    files = sorted(demo.rglob("*.pdf"))
    assert len(files) == 76
    faults = {path.name: pdf_ua_faults(path.read_bytes()) for path in files}
    assert {name: found for name, found in faults.items() if found} == {}

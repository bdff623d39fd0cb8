"""The times of the demo's post are Danish, like every other time on its pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fagspejl.demo.mailbox import read_mail

MAIL = "Date: {date}\nTo: karen@aakaer.example\nSubject: Din kode\nContent-Type: text/plain\n\nKode\n"


@pytest.mark.parametrize(
    "date", ["Sun, 22 Nov 2026 02:06:00 -0000", "Sun, 22 Nov 2026 03:06:00 +0100"], ids=["utc", "danish"]
)
def test_moment_of_a_mail_has_its_zone(tmp_path: Path, date: str) -> None:
    """Karen asked for a code at six minutes past three: the post says so however the mail names the zone."""
    (tmp_path / "1-karen.eml").write_text(MAIL.format(date=date), encoding="utf-8")
    found = read_mail(tmp_path, "1-karen.eml")
    assert found is not None
    assert found.date is not None
    assert found.date.tzinfo is not None
    assert found.date == datetime(2026, 11, 22, 2, 6, tzinfo=UTC)

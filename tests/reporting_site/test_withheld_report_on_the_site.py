"""Mads's own result is withheld: what he opens on the site says so calmly, on the page and in the PDF."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from support.pdf import pdf_text, pdf_ua_faults
from support.published import PublishedRound, account, published_round
from support.staff import log_in


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round: two leaders answered about Mads, so nothing of them is shown."""
    return published_round(tmp_path)


def test_mads_finds_something_to_do(made: PublishedRound) -> None:
    """Mads reads the rule, the talk without figures and that no larger unit has totals; the PDF is sound and the same."""
    mads, path = Client(), f"/rapport/{made.part['Mads']}/"
    log_in(mads, account("Mads"))
    page = unescape(mads.get(path).content.decode())
    file = mads.get(f"{path}pdf/").content
    said = (
        "Når svarene ikke vises",
        "Tag samtalen uden tal",
        "Dagsorden: 60 minutter",
        "Der er ingen samlede tal for en større enhed, som kan vises her.",
    )
    text = " ".join(pdf_text(file).split())
    for sentence in said:
        assert sentence in page
        assert sentence in text
    assert pdf_ua_faults(file) == []

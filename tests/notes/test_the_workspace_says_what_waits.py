"""Whoever a note lies with is told on the first page of the workspace, not in the menu alone."""

from __future__ import annotations

import pytest

from support.noted import drafted_note, sent_note
from support.town import Town, entered, leader

pytestmark = pytest.mark.django_db
WAITS = "1 notat venter på dit svar."


def test_mads_is_told_and_nobody_else(here: Town) -> None:
    """Ida sends Mads a note and Karen has a draft: Mads reads that one waits; the two who write read nothing."""
    mads, ida, karen = (entered(leader(name)) for name in ("Mads", "Ida", "Karen"))
    drafted_note(here.family)
    assert WAITS not in mads.get("/arbejdsrum/").content.decode()
    sent_note(here.cancer, "Mads")
    assert WAITS in mads.get("/arbejdsrum/").content.decode()
    for writer in (ida, karen):
        assert WAITS not in writer.get("/arbejdsrum/").content.decode()

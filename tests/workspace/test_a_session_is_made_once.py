"""Karen presses twice on the form of a new session: one room is open, and both presses lead to it."""

from __future__ import annotations

import pytest

from fagspejl.workspace.sessions.models import Session
from support.town import entered, form_with, leader, town


@pytest.mark.django_db
def test_two_presses() -> None:
    """Karen's second press finds the room of the first; the form opened anew makes another."""
    town()
    karen = entered(leader("Karen"))
    for rooms in (1, 2):
        form = form_with(karen.get("/arbejdsrum/ny/"), "replaces")
        answers = [karen.post("/arbejdsrum/ny/", form) for _ in range(2)]
        assert [one.status_code for one in answers] == [302, 302]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Session.objects.count() == rooms

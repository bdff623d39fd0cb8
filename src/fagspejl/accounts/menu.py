"""What the home page offers to whoever holds a role: what the task is, and where it is done."""

from __future__ import annotations

from django.http import HttpRequest

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here

_TASKS = 50


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return one entry for each role."""
    words = words_here()
    section = MenuSection("tasks", words.say("home.tasks"))
    return [
        MenuEntry(
            order=_TASKS,
            title=words.say(f"home.{role}"),
            text=words.say(f"home.{role}_text"),
            section=section,
        )
        for role in sorted(staff_here(request).roles)
    ]

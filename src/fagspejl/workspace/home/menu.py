"""What the home page offers of the workspace: one way in, to whoever may hold sessions of a unit."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here
from fagspejl.workspace.sessions.permissions import units_of

_ORDER = 40


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the workspace, to leaders and facilitators."""
    if not units_of(staff_here(request)):
        return []
    words = words_here()
    section = MenuSection("arbejdsrum", words.say("room_home.title"))
    entry = MenuEntry(
        order=_ORDER,
        title=words.say("room_home.enter"),
        text=words.say("room_home.enter_text"),
        url=reverse("workspace"),
        section=section,
    )
    return [entry]

"""The way in from the home page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here

_ORDER = 5


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the desk, to whoever plans rounds."""
    if "planner" not in staff_here(request).roles:
        return []
    words = words_here()
    return [
        MenuEntry(
            order=_ORDER,
            title=words.say("planning.enter"),
            text=words.say("planning.enter_text"),
            url=reverse("planning"),
            section=MenuSection("planlaeg", words.say("planning.section")),
        )
    ]

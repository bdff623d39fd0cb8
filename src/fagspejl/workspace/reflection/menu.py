"""The way in on the home page: to whoever leads, and to whoever kept notes before."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here
from fagspejl.workspace.reflection.permissions import may_reflect

_ORDER = 45


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return reflection, to whoever has pages of it."""
    if not may_reflect(staff_here(request)):
        return []
    words = words_here()
    entry = MenuEntry(
        order=_ORDER,
        title=words.say("reflect.enter"),
        text=words.say("reflect.enter_text"),
        url=reverse("reflection"),
        section=MenuSection("refleksion", words.say("reflect.title")),
    )
    return [entry]

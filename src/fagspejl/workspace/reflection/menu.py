"""The ways in: on the home page to whoever leads or kept notes before, and from a leader's own report."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection, Start
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


def starts(request: HttpRequest, part: UUID) -> tuple[Start, ...]:
    """Return the three questions to the leader who reads her own report."""
    address = reverse("reflection-reading", args=[part])
    return (Start("reading", address, words_here().say("reflect_reading.start")),)

"""The way in on the home page: to whoever works in a unit that has begun, and has no other way to its page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here
from fagspejl.workspace.competence.permissions import places_of
from fagspejl.workspace.competence.selectors import begun_in

_ORDER = 47


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the overview to those who have a row of their own."""
    mine = [one.id for one in places_of(staff_here(request)) if one.works]
    if not begun_in(mine):
        return []
    words = words_here()
    entry = MenuEntry(
        order=_ORDER,
        title=words.say("competence_page.short"),
        text=words.say("competence_page.enter_text"),
        url=reverse("competence"),
        section=MenuSection("kompetencer", words.say("competence_page.short")),
    )
    return [entry]

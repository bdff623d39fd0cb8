"""The way in from the home page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.evaluation.selectors.lists import lists_changed, lists_to_check
from fagspejl.lib.wording import Wording
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here

_ORDER = 5
_LIST_ORDER = 4


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the desk, to whoever plans rounds, and to leaders the list they were asked to check."""
    staff, words = staff_here(request), words_here()
    own = [] if staff.person is None else _own_lists(staff.person, words)
    if "planner" not in staff.roles:
        return own
    return [
        *own,
        MenuEntry(
            order=_ORDER,
            title=words.say("planning.enter"),
            text=words.say("planning.enter_text"),
            url=reverse("planning"),
            section=MenuSection("planlaeg", words.say("planning.section")),
        ),
    ]


def _own_lists(leader: UUID, words: Wording) -> list[MenuEntry]:
    return [
        MenuEntry(
            order=_LIST_ORDER,
            title=words.say("lists.menu"),
            text=words.say("lists.menu_confirmed" if confirmed else "lists.menu_text", title=title),
            url=reverse("own-list", args=[round_id]),
        )
        for round_id, title, confirmed in lists_to_check(leader)
    ] + [
        MenuEntry(
            order=_LIST_ORDER,
            title=words.say("lists.later_title"),
            text=words.say("lists.menu_changed", title=title),
            url=reverse("own-list", args=[round_id]),
        )
        for round_id, title in lists_changed(leader)
    ]

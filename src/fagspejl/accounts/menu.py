"""What the home page offers to whoever holds a role: what the task is, and where it is done."""

from __future__ import annotations

from django.http import HttpRequest

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here

_ORDER = 50
_TASKS = {
    "operator": ("home.operator", "home.operator_text"),
    "dpo": ("home.dpo", "home.dpo_text"),
}


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return one entry for each role whose work is not done on pages: a planner has a desk of her own."""
    words = words_here()
    section = MenuSection("tasks", words.say("home.tasks"))
    tasks = [_TASKS[role] for role in sorted(staff_here(request).roles) if role in _TASKS]
    return [
        MenuEntry(order=_ORDER, title=words.say(title), text=words.say(text), section=section)
        for title, text in tasks
    ]

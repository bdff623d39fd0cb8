"""What the home page offers of courses: one way in, to lecturers."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here
from fagspejl.workspace.courses.permissions import lectures

_ORDER = 45


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the courses, to lecturers."""
    if not lectures(staff_here(request)):
        return []
    words = words_here()
    section = MenuSection("kurser", words.say("course_list.title"))
    entry = MenuEntry(
        order=_ORDER,
        title=words.say("course_list.enter"),
        text=words.say("course_list.enter_text"),
        url=reverse("courses"),
        section=section,
    )
    return [entry]

"""The ways in: on the home page, and from a leader's own report."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.organisation.selectors import led_by_superior
from fagspejl.web.types import MenuEntry, MenuSection, Start
from fagspejl.web.words_here import words_here
from fagspejl.workspace.paths.selectors import paths_of, rounds_with_paths

_ORDER = 35


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the follow-up: to whoever has a path, leads somebody with one, or plans rounds."""
    staff = staff_here(request)
    if not _has_any(staff):
        return []
    words = words_here()
    entry = MenuEntry(
        order=_ORDER,
        title=words.say("path_home.enter"),
        text=words.say("path_home.enter_text"),
        url=reverse("follow-up"),
        section=MenuSection("opfoelgning", words.say("path_home.title")),
    )
    return [entry]


def starts(request: HttpRequest, part: UUID) -> tuple[Start, ...]:
    """Return the path to the leader who reads her own report."""
    staff = staff_here(request)
    if staff.person is None or not paths_of([staff.person]):
        return ()
    return (Start("path", reverse("follow-up"), words_here().say("path_home.start")),)


def _has_any(staff: Staff) -> bool:
    if "planner" in staff.roles and rounds_with_paths():
        return True
    if staff.person is None:
        return False
    return staff.leads or bool(paths_of([staff.person, *led_by_superior(staff.person)]))

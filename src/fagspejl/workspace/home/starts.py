"""What the workspace offers to a leader who reads her own report: to begin, with all that is known already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.wording import Wording
from fagspejl.reporting.statements.since import has_report_before
from fagspejl.reporting.statements.suggested import sheet_title
from fagspejl.web.types import Start
from fagspejl.web.words_here import words_here
from fagspejl.workspace.home.tools import begin_of
from fagspejl.workspace.sessions.permissions import units_of

_SUGGESTED: Final = ("quality", "cases", "cases_short", "responsibility")


def starts(request: HttpRequest, part: UUID) -> tuple[Start, ...]:
    """Return the tools to whoever leads a unit. `part`: the report that is being read."""
    staff = staff_here(request)
    mine = [one for one in units_of(staff) if one.leads]
    if not mine:
        return ()
    words = words_here()
    agreement = f"{reverse('agreement-new')}?fra=rapport&rapport={part}"
    package = f"{reverse('follow-up-package', args=[part])}?fra=rapport"
    return (
        Start("judgement", f"{reverse('workspace-new')}?fra=rapport", words.say("room_home.start")),
        Start("agreement", agreement, words.say("agree_list.start")),
        Start("dialogue", f"{reverse('staff-dialogue-new')}?rapport={part}", words.say("dialogue.start")),
        Start("package", package, words.say("dialogue.start_package"), in_bar=False),
        *_suggested(mine[0].id, words),
        *_of_theme(mine[0].id, part, staff.person, words),
    )


def _of_theme(unit: UUID, part: UUID, person: UUID | None, words: Wording) -> tuple[Start, ...]:
    """Return the unit's theme, and where there is a report before this one what the unit did in between."""
    found = [Start("theme", reverse("theme", args=[unit]), words.say("theme.start"))]
    if has_report_before(part, person):
        found.append(Start("beside", reverse("theme-beside", args=[part]), words.say("theme_beside.open")))
    return tuple(found)


def _suggested(unit: UUID, words: Wording) -> Iterator[Start]:
    """Yield the tools that stand beside their suggestion alone: above a report there is room for few."""
    for sheet in _SUGGESTED:
        url = begin_of(sheet, unit)
        if url:
            told = words.say("theme.begin", tool=sheet_title(sheet, words))
            yield Start(sheet, f"{url}{'&' if '?' in url else '?'}fra=rapport", told, in_bar=False)

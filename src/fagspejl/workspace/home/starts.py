"""What the workspace offers to a leader who reads her own report: to begin, with all that is known already."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import Start
from fagspejl.web.words_here import words_here
from fagspejl.workspace.sessions.permissions import units_of


def starts(request: HttpRequest, part: UUID) -> tuple[Start, ...]:
    """Return the tools to whoever leads a unit. `part`: the report that is being read."""
    if not any(one.leads for one in units_of(staff_here(request))):
        return ()
    words = words_here()
    agreement = f"{reverse('agreement-new')}?fra=rapport&rapport={part}"
    package = f"{reverse('follow-up-package', args=[part])}?fra=rapport"
    return (
        Start("judgement", f"{reverse('workspace-new')}?fra=rapport", words.say("room_home.start")),
        Start("agreement", agreement, words.say("agree_list.start")),
        Start("dialogue", f"{reverse('staff-dialogue-new')}?rapport={part}", words.say("dialogue.start")),
        Start("package", package, words.say("dialogue.start_package")),
    )

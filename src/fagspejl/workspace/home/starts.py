"""What the workspace offers to a leader who reads her own report: to begin, with all that is known already."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import Start
from fagspejl.web.words_here import words_here
from fagspejl.workspace.sessions.permissions import units_of


def starts(request: HttpRequest) -> tuple[Start, ...]:
    """Return the judgement exercise and a professional agreement to whoever leads a unit."""
    if not any(one.leads for one in units_of(staff_here(request))):
        return ()
    words = words_here()
    return (
        Start("judgement", f"{reverse('workspace-new')}?fra=rapport", words.say("room_home.start")),
        Start("agreement", f"{reverse('agreement-new')}?fra=rapport", words.say("agree_list.start")),
    )

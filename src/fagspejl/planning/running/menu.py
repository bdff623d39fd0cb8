"""The way to the log, and for whoever keeps the copy of a key to the page where its end is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.web.types import MenuEntry, MenuSection
from fagspejl.web.words_here import words_here

_COPY, _LOG = 5, 6


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the copies whose end is to be confirmed, to whoever keeps them, and the log to whoever may read it."""
    staff, words = staff_here(request), words_here()
    if not staff.roles & {"planner", "dpo"}:
        return []
    copies = list(_copies(words)) if "dpo" in staff.roles else []
    log = MenuEntry(
        order=_LOG,
        title=words.say("running_log.menu"),
        text=words.say("running_log.menu_text"),
        url=reverse("planning-log"),
        section=_section(words),
    )
    return [*copies, log]


def _copies(words: Wording) -> Iterator[MenuEntry]:
    for facts in all_rounds():
        if not can(Act.PUBLISH, facts.state) and not can(Act.READ, facts.state):
            continue
        copy = copy_outside(facts.id)
        if copy is not None and copy.is_open and not copy.is_witnessed:
            yield MenuEntry(
                order=_COPY,
                title=words.say("running_copy.menu"),
                text=facts.title,
                url=reverse("planning-running-copy", args=[facts.id]),
                section=_section(words),
            )


def _section(words: Wording) -> MenuSection:
    return MenuSection("planlaeg", words.say("planning.section"))

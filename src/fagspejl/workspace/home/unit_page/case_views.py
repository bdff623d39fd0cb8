"""Patterns as the unit reads them, and the slot after the shift. Opened by the unit's key; no login and no token.

GET writes nothing. What is sent is kept with its day alone, and stands on the unit's page and the leader's from the
day after.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from fagspejl.lib.wording import Wording
from fagspejl.workspace.cases.pattern_views import kind_asked, kinds, page_asked
from fagspejl.workspace.cases.rules import ANSWER_DAYS, IDEA_SIGNS
from fagspejl.workspace.cases.selectors import patterns_of
from fagspejl.workspace.cases.services.ideas import take_idea
from fagspejl.workspace.cases.told import pattern_told
from fagspejl.workspace.cases.types import DilemmaType
from fagspejl.workspace.home.unit_page.views import Opened, opened
from fagspejl.workspace.sessions.edge import in_the_room
from fagspejl.workspace.sessions.errors import SessionError, TextAsks
from fagspejl.workspace.sessions.phones.fields import Sent


@in_the_room
def patterns(request: HttpRequest, key: str) -> HttpResponse:
    """Show the unit's patterns, a page at a time, those of one dilemma where one was chosen."""
    kind, side = kind_asked(request.GET.get("slags", "")), page_asked(request.GET.get("side", ""))
    return opened(request, key, lambda one: _patterns(one, kind, side))


@in_the_room
def idea(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a situation in one line; keep it with its day, or show the page again with what was typed."""

    def made(one: Opened) -> HttpResponse:
        if request.method != "POST":
            return _form(one)
        return _taken(
            one, Sent({field: [str(each) for each in given] for field, given in request.POST.lists()})
        )

    return opened(request, key, made, methods=("GET", "HEAD", "POST"))


def _patterns(one: Opened, kind: DilemmaType | None, side: int) -> HttpResponse:
    shown = patterns_of(one.unit, kind=kind, page=side)
    content = {
        "page": shown,
        "patterns": [pattern_told(each, one.words) for each in shown.patterns],
        "kinds": kinds(one.words, kind),
        "kind": kind.value if kind else "",
    }
    return one.page("unit_page/patterns.html", one.words.say("case_pattern.title", unit=one.name), content)


def _form(one: Opened, *, status: int = 200, **told: object) -> HttpResponse:
    answer = one.page(
        "unit_page/idea.html", one.words.say("case_unit.form_title"), {"signs": IDEA_SIGNS, **told}
    )
    answer.status_code = status
    return answer


def _taken(one: Opened, sent: Sent) -> HttpResponse:
    text, asked = sent.text("tekst"), sent.ticked("asked")
    try:
        take_idea(one.unit, text, asked=asked)
    except SessionError as error:
        again = asked or isinstance(error, TextAsks)
        return _form(one, status=400, typed=text, error=_said(error, one.words), asks=again)
    by = one.words.day(one.today + timedelta(days=ANSWER_DAYS))
    return _form(one, thanks=one.words.say("case_unit.thanks_next", day=by))


def _said(error: SessionError, words: Wording) -> str:
    field = error.facts.get("field")
    key = f"case_unit.error_{error.key}_{field}"
    slots = {"signs": IDEA_SIGNS, **error.facts}
    return words.say(key if key in words.keys else f"case_unit.error_{error.key}", **slots)

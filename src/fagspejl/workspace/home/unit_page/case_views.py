"""Patterns as the unit reads them, and the slot after the shift. Opened by the unit's key; no login and no token.

GET writes nothing. What is sent is kept with its day alone, and stands on the unit's page and the leader's at once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import Wording
from fagspejl.workspace.cases.pattern_views import kind_asked, kinds, page_asked
from fagspejl.workspace.cases.rules import ANSWER_DAYS, IDEA_SIGNS
from fagspejl.workspace.cases.selectors import patterns_of
from fagspejl.workspace.cases.services.ideas import take_idea
from fagspejl.workspace.cases.told import pattern_told
from fagspejl.workspace.home.unit_page.views import found_by, nothing, words_of
from fagspejl.workspace.sessions.edge import in_the_room, page
from fagspejl.workspace.sessions.errors import SessionError, TextAsks
from fagspejl.workspace.sessions.phones.fields import Sent


@in_the_room
def patterns(request: HttpRequest, key: str) -> HttpResponse:
    """Show the unit's patterns, a page at a time, those of one dilemma where one was chosen."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found, refusal = found_by(request, key)
    if found is None:
        return nothing(*refusal)
    unit, name, language = found
    words = words_of(language)
    kind = kind_asked(request.GET.get("slags", ""))
    shown = patterns_of(unit, kind=kind, page=page_asked(request.GET.get("side", "")))
    told = {
        **_about(words, name, key, words.say("case_pattern.title", unit=name)),
        "page": shown,
        "patterns": [pattern_told(one, words) for one in shown.patterns],
        "kinds": kinds(words, kind),
        "kind": kind.value if kind else "",
    }
    return page("unit_page/patterns.html", told)


@in_the_room
def idea(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a situation in one line; keep it with its day, or show the page again with what was typed."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    found, refusal = found_by(request, key)
    if found is None:
        return nothing(*refusal)
    unit, name, language = found
    words = words_of(language)
    about = _about(words, name, key, words.say("case_unit.form_title"))
    about |= {"signs": IDEA_SIGNS, "typed": "", "asks": False}
    if request.method != "POST":
        return page("unit_page/idea.html", about)
    sent = Sent({field: [str(one) for one in given] for field, given in request.POST.lists()})
    return _taken(unit, sent, words, about)


def _taken(unit: UUID, sent: Sent, words: Wording, about: dict[str, Any]) -> HttpResponse:
    text, asked = sent.text("tekst"), sent.ticked("asked")
    try:
        take_idea(unit, text, asked=asked)
    except SessionError as error:
        told = {"typed": text, "error": _said(error, words), "asks": asked or isinstance(error, TextAsks)}
        return page("unit_page/idea.html", {**about, **told}, status=400)
    by = words.day(utc_now().astimezone(ZONE).date() + timedelta(days=ANSWER_DAYS))
    return page("unit_page/idea.html", {**about, "thanks": words.say("case_unit.thanks_next", day=by)})


def _said(error: SessionError, words: Wording) -> str:
    field = error.facts.get("field")
    key = f"case_unit.error_{error.key}_{field}"
    slots = {"signs": IDEA_SIGNS, **error.facts}
    return words.say(key if key in words.keys else f"case_unit.error_{error.key}", **slots)


def _about(words: Wording, name: str, key: str, title: str) -> dict[str, Any]:
    return {
        "w": words,
        "title": title,
        "bar": name,
        "page_kind": "unit-page",
        "back": f"/enhed/{key}/",
        "name": name,
    }

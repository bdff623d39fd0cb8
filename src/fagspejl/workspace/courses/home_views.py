"""Tag med hjem: what was met in a course is begun in one's own unit, after logging in. Nothing comes along."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.courses.forms import HomeForm
from fagspejl.workspace.courses.library import Exercise, Home, exercise, home_items
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, units_of
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.services.planning import create_session, open_session
from fagspejl.workspace.sessions.splitting import known_groups
from fagspejl.workspace.sessions.types import DecisionMethod, SplitKind

_TOOLS = {"quality": "quality", "agreements": "agreements"}  # a tool -> the page on which its unit is chosen
_OF_UNIT = {"cases": "cases", "load": "load-unit"}


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest, what: str) -> HttpResponse:
    """Lead to where a tool begins for one's own unit, or show the form of an exercise. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    mine = units_of(staff)
    asked = (request.POST if request.method == "POST" else request.GET).get("enhed", "")
    unit = next((one for one in mine if str(one.id) == asked), None if asked else next(iter(mine), None))
    if unit is None:
        raise NotYours
    found = exercise(what, words.language)
    if found is not None and found.home.tool == "exercise":
        return _exercise_form(request, found, unit, mine, staff)
    item = found.home if found is not None else _item(what, words)
    return redirect(_begin(item, unit))


def _item(what: str, words: Wording) -> Home:
    found = next((one for one in home_items(words.language) if one.tool == what), None)
    if found is None:
        raise NotYours
    return found


def _begin(item: Home, unit: MyUnit) -> str:
    if item.tool in _OF_UNIT:
        return reverse(_OF_UNIT[item.tool], args=[unit.id])
    if item.tool in _TOOLS:
        return reverse(_TOOLS[item.tool])
    return f"{reverse('workspace-new')}?enhed={unit.id}&vignet={item.vignette}"


def _exercise_form(
    request: HttpRequest, found: Exercise, unit: MyUnit, mine: tuple[MyUnit, ...], staff: Staff
) -> HttpResponse:
    words = words_here()
    initial = {
        "replaces": words.listed("room_new.replaces_suggested")[0],
        "decision": DecisionMethod.LEADER_AFTER_HEARING.value,
        "present": unit.led.employees if unit.led else None,
        "split": SplitKind.NONE.value,
        **known_groups(words, unit.led),
    }
    form = HomeForm(words, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _make(form, found, unit, staff, words)
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("workspace-session", made)
    context = {"form": form, "exercise": found, "unit": unit, "mine": mine}
    return render(request, "workspace/courses/at_home.html", context)


def _make(form: HomeForm, found: Exercise, unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    told = form.cleaned_data
    before = session_of(told["once"]) if told["once"] else None
    if before is not None and before.units == (unit.id,):  # pressed twice
        return before.id
    with transaction.atomic():
        made = create_session(
            template=found.template,
            title=found.title,
            language=words.language,
            units=[unit.id],
            cases=found.cases,
            items=found.items,
            decision_method=DecisionMethod(told["decision"]),
            replaces=told["replaces"],
            split_kind=SplitKind(told["split"]),
            groups=told["groups"],
            present=told["present"] or 0,
            asked=told["asked"],
            once=told["once"],
            actor=staff.actor,
            account=staff.id,
        )
        open_session(made, actor=staff.actor)
    return made

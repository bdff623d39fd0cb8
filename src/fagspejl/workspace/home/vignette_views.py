"""The editor of a unit's own cases: written anew, from a copy of a built-in one, changed, deleted."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.home.choosing import offered
from fagspejl.workspace.home.permissions import check_can_write
from fagspejl.workspace.home.vignette_form import VignetteForm, typed
from fagspejl.workspace.judgement.errors import VignetteGone
from fagspejl.workspace.judgement.services import change_vignette, delete_vignette, write_vignette
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import check_can_hold_unit

_DIGITS = 5  # of a version
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write a case of the unit's own, from nothing or from a copy of another. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    cases = offered([unit_id], words.language)
    if request.method == "POST":
        form = VignetteForm(words, request.POST)
        made = form.vignette(author=staff.name, version=1) if form.is_valid() else None
        if made is not None:
            try:
                write_vignette(
                    unit_id, words.language, made, asked=form.cleaned_data["asked"], actor=staff.actor
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("workspace-unit", unit_id)
    else:
        copied = next((one.vignette for one in cases if one.key == request.GET.get("kopi")), None)
        form = VignetteForm(words, initial=typed(copied) if copied else None)
    context = {"form": form, "unit": unit, "cases": cases, "copied": request.GET.get("kopi", "")}
    return render(request, "workspace/staff/vignette.html", context)


@require_http_methods(_METHODS)
def change(request: HttpRequest, vignette_id: UUID) -> HttpResponse:
    """Change a case of the unit's own, or delete it. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    own = check_can_write(vignette_id, staff)
    unit = check_can_hold_unit(own.unit, staff)
    if request.method == "POST" and request.POST.get("act") == "delete":
        with suppress(VignetteGone):  # somebody was quicker, and it is gone all the same
            delete_vignette(vignette_id, actor=staff.actor)
        return redirect("workspace-unit", own.unit)
    seen = own.vignette.version
    if request.method == "POST":
        seen = _number(request.POST.get("version", ""), seen)
        form = VignetteForm(words, request.POST)
        made = form.vignette(author=staff.name, version=seen + 1) if form.is_valid() else None
        if made is not None:
            asked = form.cleaned_data["asked"]
            try:
                change_vignette(vignette_id, seen, own.language, made, asked=asked, actor=staff.actor)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("workspace-unit", own.unit)
    else:
        form = VignetteForm(words, initial=typed(own.vignette))
    version = words.say("room_vignette.version", version=own.vignette.version, day=words.day(own.changed_on))
    context = {"form": form, "unit": unit, "own": own, "seen": seen, "version": version}
    return render(request, "workspace/staff/vignette.html", context)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else otherwise

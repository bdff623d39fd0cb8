"""The pages on which a lecturer composes a course: add, change, move and take out blocks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.courses.exercises import exercises_there
from fagspejl.workspace.courses.forms import BlockForm, typed
from fagspejl.workspace.courses.permissions import check_lectures
from fagspejl.workspace.courses.services.planning import add_block, change_block, move_block, remove_block
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import refused

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def add(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show the form of a block; put it at the end when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known = check_lectures(course_id, staff)
    form = BlockForm(
        words, exercises_there(known.language), request.POST or None, initial={"kind": "talk", "minutes": 10}
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_block(course_id, form.values(), asked=form.cleaned_data["asked"], actor=staff.actor)
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("course", course_id)
    return render(request, "workspace/courses/block.html", {"form": form, "course": known, "new": True})


@require_http_methods(METHODS)
def change(request: HttpRequest, course_id: UUID, block_id: UUID) -> HttpResponse:
    """Show a block's form; write it anew when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known = check_lectures(course_id, staff)
    block = next((one for one in known.blocks if one.id == block_id), None)
    if block is None:
        raise NotYours
    form = BlockForm(words, exercises_there(known.language), request.POST or None, initial=typed(block))
    if request.method == "POST" and form.is_valid():
        try:
            change_block(
                course_id, block_id, form.values(), asked=form.cleaned_data["asked"], actor=staff.actor
            )
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("course", course_id)
    return render(request, "workspace/courses/block.html", {"form": form, "course": known, "changed": block})


@require_POST
def order(request: HttpRequest, course_id: UUID, block_id: UUID) -> HttpResponse:
    """Move a block up or down, or take it out. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known = check_lectures(course_id, staff)
    wanted = request.POST.get("act", "")
    try:
        if wanted == "remove":
            remove_block(course_id, block_id, actor=staff.actor)
        elif wanted in ("up", "down"):
            move_block(course_id, block_id, up=wanted == "up", actor=staff.actor)
    except SessionError as error:
        told = refused(error, words)
        return render(request, "workspace/courses/refused.html", {"course": known, "told": told}, status=400)
    return redirect("course", course_id)

"""The pages of lecturers: their courses, one course, and who holds it. What is not theirs is not there."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.selectors import names_of, people_with_role
from fagspejl.web.qr import qr_svg
from fagspejl.web.words_here import words_here
from fagspejl.workspace.courses.edge import CONTROLS, PAGES, WALLS
from fagspejl.workspace.courses.forms import SHIPPED, CourseForm
from fagspejl.workspace.courses.held.parts import kept_exercise
from fagspejl.workspace.courses.library import shipped_course
from fagspejl.workspace.courses.permissions import check_lecturer, check_lectures, without_lecturer
from fagspejl.workspace.courses.questions.parts import TABLES, at_close, unanswered_here
from fagspejl.workspace.courses.selectors import (
    code_here,
    control_key_here,
    courses_among,
    courses_of,
    display_key_here,
    lecturers_of,
    page_key_here,
)
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.courses.services.holding import hand_over_control, open_course
from fagspejl.workspace.courses.services.lecturing import leave_course, share_course, take_over
from fagspejl.workspace.courses.services.planning import (
    blocks_again,
    change_course,
    empty_blocks,
    make_course,
    shipped_blocks,
)
from fagspejl.workspace.courses.told import state_told
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.errors import SessionError, SessionGone
from fagspejl.workspace.sessions.fields import refused
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]
NOBODY = UUID(int=0)


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """Show the courses that one holds, and those that nobody holds any more. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    check_lecturer(staff)
    mine = courses_of(staff.id)
    orphans = [one for one in courses_among(without_lecturer()) if one.id not in {own.id for own in mine}]
    context = {
        "mine": [(one, state_told(one, words), unanswered_here(one.id, words)) for one in mine],
        "orphans": [(one, state_told(one, words)) for one in orphans],
        "shipped": shipped_course(words.language),
    }
    return render(request, "workspace/courses/list.html", context)


@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new course; make it when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    check_lecturer(staff)
    initial = {"title": shipped_course(words.language).title, "begin": SHIPPED, "planned_on": today_here()}
    form = CourseForm(words, request.POST or None, new=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        whole = told["begin"] != "tomt"
        blocks = (
            shipped_blocks(words.language) if whole else empty_blocks(words.say("course_form.first_block"))
        )
        try:
            made = make_course(
                title=told["title"],
                planned_on=told["planned_on"],
                language=words.language,
                blocks=blocks,
                account=staff.id,
                once=told["once"],
                asked=told["asked"],
                actor=staff.actor,
            )
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("course", made)
    return render(
        request, "workspace/courses/new.html", {"form": form, "shipped": shipped_course(words.language)}
    )


@require_http_methods(METHODS)
def course(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show a course: its agenda, its room, who holds it; change title and day. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known = check_lectures(course_id, staff)
    initial = {"title": known.title, "planned_on": known.planned_on}
    form = CourseForm(words, request.POST or None, new=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_course(
                course_id,
                title=told["title"],
                planned_on=told["planned_on"],
                asked=told["asked"],
                actor=staff.actor,
            )
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("course", course_id)
    return _course_page(request, known, form)


@require_POST
def act(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Do what a button of the course's page asks for. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    wanted = request.POST.get("act", "")
    if wanted == "take_over":
        return _taken_over(request, course_id)
    known = check_lectures(course_id, staff)
    try:
        if wanted == "open":
            open_course(course_id, actor=staff.actor)
        elif wanted in ("close", "discard"):
            close_course(course_id, let_go=at_close, tables=TABLES, actor=staff.actor)
            if wanted == "discard":
                return redirect("courses")
        elif wanted == "control":
            hand_over_control(course_id, actor=staff.actor)
        elif wanted == "share":
            share_course(course_id, _id(request.POST.get("lecturer", "")) or NOBODY, actor=staff.actor)
        elif wanted == "leave":
            leave_course(course_id, staff.id, actor=staff.actor)
            return redirect("courses")
        elif wanted == "again":
            made = make_course(
                title=known.title,
                planned_on=today_here(),
                language=known.language,
                blocks=blocks_again(known),
                account=staff.id,
                once=_id(request.POST.get("once", "")),
                asked=True,
                actor=staff.actor,
            )
            return redirect("course", made)
    except SessionGone:
        return redirect("course", course_id)
    except SessionError as error:
        form = CourseForm(words, new=False, initial={"title": known.title, "planned_on": known.planned_on})
        return _course_page(request, known, form, refused(error, words))
    return redirect("course", course_id)


def _taken_over(request: HttpRequest, course_id: UUID) -> HttpResponse:
    staff = staff_here(request)
    check_lecturer(staff)
    try:
        take_over(course_id, staff.id, actor=staff.actor)
    except SessionError:
        raise NotYours from None
    return redirect("course", course_id)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _course_page(request: HttpRequest, known: CourseFacts, form: CourseForm, error: str = "") -> HttpResponse:
    staff, words = staff_here(request), words_here()
    holders = lecturers_of(known.id)
    names = names_of(holders)
    site = str(settings.BASE_URL).rstrip("/")
    context = {
        "course": known,
        "form": form,
        "error": error,
        "state": state_told(known, words),
        "draft": known.opened_on is None,
        "holders": [names.get(one, "") or words.say("course_page.gone") for one in holders],
        "others": [one for one in people_with_role("lecturer") if one.id not in holders],
        "alone": len(holders) < 2,
        "me": staff.id,
        "until": words.say("course_page.until", day=words.day(known.keep_until)),
        "pictures": [
            (block, picture)
            for block in known.blocks
            if known.opened_on and (picture := kept_exercise(known, block.place)) is not None
        ],
    }
    if known.is_open:
        control = f"{CONTROLS}{control_key_here(known)}/"
        context |= {
            "code": code_here(known),
            "wall": f"{WALLS}{display_key_here(known)}/",
            "control": control,
            "control_qr": qr_svg(f"{site}{control}"),
        }
    if known.opened_on is not None:
        context["page"] = f"{PAGES}{page_key_here(known)}/"
        context["unanswered"] = unanswered_here(known.id, words)
    return render(request, "workspace/courses/course.html", context, status=400 if error else 200)

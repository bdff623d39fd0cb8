"""The demo's own pages. Each refuses to exist on any other database, whatever the addresses say."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.permissions import second_factor_missing, staff_behind
from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.services import demo_login, is_demo
from fagspejl.audit.types import Actor
from fagspejl.demo.advance import advance
from fagspejl.demo.cast import read_cast
from fagspejl.demo.mailbox import newest_mails, read_mail
from fagspejl.demo.pages.staffless import open_pages
from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.selectors import all_rounds, round_facts
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import spoken
from fagspejl.mailing.words import deadline_words
from fagspejl.web.views import home
from fagspejl.web.words_here import words_here
from fagspejl.workspace.judgement.practice import open_practice

View = Callable[..., HttpResponseBase]

_MAILS_SHOWN: Final = 60
# What `fagspejl demo` makes of files, and nothing else of the data folder.
_FILES: Final = frozenset(
    (
        "index.html",
        "organisation.html",
        "organisation.pdf",
        "organisation-board.html",
        "organisation-board.pdf",
        "organisation.xlsx",
        "release.json",
        "roster.csv",
    )
)
_BESIDE: Final = frozenset(("answers.csv", "leaders.csv", "mapping.toml"))  # readable answers lie outside
_FOLDERS: Final = frozenset(("leaders", "organisation"))
# These pages carry their style and typeface in themselves.
_OF_FILES: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SHOWN_AS_TEXT: Final = frozenset((".csv", ".toml"))


def in_the_demo(view: View) -> View:
    """Answer 404 anywhere but in the demo."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_demo():
            raise Http404
        return view(request, *args, **kwargs)

    return answered


@require_safe
@in_the_demo
def front(request: HttpRequest) -> HttpResponseBase:
    """Show the demo's start page to whoever is not logged in, and everybody else what the site shows them."""
    staff = staff_behind(request)
    if staff is None:
        return start(request)
    if second_factor_missing(request, staff):
        return HttpResponseRedirect("/sikkerhed/")
    return home(request)


@require_safe
@in_the_demo
def start(request: HttpRequest) -> HttpResponseBase:
    """List the cast, links to answer with, the post, and what can be done next."""
    cast, words = read_cast(settings.DATA), words_here()
    past, present = (_told(told) for told in cast["rounds"])
    people = [
        {**one, "first": one["name"].split()[0], "told": words.say(f"demo_people.{one['key']}")}
        for one in cast["people"]
    ]
    by_key = {one["key"]: one for one in cast["leaders"]}
    people += [
        {
            **by_key[one["key"]],
            "first": by_key[one["key"]]["name"],
            "told": words.say(f"demo_people.{one['kind']}"),
        }
        for one in cast["worth_seeing"]
    ]
    answers = [
        {
            "told": words.say(
                f"demo_answer.{one['perspective']}", name=one["name"], leader=one["leader_name"]
            ),
            "path": urlsplit(one["link"]).path if one["email"] else "",
            "code": one["code"],
        }
        for one in cast["shown"]
    ]
    context = {
        "cast": cast,
        "people": people,
        "answers": answers,
        "past": past,
        "present": present,
        "is_open": can(Act.ANSWER, present["state"]),
        "waiting": [one for one in all_rounds() if can(Act.FREEZE, one.state) and one.deadline > utc_now()],
        "open_pages": [
            {"told": words.say(f"demo_start.since_{name}"), "path": where} for name, where in open_pages()
        ],
    }
    return render(request, "demo/start.html", context)


@csrf_exempt  # nobody has a session yet; `_check_own_page` stands in its place
@require_http_methods(["GET", "HEAD", "POST"])
@in_the_demo
def log_in_as(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask, then log in as somebody. Only the button does it: opening the link changes nothing."""
    cast = read_cast(settings.DATA)
    person = next((one for one in (*cast["people"], *cast["leaders"]) if one["key"] == key), None)
    account = None if person is None else account_of(person["email"])
    if person is None or account is None:
        raise Http404
    if request.method != "POST":
        return render(request, "demo/log_in.html", {"person": person})
    _check_own_page(request)
    demo_login(request, account.staff)
    return HttpResponseRedirect("/")


@csrf_exempt  # as above
@require_POST
@in_the_demo
def play_room(request: HttpRequest) -> HttpResponseBase:
    """Open a room with made-up colleagues, and lead to its control."""
    _check_own_page(request)
    return redirect(
        "room-control", open_practice(words_here().language, actor=Actor("demo", "demo"), account=UUID(int=0))
    )


@csrf_exempt  # as above
@require_POST
@in_the_demo
def move_clock(request: HttpRequest, round_id: UUID) -> HttpResponseBase:
    """Let a round's deadline have passed, so that its planner can go on to the reports."""
    _check_own_page(request)
    if round_facts(round_id) is None:
        raise Http404
    with suppress(RoundInOtherState):  # pressed twice: it is on its way already
        advance(round_id, actor=Actor("demo", "demo"), now=utc_now())
    return HttpResponseRedirect("/demo/#next")


@require_safe
@in_the_demo
def mails(request: HttpRequest) -> HttpResponseBase:
    """List the mails that would have been sent, newest first."""
    wanted = request.GET.get("til", "")[:100]
    found = list(newest_mails(Path(settings.EMAIL_FILE_PATH), wanted=wanted, most=_MAILS_SHOWN))
    return render(request, "demo/mails.html", {"mails": found, "wanted": wanted, "most": _MAILS_SHOWN})


@require_safe
@in_the_demo
def mail(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show one mail."""
    found = read_mail(Path(settings.EMAIL_FILE_PATH), name)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})


@require_safe
@in_the_demo
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out one of the files that `fagspejl demo` made: never the database, keys or post."""
    folder, _, rest = name.partition("/")
    beside = name in _BESIDE
    inside = name in _FILES or (folder in _FOLDERS and rest and "/" not in rest and rest[0] != ".")
    if not beside and not inside:
        raise Http404
    path = (Path(f"{settings.DATA}-input") if beside else settings.DATA) / name
    if not path.is_file():
        raise Http404
    kind = "text/plain; charset=utf-8" if path.suffix in _SHOWN_AS_TEXT else mimetypes.guess_type(name)[0]
    response = FileResponse(path.open("rb"), content_type=kind)
    response["Content-Security-Policy"] = _OF_FILES
    return response


def _told(made: dict[str, str]) -> dict[str, Any]:
    """A round of the demo as it stands now."""
    facts = round_facts(UUID(made["id"]))
    if facts is None:
        raise Http404
    language = spoken(get_language())
    deadline = deadline_words(facts.deadline, language)
    return {"id": facts.id, "title": facts.title, "state": facts.state, "deadline": deadline}


def _check_own_page(request: HttpRequest) -> None:
    """Refuse a form that another site's page sent. What is no browser says nothing and may log in: it is a demo."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    if request.headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none"):
        raise PermissionDenied

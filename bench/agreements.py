"""Pages of the follow-up beside 500 agreements: a list, an agreement, its life, the unit's page, its theme and a path.

Run `python bench/agreements.py [AGREEMENTS]`. Every page is asked of the whole site in this process, in turns with a
bare Django page: Django's own middleware and login, the same rows read by the ORM with their parts fetched before, and
a plain template that writes them down. The bare page of a step or a goal holds its fields too, by Django's own forms,
and no more of them than ours. The staff's page of a unit holds no agreement; it is told without a limit. Times are
processor time and medians.
"""

from __future__ import annotations

import io
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol
from uuid import UUID

from _agreed import HOLDING, Made, make
from _site import start_django

AGREEMENTS, TIMES = 500, 15
MOST_TIMES_BARE = 4.0
DEFAULTS = [  # what `django-admin startproject` writes, without messages
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
BARE = """<!doctype html><title>Rows</title><p>{{ who }}</p>{% for table in tables %}<table>{% for row in table %}<tr>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}
{% for form in forms %}<form>{% for field in form %}{{ field }}{% endfor %}</form>{% endfor %}"""
FIELD = re.compile(rb"<(?:input|textarea|select)\b(?![^>]*csrfmiddlewaretoken)")
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]
Table = list[list[object]]


class LoggedIn(Protocol):
    """Somebody's session."""

    @property
    def cookie(self) -> str:
        """What her browser sends."""
        ...


@dataclass(frozen=True)
class Bare:
    """A bare page: its name, its address, its rows and its forms. `most`: how many times its time ours may take."""

    name: str
    path: str
    rows: Callable[[], list[Table]]
    forms: Callable[[], list[Any]] = list
    most: float | None = MOST_TIMES_BARE
    logged_in: bool = True


def cells(rows: Any) -> Table:
    """Return everything that these rows hold."""
    return [list(row) for row in rows.values_list()]


def of_agreements(rows: Any) -> list[Table]:
    """Return agreements with their parts, fetched before, each with what its newest version says."""
    from fagspejl.workspace.agreements.rows import PARTS

    table: Table = []
    for one in rows.order_by("title").prefetch_related(*PARTS):
        newest = max(one.versions.all(), key=lambda version: version.number)
        about = [len(one.exceptions.all()), len(one.announcements.all()), len(one.events.all())]
        table.append([one.id, one.title, one.status, one.review_on, newest.text, newest.starts_on, *about])
    return [table]


def whole_agreements(rows: Any) -> list[Table]:
    """Return every row that stands behind these agreements, what was pressed too."""
    from fagspejl.workspace.agreements.models import (
        AgreementEvent,
        AgreementException,
        AgreementVersion,
        Announcement,
        ObstacleLine,
        PulseCount,
    )

    parts = (AgreementVersion, AgreementException, Announcement, AgreementEvent, PulseCount, ObstacleLine)
    ids = list(rows.values_list("id", flat=True))
    return [cells(rows), *(cells(part.objects.filter(agreement__in=ids)) for part in parts)]


def bare_pages(made: Made) -> list[Bare]:
    """Return the bare counterpart of every page."""
    from fagspejl.workspace.agreements.models import Agreement, AgreementEvent, ObstacleLine, PulseCount
    from fagspejl.workspace.paths.models import FollowUpPath, Goal, PathStep

    here, one = Agreement.objects.filter(unit=made.unit), Agreement.objects.filter(id=made.agreement)

    def unit() -> list[Table]:
        ids = list(here.filter(status="active").values_list("id", flat=True))
        pressed = (cells(part.objects.filter(agreement__in=ids)) for part in (PulseCount, ObstacleLine))
        return [*of_agreements(here), *pressed]

    def path() -> list[Table]:
        rows = FollowUpPath.objects.filter(id=made.path)
        return [cells(rows), *(cells(part.objects.filter(path=made.path)) for part in (PathStep, Goal))]

    def happened() -> list[Table]:
        return [*of_agreements(here), cells(AgreementEvent.objects.filter(agreement__in=here))]

    agreement, follow_up = f"/arbejdsrum/aftaler/{made.agreement}/", f"/opfoelgning/{made.path}/"
    return [
        Bare("list of a unit", "/arbejdsrum/aftaler/", lambda: of_agreements(here)),
        Bare("agreement", agreement, lambda: whole_agreements(one)),
        Bare("life", f"{agreement}liv/", lambda: whole_agreements(one)),
        Bare("unit's page", made.page, unit, logged_in=False),
        Bare("theme", f"/arbejdsrum/enhed/{made.unit}/tema/", happened),
        Bare("path", follow_up, path),
        Bare("path, a step opened", f"{follow_up}trin/own_leader_talk/", path, step_forms),
        Bare("path, a goal opened", f"{follow_up}maal/{made.goal}/", path, partial(goal_form, made.goal)),
        Bare("unit, staff's side", f"/arbejdsrum/enhed/{made.unit}/", list, most=None),
    ]


def plain_form(kind: Any, **initial: object) -> Any:
    """Return a plain form with the fields of one of ours."""
    from django import forms

    fields = {name: deepcopy(field) for name, field in kind.base_fields.items() if name != "asked"}
    return type("Plain", (forms.Form,), fields)(initial=initial)


def step_forms() -> list[Any]:
    """Return the fields of the talk with the own leader."""
    from fagspejl.workspace.paths.forms import HeldForm, LinesForm, PlanForm

    plan, held, lines = plain_form(PlanForm), plain_form(HeldForm), plain_form(LinesForm)
    del held.fields["with_package"]  # asked of the dialogue alone
    return [plan, held, lines]


def goal_form(goal: UUID) -> list[Any]:
    """Return the fields of a goal, filled in from its row."""
    from django.forms.models import model_to_dict

    from fagspejl.workspace.paths.forms import GoalForm
    from fagspejl.workspace.paths.models import Goal

    return [plain_form(GoalForm, **model_to_dict(Goal.objects.get(id=goal)))]


def bare_site(pages: list[Bare]) -> Application:
    """Return Django with its own middleware, which answers by bare pages alone."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponse
    from django.template import Context, Engine
    from django.urls import path

    template = Engine().from_string(BARE)

    def view(request: HttpRequest, page: Bare) -> HttpResponse:
        who = str(request.user) if page.logged_in else ""
        return HttpResponse(
            template.render(Context({"who": who, "tables": page.rows(), "forms": page.forms()}))
        )

    name = f"bare_urls_{id(pages)}"  # Django keeps what it has resolved by the name
    found = ModuleType(name)
    found.urlpatterns = [  # type: ignore[attr-defined]
        path(page.path[1:].partition("?")[0], view, {"page": page}) for page in pages
    ]
    sys.modules[name] = found
    ours = settings.MIDDLEWARE, settings.ROOT_URLCONF
    settings.MIDDLEWARE = DEFAULTS
    handler = WSGIHandler()
    settings.MIDDLEWARE = ours[0]

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        settings.ROOT_URLCONF = name
        try:
            response: Any = handler(environ, start_response)
            response.close()
            return [response.content]
        finally:
            settings.ROOT_URLCONF = ours[1]

    return answer


def asked(application: Application, path: str, cookie: str) -> bytes:
    """Ask for one page in this process; returns it."""
    place, _, query = path.partition("?")
    environ: dict[str, object] = {
        "PATH_INFO": place,
        "QUERY_STRING": query,
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookie,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    said: list[str] = []
    body = b"".join(application(environ, lambda status, headers: said.append(f"{status} {headers}")))
    assert said[0].startswith("200"), (path, said)
    return body


def spent(work: Callable[[], object]) -> float:
    """Return processor milliseconds."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def questions(work: Callable[[], object]) -> int:
    """Return how often the database was asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        work()
    return len(found)


def measure(page: Bare, made: LoggedIn, site: Application, bare: Application) -> bool:
    """Ask both in turns and print the ratio; whether it keeps its limit."""
    ours = partial(asked, site, page.path, made.cookie)
    theirs = partial(asked, bare, page.path, made.cookie)
    answered, plain = ours(), theirs()
    if page.most is not None:  # a bare page that did more than ours would prove nothing
        assert len(FIELD.findall(plain)) <= len(FIELD.findall(answered)), page.name
    many = questions(ours), questions(theirs)
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        took[0].append(spent(ours))
        took[1].append(spent(theirs))
    mine, yardstick = map(statistics.median, took)
    limit = "no limit" if page.most is None else f"at most {page.most:.0f}"
    print(
        f"  {page.name}: {mine:.1f} ms, {len(answered) / 1000:.0f} KB, {many[0]} questions; a bare page "
        f"{yardstick:.1f} ms, {len(plain) / 1000:.0f} KB, {many[1]} questions: {mine / yardstick:.2f} x ({limit})"
    )
    return page.most is None or mine / yardstick <= page.most


def main() -> int:
    """Return 1 if a page is above its limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else AGREEMENTS
    with tempfile.TemporaryDirectory() as name:
        start_django(Path(name))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = make(count)
        from fagspejl.config.wsgi import application

        pages = bare_pages(made)
        bare = bare_site(pages)
        print(f"  {count} agreements of one unit, {HOLDING} of which hold")
        held = [measure(page, made, application, bare) for page in pages]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

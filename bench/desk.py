"""The planner's desk at 1,800 leaders and 20,000 people: every page of a draft.

Run `python bench/desk.py [LEADERS]`. The yardstick of a page is a bare Django page that reads and writes the
same rows and form fields, by Django's own middleware, session and forms (`agreements.py`, `_draft_pages.py`); its forms
have the fields, labels and choices of ours (`_fields.py`). Pages in processor time, in one run.
Opening and the pages of an open round are measured by `opened.py`, import by `roster.py`, sending by `mail.py`, the
forecast's page by `forecast.py`.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from _draft_pages import draft_pages, rights, roster_pages
from _drafts import file_on_its_way
from _fields import bare_forms
from _planned import Planned, planned
from _site import start_django

from agreements import Application, Bare, LoggedIn, asked, bare_site, measure

LEADERS = 1_800


def with_fields(pages: list[Bare], who: LoggedIn, site: Application) -> list[Bare]:
    """Give the bare pages the fields of ours."""
    return [replace(page, forms=bare_forms(asked(site, page.path, who.cookie))) for page in pages]


def drafts_measured(made: Planned, site: Application, folder: Path) -> list[bool]:
    """Measure all pages before opening; whether each keeps its limit."""
    planner, leader, there = draft_pages(made)
    own = Planned(there.leader_cookie, there.everybody)
    held = []
    for wrong, pages, who in (
        (False, planner, made),
        (True, roster_pages(rights("bente@fjordby.dk"), wrong=True), made),
        (None, leader, own),
    ):
        if wrong is not None:
            file_on_its_way(folder, wrong=wrong)
        filled = with_fields(pages, who, site)
        bare = bare_site(filled)
        held += [measure(page, who, site, bare) for page in filled]
    return held


def main(leaders: int) -> int:
    """Return how many figures are above their limit."""
    with tempfile.TemporaryDirectory(prefix="fagspejl-bench-") as name:
        folder = Path(name)
        start_django(folder)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = planned(leaders)
        from fagspejl.config.wsgi import application
        from fagspejl.organisation.models import Person

        print(f"the desk: {leaders:,} leaders, {Person.objects.count():,} people")
        held = drafts_measured(made, application, folder)
    return held.count(False)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LEADERS))

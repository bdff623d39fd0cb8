"""The planner's desk at 1,800 leaders and 20,000 people: every page of a round, and opening 116,000 links.

Run `python bench/desk.py [LEADERS] [LINKS]`. The yardstick of a page is a bare Django page that reads and writes the
same rows and form fields, by Django's own middleware, session and forms (`agreements.py`, `_draft_pages.py`); its forms
have the fields, labels and choices of ours (`_fields.py`). That of opening is bare SQLite given the finished
invitations in one transaction. Pages in processor time, in one run.
Import is measured by `roster.py`, queueing and sending by `mail.py`, the forecast's page by `forecast.py`.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from _draft_pages import draft_pages, rights, roster_pages
from _drafts import file_on_its_way
from _fields import bare_forms
from _planned import DEPARTMENTS, Planned, planned
from _site import start_django

from agreements import Application, Bare, LoggedIn, Table, asked, bare_site, measure

LEADERS, LINKS = 1_800, 116_000
MOST_TIMES_SQLITE = 60.0
_PASSED = (40, 80, 120)  # fellow leaders of `_planned.make_roster`


def number_of(*reads: Any) -> Callable[[], list[Table]]:
    """Rows that are read whole, and of which the number is written."""

    def rows() -> list[Table]:
        return [[[len(list(read.all().values_list()))] for read in reads]]

    return rows


def counted(*reads: Any) -> Callable[[], list[Table]]:
    """Rows that the database counts."""
    return lambda: [[[read.count()] for read in reads]]


def open_pages(made: Planned) -> list[Bare]:
    """The pages of a round that is open."""
    from fagspejl.evaluation.models import Invitation
    from fagspejl.organisation.models import Person

    here = f"/planlaeg/runde/{made.round_id}"
    asked = Invitation.objects.filter(round_id=made.round_id)
    ids = asked.order_by("person").values("person").distinct()
    people = Person.objects.filter(id__in=ids)

    def found() -> list[Table]:
        named = asked.filter(person__name__icontains="Medarbejder 7").order_by("person__name", "person_id")
        rows = named.values_list("person_id", "person__name", "person__unit__name").distinct()
        return [[list(row) for row in rows[:20]]]

    return [
        Bare("a round's steps, open", f"{here}/", counted(asked, ids)),
        Bare("sending", f"{here}/aabning/mails/", counted(asked, ids)),
        Bare("letters", f"{here}/breve/", number_of(people, people)),
        Bare("links, somebody sought", f"{here}/links/?navn=Medarbejder+7", found),
        Bare("three weeks", f"{here}/forloeb/", counted(asked, ids)),
        Bare("response rates", f"{here}/forloeb/svarprocenter/", list, most=None),
        Bare("addresses", f"{here}/forloeb/adresser/", list, most=None),
        Bare("days", f"{here}/forloeb/datoer/", list, most=None),
        Bare("questions", f"{here}/forloeb/spoergsmaal/", list, most=None),
        Bare("closing", f"{here}/luk/", list, most=None),
        Bare("mails, open", f"{here}/mails/", counted(asked, ids)),
        Bare("log", "/planlaeg/log/", list, most=None),
    ]


def more_fellows(wanted: int) -> None:
    """Let leaders be asked about each other until there are so many links."""
    from fagspejl.organisation.models import Assignment, Person

    heads = list(Person.objects.filter(key__regex=r"^l\d+$").order_by("unit__order"))[DEPARTMENTS:]
    missing, pairs, step = wanted - Assignment.objects.count(), [], 0
    while len(pairs) < missing and (step := step + 1) < len(heads) - 1:
        if step not in {passed % len(heads) for passed in _PASSED}:
            pairs += [
                Assignment(rater=heads[(n + step) % len(heads)], leader=head, perspective="peer")
                for n, head in enumerate(heads)
            ]
    Assignment.objects.bulk_create(pairs[: max(missing, 0)], batch_size=500)


def opening(round_id: UUID, folder: Path) -> bool:
    """Open the round and print what it took beside bare inserts of the same rows."""
    from unittest.mock import patch

    from django.conf import settings

    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.keys.store import KeyStore
    from fagspejl.evaluation.services import opening as services
    from fagspejl.lib.clock import utc_now

    store = KeyStore(settings.KEYS, Path(os.environ["FAGSPEJL_ESCROW"]))
    with patch.object(services, "who_is_asked", wraps=services.who_is_asked) as looked:
        began = time.process_time()
        links = services.open_round(round_id, keys=store, actor=Actor("bench", "bench"), now=utc_now())
        took = time.process_time() - began
    bare = bare_inserts(folder)
    once = looked.call_count == 1
    print(
        f"  opening {links:,} links: {took:.1f} s, {took / bare:.1f} x bare inserts ({bare:.2f} s; at most "
        f"{MOST_TIMES_SQLITE:.0f} x); looked over {looked.call_count} time(s)"
    )
    return once and took / bare <= MOST_TIMES_SQLITE


def bare_inserts(folder: Path) -> float:
    """Seconds that SQLite takes for the finished invitations alone, in the same table with its indexes."""
    ours = sqlite3.connect(next(folder.glob("data/*.sqlite3")))
    rows = ours.execute("SELECT * FROM invitation").fetchall()
    plans = ours.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'invitation' AND type IN ('table', 'index') AND sql NOT NULL"
    ).fetchall()
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    for (plan,) in sorted(plans, reverse=True):
        bare.execute(plan)
    marks = ", ".join("?" * len(rows[0]))
    began = time.process_time()
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany(f"INSERT INTO invitation VALUES ({marks})", rows)
    bare.execute("COMMIT")
    return time.process_time() - began


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


def main(leaders: int, links: int) -> int:
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
        more_fellows(links)
        held.append(opening(made.round_id, folder))
        pages = open_pages(made)
        bare = bare_site(pages)
        held += [measure(page, made, application, bare) for page in pages]
    return held.count(False)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*given, *(LEADERS, LINKS)[len(given) :]))

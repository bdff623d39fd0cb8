"""The planner's desk at 1,800 leaders and 20,000 people: every page of a draft.

Run `python bench/desk.py [LEADERS]`. The yardstick of a page is a bare Django page that reads and writes the same rows:
where a page tells only how many, the bare one reads those rows and writes their number. Pages by `agreements.py`,
processor time, in one run. Opening and the pages of an open round are measured by `opened.py`, import by `roster.py`,
sending by `mail.py`, the forecast's page by `forecast.py`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _planned import Planned, planned
from _site import start_django

from agreements import Bare, Table, bare_site, measure

LEADERS = 1_800
ON_A_PAGE, ON_LISTS = 100, 50


def number_of(*reads: Any) -> Callable[[], list[Table]]:
    """Rows that are read whole, and of which the number is written."""

    def rows() -> list[Table]:
        return [[[len(list(read.all().values_list()))] for read in reads]]

    return rows


def counted(*reads: Any) -> Callable[[], list[Table]]:
    """Rows that the database counts."""
    return lambda: [[[read.count()] for read in reads]]


def draft_pages(made: Planned) -> list[Bare]:
    """The pages of a draft."""
    from fagspejl.organisation.models import Assignment, Person, Unit

    here = f"/planlaeg/runde/{made.round_id}"
    leaders = Person.objects.filter(is_leader=True).order_by("name", "key")
    one = leaders.exclude(key__startswith="top").last()

    def some_leaders(most: int) -> Callable[[], list[Table]]:
        def rows() -> list[Table]:
            known = list(leaders.values_list("id", "key", "name", "email", "unit__name"))
            return [[list(row) for row in known[:most]]]

        return rows

    def lists() -> list[Table]:
        found = [list(row) for row in leaders.values_list("id", "name", "unit__name")]
        shown = found[:ON_LISTS]
        about = Assignment.objects.filter(leader__in=[row[0] for row in shown])
        return [shown, [[len(list(about.values_list("leader", "rater", "rater__employed_since")))]]]

    def raters() -> list[Table]:
        about = Assignment.objects.filter(leader=one).order_by("rater__name")
        return [[list(row) for row in about.values_list("rater__id", "rater__name", "perspective")]]

    whole = number_of(Assignment.objects, Person.objects, Unit.objects)
    return [
        Bare("all rounds", "/planlaeg/", list),
        Bare("a round's steps", f"{here}/", whole),
        Bare("people", "/planlaeg/personer/", counted(Person.objects, leaders, Unit.objects)),
        Bare("new round", "/planlaeg/ny-runde/", list, most=None),
        Bare("settings", f"{here}/opsaetning/", list, most=None),
        Bare("leaders to tick", f"{here}/opsaetning/ledere/", some_leaders(ON_A_PAGE)),
        Bare("promise", f"{here}/loefte/", list, most=None),
        Bare("lists", f"{here}/lister/", lists),
        Bare("one list", f"{here}/lister/{one.id}/", raters),
        Bare("questionnaire", f"{here}/skema/", whole),
        Bare("ready to open", f"{here}/aabning/", whole),
        Bare("second copy", f"{here}/noegle/", list, most=None),
        Bare("mails", f"{here}/mails/", whole),
        Bare("one mail's words", f"{here}/mails/invite/da/", list, most=None),
    ]


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
        pages = draft_pages(made)
        bare = bare_site(pages)
        held = [measure(page, made, application, bare) for page in pages]
    return held.count(False)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LEADERS))

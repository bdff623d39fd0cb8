"""An open round of 1,800 leaders, 20,000 people and 116,000 links: opening it, queueing its mails, and its pages.

Run `python bench/opened.py [LEADERS] [LINKS]`. The yardstick of opening is bare SQLite given the finished invitations
in one transaction. That of a page is a bare Django page that reads and writes the same rows, with the same fields in
its form: where ours tells how many, the bare one lets the database count them by the plainest question; sentences are
given to it as they are. Pages by `agreements.py`, processor time. Everything in one run.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from _planned import DEPARTMENTS, Planned, planned
from _site import start_django

from agreements import Bare, Table, bare_site, measure

LEADERS, LINKS = 1_800, 116_000
MOST_TIMES_SQLITE, MOST_MB, MOST_SECONDS = 6.0, 500, 30.0
PAGE = 100
_PASSED = (40, 80, 120)  # fellow leaders of `_planned.make_roster`
_LETTER, _REFUSED = 20, 50  # every so manieth has no address, or one that is refused


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


def addresses() -> None:
    """Give everybody an address but one in twenty."""
    from fagspejl.organisation.models import Person

    people = list(Person.objects.order_by("key"))
    for number, person in enumerate(people):
        person.email = f"{person.key}@fjordby.example" if number % _LETTER else ""
    Person.objects.bulk_update(people, ["email"], batch_size=500)


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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    bare = bare_inserts(folder)
    once = looked.call_count == 1
    print(
        f"  opening {links:,} links: {took:.1f} s, {took / bare:.1f} x bare inserts ({bare:.2f} s; at most "
        f"{MOST_TIMES_SQLITE:.0f} x); looked over {looked.call_count} time(s); {peak} MB at most (at most {MOST_MB})"
    )
    return once and took / bare <= MOST_TIMES_SQLITE and peak <= MOST_MB


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


def queueing(round_id: UUID) -> bool:
    """Put the invitations in the outbox, half of them sent, and print how long it took."""
    from fagspejl.audit.types import Actor
    from fagspejl.lib.clock import utc_now
    from fagspejl.mailing.models import Outbox
    from fagspejl.mailing.services.queueing import queue_mailing
    from fagspejl.mailing.types import MailingKind, OutboxState

    began = time.perf_counter()
    made = queue_mailing(round_id, MailingKind.INVITE, actor=Actor("bench", "bench"), now=utc_now())
    took = time.perf_counter() - began
    Outbox.objects.filter(mailing=made.id, id__lt=UUID(int=1 << 127)).update(state=OutboxState.SENT)
    print(f"  queueing {made.people:,} mails: {took:.1f} s (at most {MOST_SECONDS:.0f})")
    return took <= MOST_SECONDS


def under_way(round_id: UUID) -> None:
    """Some addresses are refused, and a night has told how many answered."""
    from fagspejl.evaluation.models import RoundRates
    from fagspejl.evaluation.selectors import tree_of
    from fagspejl.lib.clock import utc_now
    from fagspejl.organisation.models import Person

    people = list(Person.objects.exclude(email="").order_by("key")[::_REFUSED])
    for person in people:
        person.address_refused = "550 no such mailbox"
    Person.objects.bulk_update(people, ["address_refused"], batch_size=500)
    tens = {str(unit["id"]): 60 for unit in tree_of(round_id)["units"]}
    RoundRates.objects.create(round_id=round_id, night=utc_now().date(), tens=tens)


class Rows:
    """The rows of the round's pages, read and counted as plainly as can be."""

    def __init__(self, round_id: UUID) -> None:
        from fagspejl.evaluation.models import Invitation, Round, RoundPlan, RoundPolicy
        from fagspejl.mailing.models import Mailing, Outbox
        from fagspejl.organisation.models import Person

        self.round_id = round_id
        self.live = Invitation.objects.filter(round_id=round_id, revoked=False)
        self.known = [
            Round.objects.filter(id=round_id).values_list("title", "state", "deadline", "opened_at"),
            RoundPolicy.objects.filter(round_id=round_id).values_list("values"),
            RoundPlan.objects.filter(round_id=round_id).values_list("values"),
            Mailing.objects.filter(round_id=round_id).values_list("kind", "number", "halted", "finished"),
        ]
        self.outbox = Outbox.objects.filter(mailing__round_id=round_id)
        self.refused = Person.objects.exclude(address_refused="").order_by("unit__order", "name")

    def itself(self) -> list[Table]:
        """The round alone."""
        return [[list(row) for row in self.known[0].all()]]

    def planned(self) -> list[Table]:
        """The round, its promise, its plan, its mailings."""
        return [[list(row) for row in one.all()] for one in self.known]

    def people(self) -> int:
        """How many are asked."""
        return int(self.live.values("person").distinct().count())

    def by_letter(self) -> int:
        """How many of them have no address."""
        return int(self.live.filter(person__email="").values("person").distinct().count())

    def steps(self) -> list[Table]:
        """What the round's own page tells."""
        return [*self.planned(), [[self.by_letter(), self.outbox.count()]]]

    def sending(self) -> list[Table]:
        """How the invitations fare."""
        leaders = self.live.values("leader").distinct().count()
        sent = self.outbox.filter(state="sent").count()
        return [*self.planned(), [[self.people(), leaders, self.by_letter(), self.outbox.count(), sent]]]

    def letters(self) -> list[Table]:
        """Who gets one."""
        return [*self.itself(), [[self.people(), self.by_letter()]]]

    def mails(self) -> list[Table]:
        """All mails, and how many one to everybody has."""
        return [*self.planned(), [[self.people()]]]

    def sought(self) -> list[Table]:
        """People by part of a name."""
        named = self.live.filter(person__name__icontains="Medarbejder 7").order_by(
            "person__name", "person_id"
        )
        found = named.values_list("person_id", "person__name", "person__unit__name").distinct()
        return [*self.itself(), [list(row) for row in found[:20]]]

    def somebody(self) -> UUID:
        """Somebody who is asked, whose address is refused."""
        return UUID(str(self.refused[0].id))

    def log(self, *about: object) -> Table:
        """The newest lines of the log."""
        from fagspejl.audit.models import AccessEntry

        rows = AccessEntry.objects.order_by("-number")
        if about:
            rows = rows.filter(object__in=[str(one) for one in about])
        return [[row.at, row.actor_name, row.event, row.facts] for row in rows[:PAGE]]

    def weeks(self) -> list[Table]:
        """The course of the round, and what it comes to."""
        return [*self.planned(), self.log(self.round_id), [[self.refused.count()]], *self.rates(1)]

    def rates(self, most: int = PAGE) -> list[Table]:
        """Units with their rates."""
        from fagspejl.evaluation.models import Round, RoundRates

        tree = Round.objects.values_list("tree", flat=True).get(id=self.round_id)
        kept = RoundRates.objects.get(round_id=self.round_id)
        units = [[unit["name"], kept.tens.get(unit["id"])] for unit in tree["units"][:most]]
        return [*self.itself(), [[kept.night]], units]

    def addresses(self) -> list[Table]:
        """Addresses that are refused, of people who are asked."""
        found = self.refused.values_list("id", "name", "unit__name", "email", "address_refused")
        asked = set(self.live.filter(person__in=[row[0] for row in found]).values_list("person", flat=True))
        return [*self.itself(), [list(row) for row in found if row[0] in asked][:PAGE]]

    def one_address(self) -> list[Table]:
        """One of them."""
        found = self.refused.filter(id=self.somebody()).values_list("name", "email", "address_refused")
        asked = self.live.filter(person=self.somebody()).exists()
        return [*self.itself(), [[*row, asked] for row in found]]


def fields(make: Callable[[], Any], *without: str) -> Callable[[], list[Any]]:
    """Return what makes a plain form with the fields of one of ours that its page shows, and what stands in them."""
    from copy import deepcopy

    from django import forms

    ours = make()
    kept, initial = {name: ours.fields[name] for name in ours.fields if name not in without}, ours.initial

    def plain() -> list[Any]:
        return [type("Plain", (forms.Form,), deepcopy(kept))(initial=initial)]

    return plain


def open_pages(made: Planned) -> list[Bare]:
    """The pages of a round that is open."""
    from fagspejl.evaluation.selectors import round_facts
    from fagspejl.evaluation.types.plan import PlanValues
    from fagspejl.lib.clock import utc_now
    from fagspejl.planning.mails.forms import RelayForm
    from fagspejl.planning.mails.told import paces
    from fagspejl.planning.running.forms import AddressForm, CancelForm, DaysForm, ExtendForm, LogForm
    from fagspejl.planning.running.questions import questions
    from fagspejl.planning.running.stages import stages
    from fagspejl.web.words_here import words_here

    here, rows, words = f"/planlaeg/runde/{made.round_id}", Rows(made.round_id), words_here()
    found = round_facts(made.round_id)
    assert found is not None
    asked: Table = [list(one) for one in questions(found, words)]
    closing: Table = [[one.title, *one.texts] for one in stages(found, words, utc_now())]
    course, days = f"{here}/forloeb", DaysForm(words, values=PlanValues(), version=0)
    titles = [(str(found.id), found.title)]
    return [
        Bare("a round's steps, open", f"{here}/", rows.steps),
        Bare("sending", f"{here}/aabning/mails/", rows.sending),
        Bare("letters", f"{here}/breve/", rows.letters),
        Bare("links, somebody sought", f"{here}/links/?navn=Medarbejder+7", rows.sought),
        Bare("poster", f"{here}/plakat/", rows.itself),
        Bare("three weeks", f"{course}/", rows.weeks),
        Bare("response rates", f"{course}/svarprocenter/", rows.rates),
        Bare("addresses", f"{course}/adresser/", rows.addresses),
        Bare(
            "one address",
            f"{course}/adresser/{rows.somebody()}/",
            rows.one_address,
            fields(lambda: AddressForm(words), "is_right"),
        ),
        Bare("days", f"{course}/datoer/", rows.planned, fields(lambda: days)),
        Bare(
            "a later deadline",
            f"{course}/frist/",
            rows.itself,
            fields(lambda: ExtendForm(words, stands=utc_now() + timedelta(days=1))),
        ),
        Bare("cancel", f"{course}/aflys/", rows.itself, fields(lambda: CancelForm(words, wanted=""))),
        Bare("questions", f"{course}/spoergsmaal/", lambda: [*rows.planned(), asked]),
        Bare("closing", f"{here}/luk/", lambda: [*rows.itself(), closing]),
        Bare("results, not yet", f"{here}/resultater/", rows.itself),
        Bare(
            "mails, open",
            f"{here}/mails/",
            rows.mails,
            fields(lambda: RelayForm(words, labels=paces(words, 20_000))),
        ),
        Bare(
            "log",
            "/planlaeg/log/",
            lambda: [rows.log()],
            fields(lambda: LogForm(words, rounds=titles)),
        ),
    ]


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

        more_fellows(links)
        addresses()
        print(f"an open round: {leaders:,} leaders, {Person.objects.count():,} people")
        held = [opening(made.round_id, folder), queueing(made.round_id)]
        under_way(made.round_id)
        pages = open_pages(made)
        bare = bare_site(pages)
        held += [measure(page, made, application, bare) for page in pages]
    return held.count(False)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*given, *(LEADERS, LINKS)[len(given) :]))

"""Pages of sparring beside 2,000 patterns: the unit's sparring, its patterns, and the unit's pages.

Run `python bench/sparring.py [PATTERNS]`. Every page is asked of the whole site in this process, in turns with a bare
Django page that reads the rows which ours shows (bench/agreements.py). Times are processor time and medians.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from _site import start_django

from agreements import Bare, Table, bare_site, cells, measure

PATTERNS, CASES, IDEAS = 2000, 12, 10
DILEMMAS = ("citizen_professions", "citizen_resources", "between_professions")


@dataclass(frozen=True)
class Made:
    """What the benchmark made: a leader's cookie, her unit, and the way to its page."""

    cookie: str
    unit: UUID
    page: str


def make(patterns: int) -> Made:
    """Make a unit with its leader, patterns, twelve cases that were talked about, and ideas that wait."""
    from django.test import Client

    from fagspejl.accounts.models import User
    from fagspejl.accounts.services import add_user
    from fagspejl.accounts.sessions import begin_session
    from fagspejl.audit.types import Actor
    from fagspejl.lib.clock import utc_now
    from fagspejl.organisation.models import Person, Unit
    from fagspejl.workspace.home.unit_page.links import address_of, renew_address

    actor = Actor("bench", "bench")
    unit = Unit.objects.create(key="unit", name="Familieenheden")
    Person.objects.create(key="karen", name="Karen", unit=unit, is_leader=True)
    staff = add_user(email="karen@fjordby.dk", name="Karen", actor=actor, roles=(), person_key="karen")
    make_patterns(unit.id, patterns)
    make_cases(unit.id, staff.id)
    renew_address(unit.id, seen=0, language="da", actor=actor)
    address = address_of(unit.id)
    assert address is not None
    browser = Client()
    browser.force_login(User.objects.get(id=staff.id))
    session = browser.session
    begin_session(session, now=utc_now())
    session.save()
    (cookie,) = browser.cookies.values()
    return Made(f"{cookie.key}={cookie.value}", unit.id, address.path)


def make_patterns(unit: UUID, count: int) -> None:
    """Make patterns over three years."""
    from fagspejl.workspace.cases.models import CasePattern, PatternIdea
    from fagspejl.workspace.sessions.services.planning import today_here

    today = today_here()
    days = [today - timedelta(days=number % 1000) for number in range(count)]
    CasePattern.objects.bulk_create(
        CasePattern(
            unit=unit,
            language="da",
            dilemma_type=DILEMMAS[number % len(DILEMMAS)],
            when=f"en familie siger nej til hjælp for {number}. gang",
            we_weigh="at barnet ved, hvem det kan ringe til, og at familien kan komme igen",
            because="familien ofte vender tilbage selv, når der er gået et stykke tid",
            unless="barnet er i fare nu",
            created_on=day,
            changed_on=day,
        )
        for number, day in enumerate(days)
    )
    PatternIdea.objects.bulk_create(
        PatternIdea(unit=unit, text=f"nogen ringer om natten for {number}. gang", created_on=today)
        for number in range(IDEAS)
    )


def make_cases(unit: UUID, account: UUID) -> None:
    """Let the unit talk about cases, with twelve answers on each line."""
    from fagspejl.audit.types import Actor
    from fagspejl.lib.wording import wording
    from fagspejl.workspace.cases.models import CaseCard
    from fagspejl.workspace.cases.starting import case_and_line
    from fagspejl.workspace.cases.types import CardValues, DilemmaType
    from fagspejl.workspace.sessions.models import Outcome, Session
    from fagspejl.workspace.sessions.services.planning import create_session, today_here
    from fagspejl.workspace.sessions.types import DecisionMethod

    actor, today, words = (
        Actor("bench", "bench"),
        today_here(),
        wording("da", "fagspejl.workspace.cases.words"),
    )
    values = CardValues(
        type="Bekymring, hvor familien siger nej",
        tension="Familien vil klare sig selv, og barnet har brug for ro.",
        question="Hvornår tager vi selv over?",
        dilemma_type=DilemmaType.CITIZEN_PROFESSIONS,
        low_pole="vejlede",
        high_pole="løse for",
    )
    for number in range(CASES):
        case, line = case_and_line(unit, values, words)
        made = create_session(
            template="cases",
            title="Sagssparring",
            language="da",
            units=(unit,),
            cases=(case,),
            items=(line,),
            decision_method=DecisionMethod.CONSENSUS,
            replaces="Punkt 3",
            actor=actor,
            account=account,
        )
        day = today - timedelta(days=7 * number)
        Session.objects.filter(id=made).update(opened_on=day, closed_on=day, phase="close", created_on=day)
        keep_pictures(made, values.type)
        Outcome.objects.create(session_id=made, made_on=day, kind="agreement", text="Barnet ved det.")
        CaseCard.objects.create(
            id=uuid4(),
            unit=unit,
            language="da",
            session=made,
            type=values.type,
            tension=values.tension,
            question=values.question,
            dilemma_type=values.dilemma_type,
            low_pole=values.low_pole,
            high_pole=values.high_pole,
            considerations=["Ro", "", "", ""],
            learned=["Ring sammen."],
            leader_part="participant",
            created_on=day,
        )


def keep_pictures(session: UUID, title: str) -> None:
    """Keep what was left of a line and of a direction check."""
    from fagspejl.workspace.sessions.models import Session, StoredPicture

    answers = [1, 2, 2, 3, 3, 4, 5, 6, 8, 8, 9, 9]
    picture = {
        "item": 0,
        "title": title,
        "question": "",
        "low_pole": "vejlede",
        "high_pole": "løse for",
        "blocks": [{"name": "Alle", "n": len(answers), "first": answers, "second": [], "pairs": []}],
        "withheld": False,
        "arithmetic_version": 1,
        "guesses": [],
        "options": [],
    }
    StoredPicture.objects.create(session_id=session, item=0, picture=picture, arithmetic_version=1)
    Session.objects.filter(id=session).update(exit_answers={"direction": [7, 7, 8, 8, 8, 9]})


def bare_pages(made: Made) -> list[Bare]:
    """Return the bare counterpart of every page."""
    from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea, RotaEntry
    from fagspejl.workspace.cases.selectors import PAGE
    from fagspejl.workspace.sessions.models import Outcome, Session, SessionUnit, StoredPicture

    def patterns(count: int, *, number: int = 1) -> Table:
        rows = CasePattern.objects.filter(unit=made.unit, withdrawn_on=None).order_by("-changed_on", "-id")
        first = (number - 1) * PAGE
        return [[rows.count()], *cells(rows[first : first + count])]

    def sparring() -> list[Table]:
        cards = CaseCard.objects.filter(unit=made.unit)
        ids = list(cards.values_list("session", flat=True))
        kept: list[Any] = [Session.objects.filter(id__in=ids)]
        kept += [kind.objects.filter(session__in=ids) for kind in (SessionUnit, StoredPicture, Outcome)]
        own = [kind.objects.filter(unit=made.unit) for kind in (PatternIdea, CaseRhythm, RotaEntry)]
        return [cells(cards), *map(cells, kept), *map(cells, own), patterns(3)]

    unit = f"/arbejdsrum/sager/{made.unit}/"
    return [
        Bare("patterns, first page", f"{unit}moenstre/", lambda: [patterns(PAGE)]),
        Bare("patterns, page 50", f"{unit}moenstre/?side=50", lambda: [patterns(PAGE, number=50)]),
        Bare("unit's patterns", f"{made.page}moenstre/", lambda: [patterns(PAGE)], logged_in=False),
        Bare("sparring of a unit", unit, sparring),
    ]


def main() -> int:
    """Return 1 if a page is above its limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PATTERNS
    with tempfile.TemporaryDirectory() as name:
        start_django(Path(name))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        made = make(count)
        from fagspejl.config.wsgi import application

        pages = bare_pages(made)
        print(f"  {count} patterns of one unit, {CASES} cases")
        held = [measure(page, made, application, bare_site([page])) for page in pages]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

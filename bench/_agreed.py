"""A unit with its leader, hundreds of agreements, eight weeks of presses, and as many paths of other leaders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

HOLDING, WEEKS = 10, 8


@dataclass(frozen=True)
class Made:
    """What the benchmark made: a leader's account as a cookie, and what there is of hers."""

    cookie: str
    unit: UUID
    agreement: UUID
    path: UUID
    goal: UUID
    page: str


def make(agreements: int) -> Made:
    """Make a unit with its leader, agreements with eight weeks of presses, and a path for each of 500 leaders."""
    from django.test import Client

    from fagspejl.accounts.models import User
    from fagspejl.accounts.services import add_user
    from fagspejl.accounts.sessions import begin_session
    from fagspejl.audit.types import Actor
    from fagspejl.lib.clock import utc_now
    from fagspejl.organisation.models import Person, Unit
    from fagspejl.workspace.home.unit_page.links import address_of, renew_address
    from fagspejl.workspace.paths.models import Goal

    actor = Actor("bench", "bench")
    top = Unit.objects.create(key="top", name="Hospitalet")
    unit = Unit.objects.create(key="unit", name="Kræftafdelingen", parent=top, order=1)
    ida = Person.objects.create(key="ida", name="Ida", unit=unit, is_leader=True)
    staff = add_user(email="ida@fjordby.dk", name="Ida", actor=actor, roles=(), person_key="ida")
    one = make_agreements(unit.id, staff.id, agreements)
    path = make_paths(ida, top, agreements)
    goal = Goal.objects.get(path=path, order=0).id
    renew_address(unit.id, seen=0, language="da", actor=actor)
    address = address_of(unit.id)
    assert address is not None
    browser = Client()
    browser.force_login(User.objects.get(id=staff.id))
    session = browser.session
    begin_session(session, now=utc_now())
    session.save()
    (cookie,) = browser.cookies.values()
    return Made(f"{cookie.key}={cookie.value}", unit.id, one, path, goal, address.path)


def make_agreements(unit: UUID, account: UUID, count: int) -> UUID:
    """Make agreements by the services, ten of which hold, then put them and their presses ten weeks back."""
    from fagspejl.audit.types import Actor
    from fagspejl.workspace.agreements.models import Agreement, AgreementEvent, AgreementVersion
    from fagspejl.workspace.agreements.selectors import agreement
    from fagspejl.workspace.agreements.services.drafts import create_draft, start
    from fagspejl.workspace.agreements.services.living import end, tell
    from fagspejl.workspace.agreements.types import ExceptionValues, VersionValues
    from fagspejl.workspace.sessions.services.planning import today_here
    from fagspejl.workspace.sessions.types import DecisionMethod

    actor, today = Actor("bench", "bench"), today_here()
    values = VersionValues(
        text="Dokumentationen er færdig, før vagten slutter. " * 3,
        why="Aftenvagten skal vide, hvad der er gjort.",
        for_whom="Dagvagten, hver dag",
        doers="Dagvagt",
        doers_size=10,
        receivers="Aftenvagt",
        receivers_size=6,
        considerations=("Borgeren fortæller kun én gang.", "Alle skriver samme sted.", "Ti minutter.", ""),
        decided_how=DecisionMethod.CONSENSUS,
        decided_n=10,
        minority_reason="To syntes, at tiden mangler.",
        visible_sign="Aftenvagten spørger ikke, hvad der er sket.",
    )
    except_ = ExceptionValues("Akut forværring", "Skriv det vigtigste", "Den ansvarlige", "Tavlen")
    made = UUID(int=0)
    for number in range(count):
        title = f"Dokumentation {number:03}"
        made = create_draft(
            unit, "da", title=title, values=values, exceptions=(except_,) * 2, actor=actor, account=account
        )
        start(made, 0, actor=actor)
        known = agreement(made)
        assert known is not None
        tell(
            made,
            known.revision,
            group="Aftenvagt",
            told_on=today,
            people=6,
            understood=6,
            questions=["Og akut?"],
            actor=actor,
        )
        if number < count - HOLDING:
            known = agreement(made)
            assert known is not None
            end(made, known.revision, taught="Det sad fast.", actor=actor)
    began = today - timedelta(days=today.weekday(), weeks=WEEKS)
    Agreement.objects.update(created_on=began)
    AgreementVersion.objects.update(made_on=began, starts_on=began)
    AgreementEvent.objects.exclude(kind="ended").update(on=began)
    press(began)
    return made


def press(began: date) -> None:
    """Let both sides of every agreement answer in each of eight weeks, as section 9 of the design has them."""
    from fagspejl.workspace.agreements.models import Agreement, ObstacleLine, PulseCount

    doers = ((5, 0, 3), (6, 0, 3), (6, 1, 2), (7, 1, 2), (7, 1, 1), (7, 2, 1), (8, 1, 1), (8, 2, 0))
    receivers = ((2, 1, 3), (2, 1, 3), (2, 2, 2), (3, 1, 2), (4, 1, 1), (4, 1, 1), (5, 1, 0), (5, 0, 1))
    sides = (
        ("doer", ("done", "exception", "not_done"), doers),
        ("receiver", ("yes", "partly", "no"), receivers),
    )
    ids = list(Agreement.objects.values_list("id", flat=True))
    PulseCount.objects.bulk_create(
        [
            PulseCount(
                agreement_id=one,
                version=1,
                week=began + timedelta(weeks=week),
                side=side,
                answer=answer,
                exception=int(answer == "exception"),
                count=count,
            )
            for one in ids
            for side, answers, weeks in sides
            for week, counts in enumerate(weeks)
            for answer, count in zip(answers, counts, strict=True)
        ],
        batch_size=500,
    )
    ObstacleLine.objects.bulk_create(
        [
            ObstacleLine(agreement_id=one, version=1, week=began, side="doer", text=f"Travlt, gang {number}.")
            for one in ids
            for number in range(3)
        ],
        batch_size=500,
    )


def make_paths(ida: Any, top: Any, count: int) -> UUID:
    """Make a path with six steps and three goals for Ida and for so many leaders; returns Ida's."""
    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.evaluation.types.policy import RoundPolicyValues
    from fagspejl.lib.clock import utc_now
    from fagspejl.organisation.models import Person, Unit
    from fagspejl.workspace.paths.models import FollowUpPath, Goal, PathStep
    from fagspejl.workspace.paths.types import StepKind
    from fagspejl.workspace.sessions.services.planning import today_here

    now, today = utc_now(), today_here()
    made = create_round(
        title="Faglig ledelse",
        organisation="Hospitalet",
        instrument="faglig-ledelse",
        deadline=now + timedelta(days=14),
        policy=RoundPolicyValues(),
        actor=Actor("bench", "bench"),
        now=now,
    )
    units = Unit.objects.bulk_create(
        [Unit(key=f"u{n}", name=f"Enhed {n}", parent=top, order=n + 2) for n in range(count)], batch_size=500
    )
    people = Person.objects.bulk_create(
        [Person(key=f"l{n}", name=f"Leder {n}", unit=unit, is_leader=True) for n, unit in enumerate(units)],
        batch_size=500,
    )
    paths = FollowUpPath.objects.bulk_create(
        [
            FollowUpPath(round=made, part=uuid4(), owner=owner, created_on=today, released_on=today)
            for owner in (ida, *people)
        ],
        batch_size=500,
    )
    due = today + timedelta(days=14)
    PathStep.objects.bulk_create(
        [PathStep(path=one, kind=kind, due_on=due) for one in paths for kind in StepKind], batch_size=500
    )
    Goal.objects.bulk_create(
        [
            Goal(
                path=one,
                order=order,
                text="Vi taler om en sag om ugen.",
                next_step="Sæt den på mødet.",
                due_on=due,
            )
            for one in paths
            for order in range(3)
        ],
        batch_size=500,
    )
    return UUID(str(paths[0].id))

"""What a planner has done by the week before opening: lists sent, some confirmed, a forecast, a file on its way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from _planned import Planned, logged_in
from roster import write_roster

PEOPLE = 20_000  # in the file
CHOSEN, WISHES = 300, 20
WRONG = 20  # every so many rows have a fault


@dataclass(frozen=True, slots=True)
class Drafts:
    """Rounds: about everybody, about leaders who were chosen, and with a key that two people witness.

    `leader` leads a unit, was asked to check her list, and has a session of her own.
    """

    everybody: UUID
    chosen: UUID
    witnessed: UUID
    leader: UUID
    leader_cookie: str


def drafts(made: Planned) -> Drafts:
    """Make them beside the planned round, which nothing is in the way of."""
    from django.conf import settings

    from fagspejl.accounts.services import add_user
    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.keys.store import KeyStore
    from fagspejl.evaluation.services.planning_round import save_plan
    from fagspejl.evaluation.services.witnessing import Named, split_key
    from fagspejl.evaluation.types.plan import PlanValues
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.forecast import foretell
    from fagspejl.organisation.models import Person

    actor, now = Actor("bench", "bench"), utc_now()
    leaders = list(Person.objects.filter(key__regex=r"^l\d+$").order_by("name", "key"))
    some = tuple(sorted(one.key for one in leaders[:CHOSEN]))
    everybody, chosen, witnessed = _round("path"), _round("path"), _round("witnessed")
    save_plan(everybody, _settled(), version=0, actor=actor, now=now)
    save_plan(chosen, PlanValues(scope="leaders", chosen=some), version=0, actor=actor, now=now)
    store = KeyStore(settings.KEYS, settings.KEYS.parent / "escrow")
    pair = {"planner": Named("Bente", account="bench"), "representative": Named("Per")}
    split_key(witnessed, store, turn=1, link="bench", actor=actor, now=now, **pair)
    foretell(everybody, seed=1, now=now)
    leader = next(one for one in reversed(leaders) if one.key != "l0")
    account = add_user(email="ida@fjordby.dk", name="Ida", actor=actor, person_key=leader.key)
    _lists_checked(everybody, leader.id)
    return Drafts(everybody, chosen, witnessed, leader.id, logged_in(account.id))


def _round(escrow: str) -> UUID:
    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
    from fagspejl.lib.clock import utc_now

    made: UUID = create_round(
        title="Faglig ledelse",
        organisation="Kommunen",
        instrument="faglig-ledelse",
        deadline=utc_now() + timedelta(days=40),
        policy=RoundPolicyValues(access=AccessPolicy(escrow=escrow)),
        actor=Actor("bench", "bench"),
        now=utc_now(),
    )
    return made


def _settled() -> object:
    from fagspejl.evaluation.types.plan import PlanValues
    from fagspejl.lib.clock import utc_now

    today = utc_now().date()
    return PlanValues(
        purpose="At tale om den faglige ledelse.",
        contact="Bente",
        lists_due_on=today + timedelta(days=7),
        union_told_on=today,
        promise_read_on=today,
        information_on=today + timedelta(days=10),
        invitation_on=today + timedelta(days=14),
        reminders_on=(today + timedelta(days=21), today + timedelta(days=28)),
        last_day_on=today + timedelta(days=39),
    )


def _lists_checked(round_id: UUID, last: UUID) -> None:
    """Every list was sent, a third is confirmed, some leaders wish for changes; the last one has looked at nothing."""
    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.models import ListCheck
    from fagspejl.evaluation.services.asking import leaders_meant
    from fagspejl.evaluation.services.lists import ask_to_check, wish_change
    from fagspejl.evaluation.types.lists import ListChangeKind
    from fagspejl.lib.clock import utc_now
    from fagspejl.organisation.models import Assignment

    actor, now = Actor("bench", "bench"), utc_now()
    ids = [one.id for one in leaders_meant(round_id)]
    ask_to_check(round_id, ids, actor=actor, now=now)
    for start in range(0, len(ids) // 3, 500):
        third = ids[: len(ids) // 3][start : start + 500]
        rows = ListCheck.objects.filter(round_id=round_id, leader_id__in=third).exclude(leader_id=last)
        rows.update(confirmed_on=now.date(), confirmed_by="bench")
    for number, leader in enumerate(ids[1 : 1 + WISHES]):  # half of them name somebody, half write a name
        listed = Assignment.objects.filter(leader=leader, perspective="peer").first()
        known = listed is not None and number % 2 == 0
        wish_change(
            round_id,
            leader,
            ListChangeKind.REMOVE if known else ListChangeKind.ADD,
            person=listed.rater_id if known else None,
            name=f"Medarbejder {number}-0",
            perspective="peer" if known else "employee",
            reason="Vi arbejder sammen hver uge.",
            actor=actor,
            now=now,
        )


def file_on_its_way(folder: Path, *, wrong: bool) -> None:
    """Upload a roster and say its columns; with `wrong`, a twentieth of its rows cannot be used."""
    from fagspejl.audit.types import Actor
    from fagspejl.intake import HeldFile
    from fagspejl.intake.roster.recognised import MappingSaid
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.imports import discard, read_draft, say_columns, upload
    from fagspejl.operations.services.imports.drafting import LIFE
    from fagspejl.organisation.selectors import draft_here

    actor, now = Actor("bench", "bench"), utc_now()
    there = draft_here(now - LIFE)
    if there is not None:
        discard(there.id, there.version, actor=actor, now=now)
    write_roster(folder / "liste.csv", PEOPLE)
    lines = (folder / "liste.csv").read_text(encoding="utf-8").splitlines()
    if wrong:
        for row in range(2, len(lines), WRONG):
            cells = lines[row].split(";")
            lines[row] = ";".join([*cells[:8], "ikke en dag", *cells[9:]])
    draft = upload([HeldFile("liste.csv", "\n".join(lines).encode())], actor=actor, now=now)
    read_draft(say_columns(draft, draft.version, MappingSaid(), source="", actor=actor, now=now), now)

"""Taking in a roster: compare, then change everything in one transaction or nothing at all."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.intake.roster.addresses import is_address, lookalikes
from fagspejl.intake.roster.types import RosterData, RosterPerson
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.before import Before
from fagspejl.organisation.bulk import insert
from fagspejl.organisation.comparing import (
    PERSON_FIELDS,
    Known,
    compare,
    gone_units,
    known,
    recognised,
    unit_changes,
)
from fagspejl.organisation.errors import AddressRefused, RosterMovedOn, RosterUndecided, SecretDiffers
from fagspejl.organisation.models import Assignment, Person, RosterImport, SiteSecret, Unit, UnitNotice
from fagspejl.organisation.services.undoing import lock_roster
from fagspejl.organisation.types import ImportAbout, ImportPlan, NoticeText, check_notice

_BATCH = 500
PEOPLE = Rule("people")
T = TypeVar("T")


def plan_import(roster: RosterData) -> ImportPlan:
    """Return what taking in the roster would change. Writes nothing. Raises RosterIdsChanged."""
    now = known()
    return compare(recognised(roster, now), now)


def apply_import(
    roster: RosterData,
    *,
    actor: Actor,
    accepted: bool = False,
    today: date | None = None,
    about: ImportAbout | None = None,
    reviewed: str = "",
) -> ImportPlan:
    """Take in the roster as a whole; returns what changed. The same roster a second time changes nothing.

    `today`: from which day on those who are new on a leader's list are on it; None where it is not known. `about`:
    what is kept of the import. `reviewed`: the digest of the plan that somebody looked at, "" where nobody did. What
    was there before is kept until the next import, so that this one can be undone.

    People who are no longer on it are marked as leaving, not deleted: an open round still needs them.
    Raises RosterUndecided when it has notices to decide on and `accepted` does not say that somebody did;
    RosterIdsChanged when somebody known is written with another id that looks like it; RosterMovedOn.
    """
    if roster.decisions and not accepted:
        raise RosterUndecided(len(roster.decisions))
    with transaction.atomic():
        lock_roster()
        now = known()
        roster = recognised(roster, now)
        plan = compare(roster, now)
        if reviewed and plan.digest != reviewed:
            raise RosterMovedOn
        before = Before()
        gone = gone_units(roster, now)  # before the units that are known get new places
        units = _store_units(roster, now, before)
        people = _store_people(roster, now, units, before)
        _store_assignments(roster, now, people, today, before)
        before.keep("units", [unit.id for unit in gone])
        before.keep("notices", [unit.id for unit in gone])
        for unit in gone:
            Unit.objects.filter(id=unit.id).delete()
        facts = {"new": len(plan.new), "changed": len(plan.changed), "leaving": len(plan.leaving)}
        if not before.is_empty:
            _keep(before, {**facts, "people": plan.people}, actor, about or ImportAbout())
        if not plan.is_empty:
            record(actor=actor, event=Event.ROSTER_IMPORTED, facts={**facts, "people": plan.people})
    return plan


def _keep(before: Before, counts: dict[str, int], actor: Actor, about: ImportAbout) -> None:
    """Keep what was there before this import, and no longer what was there before earlier ones."""
    RosterImport.objects.exclude(before=None).update(before=None)
    RosterImport.objects.create(
        at=utc_now(),
        actor=actor.id[:64],
        actor_name=actor.name[:200],
        file=about.file[:200],
        counts=counts,
        decisions=[asdict(one) for one in about.decisions],
        before=before.packed(),
    )


def release_notice(unit: UUID, text: NoticeText, *, actor: Actor, now: datetime) -> None:
    """Put what a unit's leader tells its staff in force; the notice before, if there is one, is gone.

    Names are looked for by who takes the text in: what a name looks like is not known down here.
    Raises NoticeRefused.
    """
    check_notice(text)
    told = {"points": list(text.points), "own": text.own, "language": text.language}
    with transaction.atomic():
        day = now.astimezone(ZONE).date()
        UnitNotice.objects.update_or_create(unit_id=unit, defaults={**told, "released_on": day})
        facts: dict[str, str | int] = {"points": len(text.points), "own": int(bool(text.own))}
        record(actor=actor, event=Event.NOTICE_RELEASED, object=unit, facts=facts, at=now)


def withdraw_notice(unit: UUID, *, actor: Actor, now: datetime) -> bool:
    """Delete a unit's notice; what a round has quoted since it opened stands. Returns whether there was one."""
    with transaction.atomic():
        gone = bool(UnitNotice.objects.filter(unit=unit).delete()[0])
        if gone:
            record(actor=actor, event=Event.NOTICE_WITHDRAWN, object=unit, at=now)
    return gone


def note_list_of(day: date) -> None:
    """Remember of those on a leader's list since nobody knows when that they are on it on this day."""
    Assignment.objects.filter(since=None).update(since=day)


def note_refused_address(person_id: UUID, email: str, said: str) -> None:
    """Remember what a mail server said of an address, unless the address was corrected in the meantime.

    Of somebody without an address (""), it is what the hook said; nothing ("") where it has reached the person.
    """
    text = " ".join(said.split())[:200]
    noted = Person.objects.filter(id=person_id, email=email).exclude(address_refused=text)
    noted.update(address_refused=text)


def correct_address(
    person_id: UUID, email: str, *, actor: Actor, now: datetime, alike_is_right: bool = False
) -> str:
    """Give one person, whose address a mail server does not take, another; returns it as it is kept, in lower case.

    Raises AddressRefused where the old one works, and where the new one is none, the same as before, another person's,
    or of a domain that looks like a more common one and nobody said that it is right.
    """
    address = email.strip().lower()
    with transaction.atomic():
        lock_roster()
        person = Person.objects.select_for_update().get(id=person_id)
        if person.leaves:
            raise AddressRefused("left")
        if (
            not person.address_refused
        ):  # links go to an address: one that works is changed with the roster alone
            raise AddressRefused("works")
        if not is_address(address):
            raise AddressRefused("none")
        if address == person.email:
            raise AddressRefused("same")
        others = Person.objects.filter(leaves=False).exclude(id=person_id)
        holder = others.filter(email__iexact=address).values_list("name", flat=True).first()
        if holder is not None:
            raise AddressRefused("shared", holder)
        looks_like = _domain_meant(address, others)
        if looks_like and not alike_is_right:
            raise AddressRefused("alike", looks_like)
        person.email, person.address_refused = address, ""
        person.save(update_fields=["email", "address_refused"])
        facts = {"alike": bool(looks_like)}
        record(actor=actor, event=Event.ADDRESS_CORRECTED, object=person_id, facts=facts, at=now)
    return address


def _domain_meant(address: str, others: QuerySet[Person]) -> str:
    """Return the more common domain that this one is probably a slip of; "" where it looks like no other."""
    domain = address.rpartition("@")[2]
    known = Counter(
        email.rpartition("@")[2] for email in others.exclude(email="").values_list("email", flat=True)
    )
    known[domain] += 1
    return next((other for name, other in lookalikes(known) if name == domain), "")


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete people who are no longer on the roster, once nothing names them: no round, report or account."""
    return (Retention(PEOPLE, lambda: Due(_nobody_needs().count()), _forget, ("person",)),)


def _forget() -> int:
    with transaction.atomic():
        lock_roster()
        return Person.objects.filter(id__in=list(_nobody_needs().values_list("id", flat=True))).delete()[0]


def _nobody_needs() -> QuerySet[Person]:
    """People who left, and whom no row of any table names: whatever a higher room keeps about somebody, it counts."""
    gone = Person.objects.filter(leaves=True)
    for field in Person._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel):
            naming = field.related_model._base_manager.filter(**{field.field.name: OuterRef("pk")})
            gone = gone.exclude(Exists(naming))
    return gone


def check_secret(name: str, secret: str) -> None:
    """See that this machine holds the secret that the site goes by; the first one that asks decides.

    Two machines with different ones seem to work: people are logged out at every other click, code apps set up on one
    are refused by the other, and a mail sent twice has two names. Raises SecretDiffers.
    """
    salt = secrets.token_bytes(16)
    told = {"salt": salt, "fingerprint": _fingerprint(secret, salt)}
    known, is_new = SiteSecret.objects.get_or_create(name=name, defaults=told)
    if not is_new and not hmac.compare_digest(
        bytes(known.fingerprint), _fingerprint(secret, bytes(known.salt))
    ):
        raise SecretDiffers(name)


def forget_secrets() -> None:
    """Let the next machine that starts decide anew: its secrets were lost or changed on purpose."""
    SiteSecret.objects.all().delete()


def _fingerprint(secret: str, salt: bytes) -> bytes:
    """Return scrypt of a secret: 16 MB and about a twentieth of a second for each try."""
    return hashlib.scrypt(secret.encode("utf-8"), salt=salt, n=2**14, r=8, p=1, dklen=32)


def _store_units(roster: RosterData, now: Known, before: Before) -> dict[str, Unit]:
    stored: list[Unit] = []
    new, changed = [], []
    differs = unit_changes(roster, now)
    for order, told in enumerate(roster.units):
        unit = now.units.get(told.id)
        if unit is None:
            unit = Unit(key=told.id)
            new.append(unit)
        elif told.id in differs:
            changed.append(unit)
        unit.name, unit.order = told.name, order
        unit.parent = stored[told.parent] if told.parent >= 0 else None
        stored.append(unit)
    before.keep("units", [unit.id for unit in changed])
    before.note_new("units", [unit.id for unit in new])
    Unit.objects.bulk_create(new, batch_size=_BATCH)
    Unit.objects.bulk_update(changed, ["name", "order", "parent"], batch_size=_BATCH)
    return {unit.key: unit for unit in stored}


def _store_people(roster: RosterData, now: Known, units: dict[str, Unit], before: Before) -> dict[str, UUID]:
    """Store who is new or changes and mark who leaves; returns everybody's row, by key."""
    new, changed = [], []
    rows: dict[str, UUID] = {}
    for told in roster.people:
        person = now.people.get(told.id)
        if person is None:
            rows[told.id] = uuid4()
            new.append(told)
            continue
        rows[told.id] = person.id
        values = _values(told, units)
        if any(getattr(person, field) != value for field, value in values.items()):
            if person.email != told.email:
                person.address_refused = ""
            for field, value in values.items():
                setattr(person, field, value)
            changed.append(person)
    gone = [person.id for key, person in now.people.items() if key not in rows and not person.leaves]
    before.keep("people", [*(person.id for person in changed), *gone])
    before.note_new("people", [rows[told.id] for told in new])
    columns: dict[str, list[Any]] = {
        field: [getattr(told, name) for told in new] for field, name in PERSON_FIELDS.items()
    }
    columns["id"], columns["key"] = [rows[told.id] for told in new], [told.id for told in new]
    columns["unit_id"] = [units[told.unit].id for told in new]
    insert(Person, columns, len(new))
    fields = [*PERSON_FIELDS, "unit", "leaves", "address_refused"]
    Person.objects.bulk_update(changed, fields, batch_size=_BATCH)
    for ids in _batches(gone):
        Person.objects.filter(id__in=ids).update(leaves=True)
    return rows


def _values(told: RosterPerson, units: dict[str, Unit]) -> dict[str, Any]:
    values: dict[str, Any] = {field: getattr(told, name) for field, name in PERSON_FIELDS.items()}
    return {**values, "unit": units[told.unit], "leaves": False}


def _store_assignments(
    roster: RosterData, now: Known, people: dict[str, UUID], today: date | None, before: Before
) -> None:
    wanted = {(a.rater, a.leader): a.perspective for a in roster.assignments}
    gone = [row for pair, (name, row) in now.assignments.items() if wanted.get(pair) != name]
    before.keep("assignments", gone)
    for ids in _batches(gone):
        Assignment.objects.filter(id__in=ids).delete()
    new = [pair for pair, name in wanted.items() if now.assignments.get(pair, ("",))[0] != name]
    columns: dict[str, list[Any]] = {
        "id": [uuid4() for _ in new],
        "rater_id": [people[rater] for rater, _ in new],
        "leader_id": [people[leader] for _, leader in new],
        "perspective": [wanted[pair] for pair in new],
        # in another group of the same leader nobody is new
        "since": [now.since.get(pair, today) for pair in new],
    }
    before.note_new("assignments", columns["id"])
    insert(Assignment, columns, len(new))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch

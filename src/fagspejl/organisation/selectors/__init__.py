"""Questions other rooms may ask about units, people and who is to rate whom. Frozen values, never querysets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Any, cast
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from fagspejl.instrument.types import PerspectiveName
from fagspejl.organisation.models import (
    Assignment,
    Person,
    RosterImport,
    Unit,
    UnitNotice,
)
from fagspejl.organisation.types import (
    Addressee,
    AssignmentFacts,
    Decision,
    ImportFacts,
    LeaderLine,
    LedUnit,
    ListedLeader,
    NamedUnit,
    NoticeFacts,
    NoticeText,
    PersonFacts,
    RefusedAddress,
    RosterLine,
    UnitFacts,
)

# Field of PersonFacts <- column of the table.
_FIELDS = {field.name: field.name for field in fields(PersonFacts)} | {"unit": "unit__key"}
_AT_ONCE = 500
_SIGNS_SOUGHT = 2  # signs, before names are looked for


def people() -> list[PersonFacts]:
    """Return everybody on the roster, by key; those who leave are left out."""
    rows = Person.objects.filter(leaves=False).order_by("key").values_list(*_FIELDS.values())
    return [_facts(row) for row in rows]


def people_by_id(ids: set[UUID]) -> dict[UUID, PersonFacts]:
    """Return these people, those who leave too."""
    wanted = list(ids)
    found: dict[UUID, PersonFacts] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Person.objects.filter(id__in=wanted[start : start + _AT_ONCE]).values_list(*_FIELDS.values())
        found |= {person.id: person for person in map(_facts, rows)}
    return found


def person_with_address(email: str) -> UUID | None:
    """Return whoever on the roster has this address; None for nobody, and for several."""
    found = Person.objects.filter(email__iexact=email, leaves=False).values_list("id", flat=True)[:2]
    return found[0] if email and len(found) == 1 else None


def without_address() -> list[Addressee]:
    """Return everybody who has no e-mail address, by unit, then by name; those who leave too."""
    rows = Person.objects.filter(email="").order_by("unit__order", "name", "id")
    return [Addressee(*row) for row in rows.values_list("id", "name", "unit__name", "language")]


def on_roster(ids: Collection[UUID]) -> set[UUID]:
    """Return those of these people who are on the roster today."""
    return set(Person.objects.filter(id__in=list(ids), leaves=False).values_list("id", flat=True))


def superiors(leaders: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return the leaders of each of these leaders by today's roster, by name; who has none is left out."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    wanted = list(leaders)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Assignment.objects.filter(
            leader__in=wanted[start : start + _AT_ONCE], perspective="superior", rater__leaves=False
        ).order_by("rater__name", "rater_id")
        for leader, rater in rows.values_list("leader_id", "rater_id"):
            found[leader] = (*found.get(leader, ()), rater)
    return found


def led_by_superior(superior: UUID) -> list[UUID]:
    """Return the leaders whose leader this person is by today's roster, by name."""
    rows = Assignment.objects.filter(rater=superior, perspective="superior", leader__leaves=False)
    return list(rows.order_by("leader__name", "leader_id").values_list("leader_id", flat=True))


def who_lead(people: Collection[UUID]) -> set[UUID]:
    """Return those of these people who lead a unit today."""
    rows = Person.objects.filter(id__in=list(people), is_leader=True, leaves=False)
    return set(rows.values_list("id", flat=True))


def assignments(about: Collection[UUID] | None = None) -> Iterator[AssignmentFacts]:
    """Yield who is to rate whom, or whom of `about`; both are on the roster."""
    rows = _among_those_here().order_by("rater_id", "leader_id")
    if about is not None:
        rows = rows.filter(leader__in=list(about))
    # As text: everybody stands here about as often as they have leaders, and an id is dear to make.
    ids = _Ids()
    texts = (Cast("rater_id", CharField()), Cast("leader_id", CharField()))
    for rater, leader, perspective, since in rows.values_list(*texts, "perspective", "since"):
        yield AssignmentFacts(ids[rater], ids[leader], cast(PerspectiveName, perspective), since)


def rated_by(raters: Collection[UUID]) -> set[UUID]:
    """Return the leaders on the roster whom any of these people are to rate."""
    rows = Assignment.objects.filter(rater__in=list(raters), leader__leaves=False)
    return set(rows.values_list("leader_id", flat=True))


def raters_with_address() -> int:
    """Return how many people on the roster who have an address are to rate somebody who is on it too."""
    without = Person.objects.filter(email="").order_by().values("id")
    return _among_those_here().exclude(rater__in=without).order_by().values("rater_id").distinct().count()


def listed_leaders() -> list[ListedLeader]:
    """Return everybody whom somebody on the roster is to rate, by name; who is exempt is rated by nobody."""
    present = Assignment.objects.filter(leader=OuterRef("id"), rater__leaves=False)
    # First the few who lead, by an index, then whether anybody who rates them is still there.
    lead = Assignment.objects.order_by().values("leader_id")
    rows = Person.objects.filter(Exists(present), id__in=lead, leaves=False, exempt=False)
    return [
        ListedLeader(*row)
        for row in rows.order_by("name", "key").values_list("id", "key", "name", "unit__key")
    ]


def find_people(text: str, *, most: int = 20) -> list[PersonFacts]:
    """Return people on the roster whose name, id or address holds a text, by name; none for less than two signs."""
    wanted = " ".join(text.split())
    if len(wanted) < _SIGNS_SOUGHT:
        return []
    holds = Q(name__icontains=wanted) | Q(key__icontains=wanted) | Q(email__icontains=wanted)
    rows = Person.objects.filter(holds, leaves=False).order_by("name", "key")
    return [_facts(row) for row in rows.values_list(*_FIELDS.values())[:most]]


def roster_lines(text: str, *, first: int, most: int) -> tuple[list[RosterLine], int]:
    """Return people on the roster by name, and how many: all, or who holds a text in name, id or address."""
    wanted, rows = " ".join(text.split()), Person.objects.filter(leaves=False)
    if wanted:
        rows = rows.filter(Q(name__icontains=wanted) | Q(key__icontains=wanted) | Q(email__icontains=wanted))
    fields = ("key", "name", "email", "unit__name", "is_leader", "exempt")
    shown = rows.order_by("name", "key").values_list(*fields)
    return [RosterLine(*row) for row in shown[first : first + most]], rows.count()


def unit_tree() -> list[UnitFacts]:
    """Return the units that hold somebody on the roster, and those above them: parents first, depth first."""
    rows = list(Unit.objects.order_by("order", "key").values_list("id", "key", "name", "parent_id"))
    parent_of = {row[0]: row[3] for row in rows}
    used = _in_use(parent_of)
    children: dict[UUID | None, list[tuple[UUID, str, str]]] = {}
    for unit_id, key, name, parent in rows:
        if unit_id in used:
            children.setdefault(parent, []).append((unit_id, key, name))
    tree: list[UnitFacts] = []
    waiting = [(row, -1) for row in reversed(children.get(None, []))]
    while waiting:
        (unit_id, key, name), above = waiting.pop()
        waiting += [(row, len(tree)) for row in reversed(children.get(unit_id, []))]
        tree.append(UnitFacts(key, name, above))
    return tree


def leaders_on_roster() -> list[LeaderLine]:
    """Return everybody who leads today, by name."""
    rows = Person.objects.filter(is_leader=True, leaves=False).order_by("name", "key")
    return [LeaderLine(*row) for row in rows.values_list("key", "name", "email", "unit__name")]


def unit_led_by(person: UUID | None) -> LedUnit | None:
    """Return the unit that this person leads: the leader's own; None for whoever leads nobody or has left."""
    leaders = Person.objects.filter(is_leader=True, leaves=False).select_related("unit")
    found = None if person is None else leaders.filter(id=person).first()
    if found is None:
        return None
    here = Person.objects.filter(unit=found.unit_id, leaves=False, is_leader=False)
    counted = Counter(here.order_by().values_list("profession", flat=True))
    employees = sum(counted.values())
    named = sorted(
        ((name, count) for name, count in counted.items() if name), key=lambda one: (-one[1], one[0])
    )
    return LedUnit(found.unit_id, found.unit.name, tuple(named), employees, _below(found.unit_id))


def unit_by_key(key: str) -> NamedUnit | None:
    """Return the unit that the roster calls so."""
    found = Unit.objects.filter(key=key).values_list("id", "name").first()
    return None if found is None else NamedUnit(*found)


def unit_names(keys: Collection[str]) -> dict[str, str]:
    """Return the names of units by the roster's own ids; one that is not there is left out."""
    return dict(Unit.objects.filter(key__in=list(keys)).values_list("key", "name"))


def units_named(ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of these units; one that is not there any more is left out."""
    return dict(Unit.objects.filter(id__in=list(ids)).values_list("id", "name"))


def notice_of(unit: UUID) -> NoticeFacts | None:
    """Return the notice that the unit's leader has released and not withdrawn."""
    return next(iter(_notices(UnitNotice.objects.filter(unit=unit))), None)


def notices_in_force() -> list[NoticeFacts]:
    """Return every unit's notice that is released and not withdrawn, by unit."""
    return _notices(UnitNotice.objects.order_by("unit"))


def unit_of(unit: UUID) -> NamedUnit | None:
    """Return a unit by its id."""
    found = Unit.objects.filter(id=unit).values_list("id", "name").first()
    return None if found is None else NamedUnit(*found)


def unit_keys(ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the roster's own ids of these units."""
    return dict(Unit.objects.filter(id__in=list(ids)).values_list("id", "key"))


def staff_of(unit: UUID) -> list[UUID]:
    """Return those who work in the unit today and do not lead, by id."""
    here = Person.objects.filter(unit=unit, leaves=False, is_leader=False).order_by("id")
    return list(here.values_list("id", flat=True))


def leaders_in(unit: UUID) -> list[UUID]:
    """Return those who lead the unit today, by name."""
    here = Person.objects.filter(unit=unit, leaves=False, is_leader=True).order_by("name", "id")
    return list(here.values_list("id", flat=True))


def units_and_leaders(units: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return who leads each of these units today, by name; one that nobody leads is left out."""
    rows = Person.objects.filter(unit__in=list(units), leaves=False, is_leader=True).order_by("name", "id")
    found: dict[UUID, tuple[UUID, ...]] = {}
    for unit, person in rows.values_list("unit_id", "id"):
        found[unit] = (*found.get(unit, ()), person)
    return found


def units_led_by(people: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the unit that each of these people leads today; who leads none is left out."""
    rows = Person.objects.filter(id__in=list(people), leaves=False, is_leader=True)
    return dict(rows.values_list("id", "unit_id"))


def works_in(person: UUID) -> UUID | None:
    """Return the unit that this person works in today without leading it; None for who leads, or has left."""
    here = Person.objects.filter(id=person, leaves=False, is_leader=False)
    return here.values_list("unit_id", flat=True).first()


def _notices(rows: QuerySet[UnitNotice]) -> list[NoticeFacts]:
    return [
        NoticeFacts(row.unit_id, NoticeText(tuple(row.points), row.own, row.language), row.released_on)
        for row in rows
    ]


def _below(unit: UUID) -> tuple[NamedUnit, ...]:
    children: dict[UUID | None, list[tuple[UUID, str]]] = {}
    for child, name, parent in Unit.objects.order_by("order", "key").values_list("id", "name", "parent_id"):
        children.setdefault(parent, []).append((child, name))
    found: list[NamedUnit] = []
    waiting = list(reversed(children.get(unit, [])))
    while waiting:
        child, name = waiting.pop()
        found.append(NamedUnit(child, name))
        waiting += reversed(children.get(child, []))
    return tuple(found)


def last_import() -> ImportFacts | None:
    """Return the newest import that was not undone."""
    return next(iter(imports(1, undone=False)), None)


def imports(most: int, *, undone: bool = True) -> list[ImportFacts]:
    """Return the newest imports, newest first."""
    rows = RosterImport.objects.order_by("-at", "id").annotate(kept=Q(before__isnull=False)).defer("before")
    rows = rows if undone else rows.filter(undone_at=None)
    return [
        ImportFacts(
            id=row.id,
            at=row.at,
            by=row.actor_name,
            file=row.file,
            decisions=tuple(Decision(**one) for one in row.decisions),
            can_be_undone=row.kept and row.undone_at is None,
            undone_at=row.undone_at,
            **row.counts,
        )
        for row in rows[:most]
    ]


def roster_counts() -> tuple[int, int, int]:
    """Return how many people and leaders there are on the roster, and units that hold somebody or lie above one."""
    people = Person.objects.filter(leaves=False)
    used = _in_use(dict(Unit.objects.values_list("id", "parent_id")))
    return people.count(), people.filter(is_leader=True).count(), len(used)


def refused_addresses() -> list[RefusedAddress]:
    """Return the addresses that a mail server does not take, by unit and name."""
    refused = Person.objects.filter(leaves=False).exclude(email="").exclude(address_refused="")
    rows = refused.order_by("unit__order", "name", "key")
    return [
        RefusedAddress(*row)
        for row in rows.values_list("id", "name", "unit__name", "email", "address_refused")
    ]


def unreached_people() -> dict[UUID, str]:
    """Return who has no address and was not reached by another way either, with the reason in one word."""
    refused = Person.objects.filter(leaves=False, email="").exclude(address_refused="")
    return dict(refused.values_list("id", "address_refused"))


class _Ids(dict[str, UUID]):
    """Ids by their text, each made once."""

    def __missing__(self, text: str) -> UUID:
        made = self[text] = UUID(text)
        return made


def _in_use(above: Mapping[UUID, UUID | None]) -> set[UUID]:
    """The units that hold somebody, and those above them. `above`: every unit, and the one it lies in."""
    used: set[UUID] = set()
    for home in Person.objects.filter(leaves=False).order_by().values_list("unit_id", flat=True).distinct():
        unit: UUID | None = home
        while unit is not None and unit not in used:
            used.add(unit)
            unit = above[unit]
    return used


def _among_those_here() -> QuerySet[Assignment]:
    """Pairs of whom nobody leaves. Few leave: looking each pair up among those takes less than joining everybody."""
    gone = Person.objects.filter(leaves=True).order_by().values("id")
    return Assignment.objects.exclude(rater__in=gone).exclude(leader__in=gone)


def _facts(row: tuple[Any, ...]) -> PersonFacts:
    return PersonFacts(**dict(zip(_FIELDS, row, strict=True)))

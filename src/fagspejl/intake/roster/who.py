"""Which rows of a roster are one person: the same id, or another number of the same name and address."""

from __future__ import annotations

from dataclasses import dataclass, field

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.cells import RosterTable
from fagspejl.intake.roster.leaders import in_order
from fagspejl.lib.identity import KnownIds
from fagspejl.lib.sameness import folded


@dataclass(slots=True)
class Who:
    """`ids`: the person of each row, "" for a row that is none. `first`: person -> place of the first row.

    `more`: person -> places of further rows. `also`: person -> other ids of that person.
    """

    ids: list[str] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    more: dict[str, list[int]] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


def who_is_who(table: RosterTable, names: list[str], emails: list[str], findings: Findings) -> Who:
    """Tell people apart. Records rows without an id, one id with two names, and ids that look alike."""
    who = Who()
    by_mail = "person" not in table.columns
    keys = emails if by_mail else table.cells("person")
    holder: dict[str, str] = {}  # address -> person
    ids, first = who.ids, who.first
    for place, (key, email, name) in enumerate(zip(keys, emails, names, strict=True)):
        if not key:
            ids.append("")
            if not _is_unit(table, place, name, email):
                code = "roster_no_id" if by_mail else "roster_no_person"
                _fault(table, findings, code, place, "email" if by_mail else "person")
            continue
        person = key
        if key not in first and email:
            person = holder.setdefault(email, key)
            if person != key and not _same_name(names, first[person], place):  # two people with one address
                person = key
        before = first.setdefault(person, place)
        ids.append(person)
        if before == place:
            continue
        fits = not email or not emails[before] or email == emails[before]
        if table.lenient or (fits and _same_name(names, before, place)):
            who.more.setdefault(person, []).append(place)
            if key != person and key not in who.also.get(person, ()):
                who.also[person] = (*who.also.get(person, ()), key)
        else:
            ids[-1] = ""
            _fault(
                table, findings, "roster_person_twice", place, "person", value=key, first=table.rows[before]
            )
    _alike(table, who, findings)
    if who.more and not table.lenient:
        rows = [str(table.rows[place]) for places in who.more.values() for place in places]
        heading = table.headings.get("person") or table.headings.get("email")
        told = {"count": len(who.more), "rows": listing(rows)}
        findings.warn("roster_several_rows", table.file, None, heading, **told)
    return who


def _is_unit(table: RosterTable, place: int, name: str, email: str) -> bool:
    """Whether a row without an id says something of a unit alone."""
    cells = {said: column[place] for said, column in table.columns.items()}
    said = any(
        cells.get(column) for column in ("role", "leader", "leader_code", "leader_name", "leader_email")
    )
    placed = cells.get("unit") or cells.get("unit_path") or cells.get("level_1")
    return bool(placed) and not (name or email or said)


def _alike(table: RosterTable, who: Who, findings: Findings) -> None:
    order = list(who.first)
    for here, earlier in KnownIds().add_all(order):
        facts = {
            "value": order[here],
            "other": order[earlier],
            "first": table.rows[who.first[order[earlier]]],
        }
        _fault(table, findings, "roster_people_look_alike", who.first[order[here]], "person", **facts)


def _same_name(names: list[str], one: int, other: int) -> bool:
    return folded(in_order(names[one])) == folded(in_order(names[other]))


def _fault(table: RosterTable, findings: Findings, code: str, place: int, name: str, **facts: object) -> None:
    heading = table.headings.get(name, name)
    findings.error(code, table.file, table.rows[place], heading, **facts)

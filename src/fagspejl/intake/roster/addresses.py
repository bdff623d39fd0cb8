"""E-mail addresses of the roster: a link must reach the one person it is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.rows import RosterReader
from fagspejl.intake.roster.types import RosterPerson

_ADDRESS: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_LONGEST_LOCAL: Final = 64
_LONGEST: Final = 254
# Often mistyped, and seldom the most common address of an organisation.
_FAMILIAR: Final = ("gmail.com", "hotmail.com", "outlook.com", "outlook.dk", "live.dk", "icloud.com")
_LOOKS: Final = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("-", ""))


def check_addresses(reader: RosterReader, findings: Findings) -> None:
    """Record addresses that are none, that two people share, and domains that look like another."""
    holder: dict[str, int] = {}
    domains: Counter[str] = Counter()
    first_row: dict[str, int] = {}
    letters: list[int] = []
    unusable: list[RosterPerson] = []
    for person in reader.people.values():
        address = person.email
        if not address:
            letters.append(person.row)
        elif not is_address(address):
            reader.error("roster_address", person.row, "email", value=address)
            unusable.append(person)
        elif address in holder:
            reader.error("roster_shared_address", person.row, "email", value=address, first=holder[address])
            unusable.append(person)
        else:
            holder[address] = person.row
            domain = address.rpartition("@")[2]
            domains[domain] += 1
            first_row.setdefault(domain, person.row)
    for person in unusable:  # of a feed: these get a letter; any other roster is refused
        reader.people[person.id] = replace(person, email="")
    for domain, other in lookalikes(domains):
        facts = {"value": domain, "other": other, "count": domains[domain]}
        reader.warn("roster_lookalike_domain", first_row[domain], "email", **facts)
    for domain in domains:
        if any(label.startswith("xn--") for label in domain.split(".")):
            reader.warn("roster_foreign_letters_domain", first_row[domain], "email", value=domain)
    if letters:
        rows = listing([str(row) for row in letters])
        reader.warn("roster_letters", None, "email", count=len(letters), rows=rows)


def is_address(text: str) -> bool:
    """Whether a lower-case text can be an e-mail address that any mail server understands."""
    local = text.partition("@")[0]
    return len(text) <= _LONGEST and len(local) <= _LONGEST_LOCAL and bool(_ADDRESS.fullmatch(text))


def lookalikes(domains: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield each domain that looks like a more common one of the file, or a familiar one, with that other."""
    ranked = [name for name, _ in domains.most_common()]
    for place, domain in enumerate(ranked):
        if domain in _FAMILIAR:
            continue
        other = next((name for name in (*ranked[:place], *_FAMILIAR) if _alike(domain, name)), None)
        if other is not None:
            yield domain, other


def _alike(one: str, other: str) -> bool:
    return one != other and (_looks(one) == _looks(other) or _one_slip(one, other))


def _looks(domain: str) -> str:
    for signs, as_seen in _LOOKS:
        domain = domain.replace(signs, as_seen)
    return domain


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours exchanged, turn one text into the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[2:] == others[2:] and rest[:2] == others[:2][::-1])
    )

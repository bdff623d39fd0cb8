"""Which answers a release was made from, told without telling any: scope, policy and fingerprint. Pure.

The same answers released under two policies can be subtracted from each other. So a second release of what one has
been made of is refused, and these values are how that is seen. Every name in them stands behind a key of the
installation; a fingerprint covers a whole file, never a row or a leader (docs/explanation/rules.md 4.1).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.document.rows import FORMAT
from fagspejl.disclosure.types import Organisation
from fagspejl.lib.canonical import canonical
from fagspejl.lib.derivation import derive
from fagspejl.lib.identity import look_alike

_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}  # scrypt: about 50 ms and 16 MiB a guess
# Subordinate leaders are employees where they are not kept apart: the same people then answer in both.
_FAMILY = {Perspective.SUBORDINATE_LEADER: Perspective.EMPLOYEE}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose answers about whom a release holds, by keyed hashes (hexadecimal).

    organisation  its name; "" where none was told.
    groups        a leader's id and one perspective.
    named         a leader's id and name, of leaders who have a name besides the id.
    by_name       such a leader's name and one perspective: ids are another export's, names stay.
    opened, closed: the period of the answers; None where it was not told.
    """

    organisation: str
    groups: frozenset[str]
    named: frozenset[str]
    by_name: frozenset[str]
    opened: date | None
    closed: date | None

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for canonical JSON."""
        return {
            "organisation": self.organisation,
            "groups": sorted(self.groups),
            "named": sorted(self.named),
            "by_name": sorted(self.by_name),
            "opened": self.opened and self.opened.isoformat(),
            "closed": self.closed and self.closed.isoformat(),
        }

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Scope:
        """Return the scope that `as_dict` wrote. Raises KeyError, TypeError, ValueError."""
        opened, closed = (
            None if told[name] is None else date.fromisoformat(told[name]) for name in ("opened", "closed")
        )
        groups, named, by_name = (frozenset(told[name]) for name in ("groups", "named", "by_name"))
        return cls(str(told["organisation"]), groups, named, by_name, opened, closed)


def scope_of(
    key: bytes,
    table: ResponseTable,
    organisation: Organisation,
    *,
    name: str,
    opened: date | None,
    closed: date | None,
) -> Scope:
    """Return the scope of a table. Leaders about whom nobody answered are not in it."""
    pairs = {
        (int(leader), _FAMILY.get(Perspective(group), Perspective(group)))
        for leader, group in np.unique(np.stack([table.leader, table.group]), axis=1).T
    }
    told = organisation.leaders
    have_names = {
        leader for leader, _ in pairs if _same(told[leader].name) not in ("", _same(told[leader].id))
    }
    return Scope(
        _hidden(key, "scope-organisation", name) if _same(name) else "",
        frozenset(
            _hidden(key, "scope-group", _same_id(told[leader].id), group.name) for leader, group in pairs
        ),
        frozenset(
            _hidden(key, "scope-leader", _same_id(told[leader].id), told[leader].name)
            for leader in have_names
        ),
        frozenset(
            _hidden(key, "scope-name", told[leader].name, group.name)
            for leader, group in pairs
            if leader in have_names
        ),
        opened,
        closed,
    )


def overlaps(one: Scope, other: Scope) -> bool:
    """Whether both may hold answers of the same people about the same leader.

    In organisations of different names only a leader of the same id and name is the same. Where they have one name, or
    one of both tells none, a leader's id or name is enough: another export may number the leaders anew. Periods that
    are told and lie apart hold other answers.
    """
    if lie_apart(one, other, timedelta(0)):
        return False
    if one.organisation and other.organisation and one.organisation != other.organisation:
        return bool(one.groups & other.groups and one.named & other.named)
    return bool(one.groups & other.groups or one.by_name & other.by_name)


def tell_periods(one: Scope, other: Scope) -> bool:
    """Whether both periods are told whole."""
    return bool(one.opened and one.closed and other.opened and other.closed)


def lie_apart(one: Scope, other: Scope, least: timedelta) -> bool:
    """Whether both periods are told whole, and more than `least` lies between them."""
    if not tell_periods(one, other):
        return False
    first, second = sorted((one, other), key=lambda scope: (scope.opened, scope.closed))
    assert first.closed is not None
    assert second.opened is not None
    return second.opened - first.closed > least


def policy_hash(
    disclosure: DisclosurePolicy,
    organisation: Organisation,
    *,
    checksum: str,
    merged: bool,
    has_person: bool,
) -> str:
    """Return the SHA-256 of everything that decides which figures answers become: rules, tree, questionnaire.

    Whether comments are shown is left out: it changes no figure.
    """
    rules = {
        name: value
        for name, value in disclosure.as_dict().items()
        if name not in ("k_comments", "comment_authors")
    }
    tree = {
        "units": [[unit.id, unit.parent] for unit in organisation.units],
        "leaders": [[leader.id, leader.unit] for leader in organisation.leaders],
    }
    told = {"rules": rules, "tree": tree, "form": checksum, "merged": merged, "persons": has_person}
    told["format"] = FORMAT  # other rules of a later version are another policy too
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def digest_of_rows(table: ResponseTable, organisation: Organisation) -> bytes:
    """Return the SHA-256 of the answers, the same in any order: never written anywhere, see `fingerprint`.

    Rows are sorted, and people are told apart by their rows alone.
    """
    return hashlib.sha256(_canonical_rows(table, organisation)).digest()


def fingerprint(key: bytes, rows: bytes, *, salt: str) -> str:
    """Return HMAC(key, scrypt(digest of the rows, salt)) in hexadecimal.

    Who holds release and key must pay for every guess of a whole file; without the key no guess can be tried.
    """
    slow = hashlib.scrypt(rows, salt=salt.encode(), **_COST)
    return derive(key, "fingerprint", slow).hex()


def _canonical_rows(table: ResponseTable, organisation: Organisation) -> bytes:
    by_person: dict[int, list[bytes]] = defaultdict(list)
    ids = [_same_id(leader.id).encode() for leader in organisation.leaders]
    values, gaps = np.ascontiguousarray(table.values), np.ascontiguousarray(table.missing)
    for row in range(len(table.leader)):
        head = ids[table.leader[row]] + b"\x00" + bytes([int(table.group[row])])
        by_person[int(table.person[row])].append(head + values[row].tobytes() + gaps[row].tobytes())
    people = sorted(b"".join(map(_counted, sorted(rows))) for rows in by_person.values())
    asked = b"".join(
        _counted(name + table.invited[leader].astype("<i4").tobytes())
        for leader, name in sorted(enumerate(ids), key=lambda pair: pair[1])
    )
    items = canonical([[item.id, item.theme, item.reversed] for item in table.items]).encode()
    return b"".join([_counted(items), _counted(asked), *map(_counted, people)])


def _counted(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def _hidden(key: bytes, label: str, *names: str) -> str:
    return derive(key, label, *(_counted(_same(name).encode()) for name in names)).hex()[:32]


def _same_id(text: str) -> str:
    """Return what two writings of an id have in common; a spreadsheet drops leading zeros and adds ".0"."""
    return look_alike(text)[0]


def _same(name: str) -> str:
    """Return what two writings of a name have in common: no case, odd or outer spaces, or invisible signs."""
    text = unicodedata.normalize("NFKC", name).casefold()
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(visible.split())

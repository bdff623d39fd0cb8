"""From opened answers to one ResponseTable, in memory only. Person ids are dropped with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Missing, Perspective
from fagspejl.answering.services.custody import OpenedAnswer
from fagspejl.disclosure.types import Leader, Organisation, Unit, WrittenComment
from fagspejl.instrument.types import Instrument
from fagspejl.lib.errors import FagspejlError

_SPOKEN = {"dont_know": Missing.DONT_KNOW, "no_disclose": Missing.NO_DISCLOSE}
_COMMENT = "comment:"
_PERSPECTIVES = {member.name.lower(): member for member in Perspective}


class LeaderUnknown(FagspejlError):
    """An invitation names a leader who is not in the tree of the round."""


@dataclass(slots=True)
class Gathered:
    """What the door takes, and the numbers of the close record."""

    table: ResponseTable
    comments: list[WrittenComment]
    organisation: Organisation
    record: dict[str, int] = field(default_factory=dict)


def organisation_of(tree: dict[str, list[dict[str, object]]]) -> Organisation:
    """Return the organisation as it stood at opening."""
    return Organisation(
        tuple(Unit(str(u["id"]), str(u["name"]), int(str(u["parent"]))) for u in tree["units"]),
        tuple(Leader(str(x["id"]), str(x["name"]), int(str(x["unit"]))) for x in tree["leaders"]),
    )


def gather(
    opened: Iterable[OpenedAnswer],
    organisation: Organisation,
    instrument: Instrument,
    progress: Callable[[int], None] | None = None,
) -> Gathered:
    """Turn submitted answers into a ResponseTable. Drafts and revoked invitations do not count.

    Raises LeaderUnknown.
    """
    places = {leader.id: index for index, leader in enumerate(organisation.leaders)}
    items = instrument.items
    asked = {
        name: [name in theme.perspectives for theme in instrument.themes for _ in theme.items]
        for name in _PERSPECTIVES
    }
    invited = np.zeros((len(places), len(Perspective)), dtype=np.int32)
    record = dict.fromkeys(("invited", "answered", "drafts", "revoked", "no_answer"), 0)
    values, missing = _Rows(len(items)), _Rows(len(items))
    leader: list[int] = []
    group: list[int] = []
    person: list[int] = []
    people: dict[UUID, int] = {}
    comments: list[WrittenComment] = []
    for number, answer in enumerate(opened):
        invitation, payload = answer.invitation, answer.payload
        if progress and number % 1000 == 0:
            progress(number)
        if invitation.revoked:
            record["revoked"] += 1
            continue
        place = places.get(str(invitation.leader))
        if place is None:
            raise LeaderUnknown(f"leader {invitation.leader} is not in the round's tree")
        perspective = _PERSPECTIVES[invitation.perspective]
        invited[place, perspective] += 1
        record["invited"] += 1
        given = payload.submitted if payload is not None else None
        if given is None:
            record["drafts" if payload is not None and payload.draft is not None else "no_answer"] += 1
            continue
        record["answered"] += 1
        row = len(leader)
        for item, on_form in zip(items, asked[invitation.perspective], strict=True):
            value = given.get(item.id)
            values.add(value if isinstance(value, int) else 0)
            missing.add(_missing(value, on_form))
        leader.append(place)
        group.append(perspective)
        person.append(people.setdefault(invitation.person, len(people)))
        comments.extend(
            WrittenComment(row, key[len(_COMMENT) :], str(text))
            for key, text in given.items()
            if key.startswith(_COMMENT) and str(text).strip()
        )
    invited[:, [Perspective.SELF, Perspective.SUPERIOR]] = -1
    table = ResponseTable.from_raw(
        lo=instrument.scale.lo,
        hi=instrument.scale.hi,
        items=[ItemSpec(item.id, item.theme, item.reversed) for item in items],
        values=values.array(),
        missing=missing.array(),
        leader=np.asarray(leader, dtype=np.int32),
        group=np.asarray(group, dtype=np.int8),
        person=np.asarray(person, dtype=np.int32),
        invited=invited,
    )
    return Gathered(table, comments, organisation, record)


class _Rows:
    """A growing block of small numbers, one byte each."""

    def __init__(self, width: int) -> None:
        self._bytes, self._width = bytearray(), width

    def add(self, value: int) -> None:
        self._bytes.append(value)

    def array(self) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
        return np.frombuffer(bytes(self._bytes), dtype=np.int8).reshape(-1, self._width)


def _missing(value: object, on_form: bool) -> int:
    if isinstance(value, int):
        return Missing.ANSWERED
    if not on_form:
        return Missing.NOT_ASKED
    return _SPOKEN.get(str(value), Missing.BLANK)

"""From opened answers to one ResponseTable, in memory only. Person ids are dropped with it, save superiors'."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Missing, Perspective
from fagspejl.answering.services.custody import OpenedAnswer
from fagspejl.answering.types import Values
from fagspejl.disclosure.types import Leader, Organisation, Unit, WrittenComment
from fagspejl.instrument.types import Instrument
from fagspejl.lib.errors import FagspejlError

_SPOKEN = {"dont_know": Missing.DONT_KNOW, "no_disclose": Missing.NO_DISCLOSE}
_COMMENT = "comment:"
_PERSPECTIVES = {member.name.lower(): int(member) for member in Perspective}
_PERSPECTIVE_COUNT = len(Perspective)
_NAMED = [int(Perspective.SELF), int(Perspective.SUPERIOR)]
_LED = [int(Perspective.EMPLOYEE), int(Perspective.SUBORDINATE_LEADER)]


class LeaderUnknown(FagspejlError):
    """An invitation names a leader who is not in the tree of the round."""


@dataclass(slots=True)
class Gathered:
    """What the door takes. In memory only: exact numbers of who answered stand nowhere else, and end with it.

    `rows` counts stored rows; `drafts` and `revoked` those that were never sent, and sent through a revoked link.
    """

    table: ResponseTable
    comments: list[WrittenComment]
    organisation: Organisation
    rows: int = 0
    drafts: int = 0
    revoked: int = 0
    superiors: dict[int, bytes] = field(
        default_factory=dict
    )  # by row, the person's id, where a superior wrote it
    employees_asked_once: bool = (
        True  # no list asks an employee about several leaders, whether she answered or not
    )


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
    rows = _Rows(organisation, instrument)
    for number, answer in enumerate(opened):
        if progress and number % 1000 == 0:
            progress(number)
        rows.add(answer)
    return Gathered(
        rows.table(),
        rows.comments,
        organisation,
        rows.seen,
        rows.drafts,
        rows.revoked,
        rows.superiors,
        rows.employees_asked_once,
    )


class _Rows:
    """Growing columns: one byte per answer, and how many rows there were."""

    def __init__(self, organisation: Organisation, instrument: Instrument) -> None:
        self.instrument, self.items = instrument, [item.id for item in instrument.items]
        self.places = {leader.id: index for index, leader in enumerate(organisation.leaders)}
        self.place_of: dict[UUID, int] = {}  # the same, as invitations name a leader
        self.on_form = {
            name: [name in theme.perspectives for theme in instrument.themes for _ in theme.items]
            for name in _PERSPECTIVES
        }
        self.invited = array("l")  # a place and a perspective, as one number, for each who is asked
        self.seen = self.drafts = self.revoked = 0
        self.values, self.missing = bytearray(), bytearray()
        self.answered = bytes([Missing.ANSWERED]) * len(self.items)
        self.leader: list[int] = []
        self.group: list[int] = []
        self.person: list[int] = []
        self.people: dict[bytes, int] = {}
        self.comments: list[WrittenComment] = []
        self.superiors: dict[int, bytes] = {}
        self.led_by: dict[bytes, int] = {}  # of employees and subordinate leaders: whom they are asked about
        self.employees_asked_once = True

    def add(self, answer: OpenedAnswer) -> None:
        """Count one invitation and keep its submitted answer, if any."""
        invitation, content = answer
        submitted = None if content is None else content["submitted"]
        self.seen += content is not None
        if invitation.revoked:
            self.revoked += submitted is not None
            return
        place = self.place_of.get(invitation.leader)
        if place is None:
            place = self._place(invitation.leader)
        perspective, person = _PERSPECTIVES[invitation.perspective], invitation.person_bytes
        if perspective not in _NAMED:
            self.invited.append(place * _PERSPECTIVE_COUNT + perspective)
        if perspective in _LED:
            self.employees_asked_once &= self.led_by.setdefault(person, place) == place
        if submitted is None:
            self.drafts += content is not None and content["draft"] is not None
            return
        self._keep(submitted, self.on_form[invitation.perspective])
        if perspective == Perspective.SUPERIOR:
            self.superiors[len(self.leader)] = person
        self.leader.append(place)
        self.group.append(perspective)
        self.person.append(self.people.setdefault(person, len(self.people)))

    def _place(self, leader: UUID) -> int:
        place = self.places.get(str(leader))
        if place is None:
            raise LeaderUnknown(f"leader {leader} is not in the round's tree")
        self.place_of[leader] = place
        return place

    def _keep(self, given: Values, on_form: list[bool]) -> None:
        found = list(map(given.get, self.items))
        if self._keep_values(found, on_form) and len(given) == len(found):
            return  # every statement and nothing else: no comment
        row = len(self.leader)
        for key, text in given.items():
            if key.startswith(_COMMENT) and str(text).strip():
                self.comments.append(WrittenComment(row, key[len(_COMMENT) :], str(text)))

    def _keep_values(self, found: list[Any], on_form: list[bool]) -> bool:
        """Keep a row; returns whether every statement has a number. Half a million rows: most people answer all."""
        try:
            self.values += bytes(found)
        except TypeError:  # something else than a number is among them
            pass
        else:
            self.missing += self.answered
            return True
        for value, asked in zip(found, on_form, strict=True):
            if isinstance(value, int):
                self.values.append(value)
                self.missing.append(Missing.ANSWERED)
            else:
                self.values.append(0)
                self.missing.append(_missing(value, on_form=asked))
        return False

    def table(self) -> ResponseTable:
        """Freeze the columns."""
        scale, shape = self.instrument.scale, (-1, len(self.items))
        asked = np.bincount(self.invited, minlength=len(self.places) * _PERSPECTIVE_COUNT)
        invited = asked.astype(np.int32).reshape(len(self.places), _PERSPECTIVE_COUNT)
        invited[:, _NAMED] = -1
        return ResponseTable.from_raw(
            lo=scale.lo,
            hi=scale.hi,
            items=[ItemSpec(item.id, item.theme, item.reversed) for item in self.instrument.items],
            values=np.frombuffer(bytes(self.values), dtype=np.int8).reshape(shape),
            missing=np.frombuffer(bytes(self.missing), dtype=np.int8).reshape(shape),
            leader=np.asarray(self.leader, dtype=np.int32),
            group=np.asarray(self.group, dtype=np.int8),
            person=np.asarray(self.person, dtype=np.int32),
            invited=invited,
        )


def _missing(value: object, *, on_form: bool) -> int:
    if not on_form:
        return Missing.NOT_ASKED
    return _SPOKEN.get(str(value), Missing.BLANK)

"""Kræftafdelingen's levels of load and its shifts, made by the services that pages use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.test import Client

from fagspejl.audit.types import Actor
from fagspejl.workspace.load.models import LoadDefinition
from fagspejl.workspace.load.selectors import shift_path, versions_of
from fagspejl.workspace.load.services.defining import write_definition
from fagspejl.workspace.load.services.writing import write_shift
from fagspejl.workspace.load.types import Cause, DefinitionValues, Placement, ShiftValues, TaskValues, Written
from fagspejl.workspace.sessions.levels.types import LoadLevel
from fagspejl.workspace.sessions.services.planning import today_here

IDA: Final = Actor("ida", "Ida")
ALWAYS, IF_POSSIBLE, CAN_WAIT = Placement
GREEN, YELLOW, RED = LoadLevel
TASKS: Final = (
    TaskValues("Dokumentation", IF_POSSIBLE, CAN_WAIT, "Aftenvagten og patienten", number=1),
    TaskValues("Bad", ALWAYS, IF_POSSIBLE, "Patienten", number=2),
    TaskValues("Oprydning i depotet", CAN_WAIT, CAN_WAIT, number=3),
    TaskValues("Medicin til tiden", None, None, "Patienten", never=True, number=4),
)
WARD: Final = DefinitionValues(
    signs_green="Alle er mødt, og der er luft.",
    signs_yellow="En mangler, eller tre indlæggelser før kl. 12.",
    signs_red="To mangler, eller en patient skal have en af os hele vagten.",
    who_declares="Den koordinerende",
    shifts=("Dagvagt",),
    tasks=TASKS,
)


def levels_in(unit: UUID, *, weeks: int = 0, language: str = "da", **said: Any) -> int:
    """Write the next version of a unit's levels, which holds since some weeks, and return its number."""
    before = versions_of(unit)
    said = {"because": "Vi blev klogere"} | said if before else said
    number = write_definition(
        unit,
        language,
        before[-1].number if before else 0,
        values=replace(WARD, **said),
        starts_on=today_here(),
        actor=IDA,
    )
    if weeks:
        since = today_here() - timedelta(weeks=weeks)
        LoadDefinition.objects.filter(unit=unit, number=number).update(starts_on=since, created_on=since)
    return number


def a_shift(
    unit: UUID,
    level: LoadLevel = RED,
    *yielded: int,
    day: date | None = None,
    shift: str = "Dagvagt",
    cause: Cause | None = None,
    seen: int = 0,
) -> Written:
    """Write a shift, of today or of the day before unless another day is named."""
    values = ShiftValues(level, yielded, cause)
    return write_shift(unit, day or today_here(), shift, values, seen=seen, back=366)


class Phone:
    """A phone that scanned the code of a unit's shifts."""

    def __init__(self, unit: UUID) -> None:
        path = shift_path(unit)
        assert path is not None
        self.at, self.client, self.status, self.text = path, Client(), 0, ""

    def open(self, **query: str) -> Phone:
        """Open the page, or the question about one shift."""
        return self._read(self.client.get(self.at, query))

    def send(self, **sent: Any) -> Phone:
        """Send the form of a shift of today."""
        told = {"dag": today_here().isoformat(), "vagt": "Dagvagt", "trin": "red", "set": "0", "grund": ""}
        body = {**told, **sent}
        form = "application/x-www-form-urlencoded"
        return self._read(self.client.post(self.at, urlencode(body, doseq=True), content_type=form))

    def _read(self, response: Any) -> Phone:
        self.status = response.status_code
        self.text = unescape(response.content.decode()).replace("\xa0", " ")
        return self

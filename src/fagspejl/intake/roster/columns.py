"""The columns of a roster: one declaration each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, get_type_hints

from fagspejl.lib.language import Language


@dataclass(frozen=True, slots=True)
class Column:
    """Danish headings beside those that answer files have too, and the most characters of a cell (None: any)."""

    danish: tuple[str, ...] = ()
    longest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonColumns:
    """What a roster says of a person and is kept: a field for each such column, under the column's name.

    A text that nothing else is said of is trimmed, put on one line and kept as it stands; empty where it is not said.
    """

    name: Annotated[str, Column(("navn",), 200)]
    email: Annotated[str, Column(("e-mail", "mail", "e-mailadresse"))]  # empty: by letter
    language: Annotated[Language, Column(("sprog",))]
    profession: Annotated[str, Column(("faggruppe",))]  # profession id of the instrument, or empty
    employed_since: Annotated[date | None, Column(("ansat_siden",))]
    leader_since: Annotated[
        date | None, Column(("leder_siden",))
    ]  # since when the person has the leaders it rates
    exempt: Annotated[bool, Column(("fritaget",))]


KEPT: Final[Mapping[str, Column]] = {
    name: hint.__metadata__[0] for name, hint in get_type_hints(PersonColumns, include_extras=True).items()
}
# Columns that say who somebody is, where in the organisation, and who leads whom.
PLACING: Final[Mapping[str, Column]] = {
    "person": Column(("medarbejdernummer",), 100),
    "unit": Column(longest=100),
    "unit_name": Column(longest=200),
    "parent_unit": Column(longest=100),
    "role": Column(("rolle",)),
    "leader": Column(),
    "peer_of": Column(("sideordnet_til", "lederkollega_til")),
}
COLUMNS: Final[Mapping[str, Column]] = {**PLACING, **KEPT}
# Columns that other systems have instead of one of ours, or that decide which rows count.
PARTS: Final[Mapping[str, Column]] = {
    "first_name": Column(("fornavn",), 100),
    "last_name": Column(("efternavn",), 100),
    "title": Column(("titel", "stilling"), 200),
    "unit_path": Column(("enhedssti",), 400),
    "leader_email": Column(("leders_e-mail",)),
    "leader_name": Column(("leders_navn",)),
    "employed_until": Column(("slutdato",)),
}
NEEDED: Final = ("name", "email", "unit", "leader")
DANISH_COLUMNS: Final = {heading: name for name, column in COLUMNS.items() for heading in column.danish}

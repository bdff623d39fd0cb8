"""A roster of the cast as a file, taken in, and rounds made of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.services.creating import create_round
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.roster.types import RosterData
from fagspejl.organisation.services import apply_import

BENTE = Actor(id="bente", name="Bente Kjær")
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
DEADLINE = datetime(2026, 9, 15, 10, tzinfo=UTC)  # kl. 12 in Denmark

HEAD = "person;name;email;language;unit;unit_name;parent_unit;role;profession;leader;peer_of;employed_since;leader_since;exempt"
MADS = "mads;Mads Holm;mads@egedal.example;da;boern;Børn og Unge;;leder;;;;;;"
KAREN = "karen;Karen Lund;karen@egedal.example;da;fam;Familieområdet;boern;leder;family_casework;mads;;;;"
IDA = "ida;Ida Bro;ida@egedal.example;da;kraeft;Kræftafdelingen;boern;leder;;mads;karen;;;"
SOFIE = "sofie;Sofie Berg;sofie@egedal.example;da;fam;;;medarbejder;family_casework;karen;;;;"
OMAR = "omar;Omar Said;;en;fam;;;medarbejder;;karen;;;;"
CAST = (MADS, KAREN, IDA, SOFIE, OMAR)


def roster_text(*rows: str) -> str:
    """The text of a roster file."""
    return "\n".join((HEAD, *rows)) + "\n"


def employees(count: int, leader: str = "karen") -> list[str]:
    """Rows of that many more employees of one leader, each with an address."""
    return [f"p{n};Person {n};p{n}@egedal.example;da;fam;;;medarbejder;;{leader};;;;" for n in range(count)]


def read(folder: Path, *rows: str) -> RosterData:
    """Read rows as a roster file."""
    path = folder / "liste.csv"
    path.write_text(roster_text(*rows), encoding="utf-8")
    return read_roster(path, load("faglig-ledelse"))


def taken_in(folder: Path, *rows: str) -> None:
    """Take in rows as the roster."""
    apply_import(read(folder, *rows), actor=BENTE, accepted=True)


def draft(**given: Any) -> UUID:
    """A draft of a round about faglig ledelse."""
    facts: dict[str, Any] = {
        "title": "Faglig ledelse 2026",
        "organisation": "Egedal Kommune",
        "instrument": "faglig-ledelse",
        "deadline": DEADLINE,
        "policy": RoundPolicyValues(),
        "actor": BENTE,
        "now": NOW,
    }
    return create_round(**{**facts, **given})


def opened(folder: Path, *rows: str, **given: Any) -> tuple[UUID, KeyStore]:
    """An open round of a roster, and its keys."""
    taken_in(folder, *(rows or CAST))
    round_id = draft(**given)
    keys = KeyStore(folder / "keys", folder / "escrow")
    open_round(round_id, keys=keys, actor=BENTE, now=given.get("now", NOW) + timedelta(minutes=1))
    return round_id, keys

"""Plants: what somebody could leave in a site to tell who answered what. A site to plant in, copied for every plant.

The catalogue (support/plants.toml) is data: statements with names in braces, or files; this plants them without the
product, as somebody with the database in hand would.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import shutil
import sqlite3
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.core.management import call_command
from django.db import connection

from fagspejl.answering.sealed import locator_of
from fagspejl.answering.services import submit
from fagspejl.inspection import Site, inspect
from fagspejl.inspection.sentences import fault_sentence, limit_sentence
from fagspejl.inspection.types import Inspected
from support.dumped import server_parameters, settle
from support.small_round import KEY, SmallRound, small_round

CATALOGUE = Path(__file__).with_name("plants.toml")
PEOPLE = [f"p{number}" for number in range(70)]
ANSWERED = PEOPLE[:66]
SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Plant:
    """One plant. `statements` by store; `file`: a name, what stands in it and how it is packed; `named`: who tells it."""

    id: str
    told: str  # one sentence about what somebody did
    named: str  # what the output must name
    statements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: tuple[str, str, tuple[str, ...]] | None = None
    word: bool = False  # told as a limit: the promise may hold all the same

    @property
    def stores(self) -> tuple[str, ...]:
        """Where it can be planted."""
        return (SQLITE, POSTGRESQL) if self.file else tuple(self.statements)


def catalogue() -> tuple[Plant, ...]:
    """Read every plant."""
    found = []
    for id_, raw in tomllib.loads(CATALOGUE.read_text("utf-8")).items():
        both = raw.get("both", [])
        statements = {store: tuple(raw.get(store, both)) for store in (SQLITE, POSTGRESQL)}
        statements = {store: lines for store, lines in statements.items() if lines}
        file = (raw["file"], raw["holds"], tuple(raw.get("packed", ()))) if "file" in raw else None
        found.append(Plant(id_, raw["told"], raw["named"], statements, file, raw.get("word", False)))
    return tuple(found)


PACKED: Mapping[str, Callable[[bytes], bytes]] = {
    "hex": lambda data: data.hex().encode(),
    "base64": base64.b64encode,
    "lines": base64.encodebytes,
    "utf-16": lambda data: data.decode("latin-1").encode("utf-16"),
    "utf-16-be": lambda data: data.decode("latin-1").encode("utf-16-be"),
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "zip": lambda data: _zipped(data),
    "prose": lambda data: b"Noted by hand: " + data + b"\n",
    "far": lambda data: b"." * ((1 << 20) - 5) + data + b"." * 5000,
}


def _zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/notes.csv", data)
    return file.getvalue()


@dataclass
class Ground:
    """A site with sixty-six answers of which a copy is made for every plant."""

    folder: Path
    made: SmallRound
    values: dict[str, Any]
    blobs: dict[bytes, bytes]
    parameters: dict[str, str]

    @property
    def store(self) -> str:
        """Which database it has."""
        return POSTGRESQL if self.parameters else SQLITE

    def written_together(self, name: str) -> tuple[str, ...]:
        """Return the statements that write one person's answer and a row about this person in one transaction."""
        place = locator_of(self.made.links[name, "Karen"], self.made.round.id)
        blob = self.blobs[place]
        fresh = blob[:1] + bytes(reversed(blob[1:13])) + blob[13:]
        return (
            "BEGIN",
            f"UPDATE response SET blob = {self.literal(fresh)} WHERE locator = {self.literal(place)}",
            f"UPDATE person SET language = 'en' WHERE key = '{name}'",
            "COMMIT",
        )

    def literal(self, data: bytes) -> str:
        """Return bytes as SQL spells them."""
        return _literal(data, bool(self.parameters))

    @contextmanager
    def copied(self) -> Iterator[Copy]:
        """Make a copy of its own, and take it away again."""
        folder = self.folder / uuid4().hex[:12]
        folder.mkdir()
        if not self.parameters:
            shutil.copyfile(self.folder / "ground.sqlite3", folder / "fagspejl.sqlite3")
            yield Copy(folder, None, self.values)
            return
        name = f"plant_{uuid4().hex[:12]}"
        with psycopg.connect(**{**self.parameters, "dbname": "postgres"}, autocommit=True) as server:  # type: ignore[arg-type]
            server.execute(f'CREATE DATABASE {name} TEMPLATE "{self.parameters["dbname"]}"')  # type: ignore[arg-type]
            try:
                yield Copy(folder, {**self.parameters, "dbname": name}, self.values)
            finally:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
                server.execute("DROP ROLE IF EXISTS plant_reader")


@dataclass
class Copy:
    """One copy: a folder, and a database in it or on a server."""

    folder: Path
    server: dict[str, str] | None
    values: dict[str, Any]

    def plant(self, plant: Plant) -> Inspected:
        """Do what the plant says, then look, as long as the log is still there."""
        if plant.file is not None:
            name, holds, packed = plant.file
            data = holds.format(**self.values).encode("latin-1")
            for way in packed:
                data = PACKED[way](data)
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)
            return self.look()
        store = POSTGRESQL if self.server else SQLITE
        return self.run(*(line.format(**self.values) for line in plant.statements[store]))

    def run(self, *statements: str) -> Inspected:
        """Run statements, each by itself unless they begin a transaction, and look before the connection ends."""
        if self.server is not None:
            with psycopg.connect(**self.server, autocommit=True) as base:  # type: ignore[arg-type]
                for statement in statements:
                    base.execute(statement)  # type: ignore[arg-type]
            return self.look()
        with closing(sqlite3.connect(self.folder / "fagspejl.sqlite3", isolation_level=None)) as file:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute("PRAGMA secure_delete = ON")
            for statement in statements:
                file.execute(statement)
            return self.look()

    def look(self) -> Inspected:
        """Look from outside."""
        return inspect(Site(self.folder, self.server))


def noticed(plant: Plant, look: Inspected) -> str:
    """Return the sentence that names a plant, or nothing."""
    sentences = [fault_sentence(fault, "en") for fault in look.faults]
    if plant.word:
        sentences += [limit_sentence(seen, "en") for seen in look.limits]
    return next((text for text in sentences if plant.named in text), "")


def grown(folder: Path) -> Ground:
    """Make the site: Karen's seventy people, of whom sixty-six have answered, and a night's rewriting behind it."""
    made = small_round({"Karen": {"employee": PEOPLE}})
    for name in ANSWERED:
        submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="s")
    postgresql = connection.vendor == POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator, blob FROM response")
        blobs = {bytes(place): bytes(blob) for place, blob in cursor.fetchall()}
    values = _values(made, blobs, postgresql)
    parameters = server_parameters() if postgresql else {}
    if not postgresql:
        settle()
        shutil.copyfile(str(connection.settings_dict["NAME"]), folder / "ground.sqlite3")
    connection.close()
    if postgresql:
        name = f"ground_{uuid4().hex[:12]}"
        with psycopg.connect(**{**parameters, "dbname": "postgres"}, autocommit=True) as server:  # type: ignore[arg-type]
            server.execute(f'CREATE DATABASE {name} TEMPLATE "{parameters["dbname"]}"')  # type: ignore[arg-type]
        parameters = {**parameters, "dbname": name}
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    return Ground(folder, made, values, blobs, parameters)


def _literal(data: bytes, postgresql: bool) -> str:
    return f"'\\x{data.hex()}'::bytea" if postgresql else f"x'{data.hex()}'"


def _values(made: SmallRound, blobs: dict[bytes, bytes], postgresql: bool) -> dict[str, Any]:
    """What the catalogue's names in braces mean: values of p3, who has answered, as SQL literals and as text."""

    def literal(data: bytes) -> str:
        return _literal(data, postgresql)

    invitation, link = made.invitations["p3", "Karen"], made.links["p3", "Karen"]
    place = locator_of(link, made.round.id)
    other = locator_of(made.links["p4", "Karen"], made.round.id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lookup FROM invitation WHERE id = %s", [invitation if postgresql else invitation.hex]
        )
        lookup = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT id FROM person WHERE key = 'p3'")
        person = str(cursor.fetchone()[0]).replace("-", "")
    nonce, blob = blobs[place][1:13], blobs[place]
    return {
        "invitation": str(invitation) if postgresql else invitation.hex,
        "invitation_hex": invitation.hex,
        "person": person,
        "link": link,
        "half_link": link[:12],
        "place": literal(place),
        "other_place": literal(other),
        "place_hex": place.hex(),
        "place_part_hex": place[5:14].hex(),
        "place_base64": base64.b64encode(place).decode(),
        "place_part_base64": base64.b64encode(place[3:15]).decode().rstrip("="),
        "place_number": int.from_bytes(place[:8], "big", signed=True),
        "nonce_hex": nonce.hex(),
        "nonce_base64": base64.b64encode(nonce).decode(),
        "lookup_hex": lookup.hex(),
        "lookup_part_hex": lookup[8:17].hex(),
        "lookup_like": literal(lookup[:12] + bytes(reversed(lookup))[:20]),
        "lookup_latin": lookup.decode("latin-1"),
        "place_latin": place.decode("latin-1"),
        "place_part_latin": place[7:16].decode("latin-1"),
        "key_hex": KEY.hex(),
        "blob_fresh": literal(b"\x01" + bytes(reversed(blob[1:13])) + blob[13:]),
        "blob_with_person": literal(blob[:200] + bytes.fromhex(person) + blob[216:]),
        "blob_with_lookup": literal(blob[:1] + lookup[:12] + blob[13:]),
        "blob_with_letters": literal(blob[:1] + link[:12].encode() + blob[13:]),
        "blob_of_time": literal(b"\x01" + b"2026-03-05T0" + blob[13:]),
        "true": "true" if postgresql else "1",
        "now": "now()" if postgresql else "'2026-03-05 08:11:42'",
        "digest": literal(hashlib.sha256(invitation.bytes).digest()),
    }

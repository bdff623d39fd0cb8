"""A state as it is kept in a folder below `states/`, and the release that closing its round gives.

Knows files and tables, and nothing of the program: the same lines read a state of any version.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

STATES = Path(__file__).resolve().parent / "states"
PROVENANCE = ("id", "fingerprint", "replaces", "replaces_date", "other_answers")
DATABASE, KEY, ROUND, RELEASE = "fagspejl.sqlite3.gz", "round.key", "round.json", "release.json"


def unpack(state: Path, folder: Path) -> dict[str, Any]:
    """Lay a state out below `folder` as a site has it (data, keys, keys-escrow) and return what it says of its round."""
    told: dict[str, Any] = read(state / ROUND)
    for place in ("data", "keys", "keys-escrow"):
        (folder / place).mkdir(mode=0o700)
    with gzip.open(state / DATABASE) as packed, (folder / "data" / "fagspejl.sqlite3").open("wb") as file:
        shutil.copyfileobj(packed, file)
    (folder / "data" / "fagspejl.sqlite3").chmod(0o600)
    for place in ("keys", "keys-escrow"):
        copy = folder / place / f"{told['round']}.key"
        shutil.copyfile(state / KEY, copy)
        copy.chmod(0o600)
    return told


def pack(database: Path, state: Path) -> None:
    """Keep a database that nobody has open: without free pages, one file, compressed; the same bytes give the same."""
    with closing(sqlite3.connect(database, isolation_level=None)) as open_database:
        open_database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        open_database.execute("PRAGMA journal_mode = DELETE")
        open_database.execute("VACUUM")
    (state / DATABASE).write_bytes(gzip.compress(database.read_bytes(), mtime=0))


def release_in(folder: Path, round_id: str) -> dict[str, Any]:
    """Return the sealed release of a site below `folder`: its close record, its policy's hash and every part, read.

    Left aside is what is another at every closing or in every version: the version of the software in the head, the
    rows' ids, and the hashes, which follow from the parts.
    """
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3")) as database:
        ((release, policy, record),) = database.execute(
            "SELECT id, policy_sha, record FROM release WHERE round_id = ?", [UUID(round_id).hex]
        )
        rows = database.execute(
            "SELECT kind, key, body FROM release_part WHERE release_id = ? ORDER BY kind, key", [release]
        )
        parts = [{"kind": kind, "key": key, "body": json.loads(body)} for kind, key, body in rows]
    for part in parts:
        part["body"].pop("software", None)
    return {"policy_sha": policy, "record": json.loads(record), "parts": parts}


def compared(release: dict[str, Any]) -> dict[str, Any]:
    """Return a release without what a later version is meant to give otherwise: `states/README.md` says what and why."""
    parts = [json.loads(json.dumps(part)) for part in release["parts"] if part["kind"] != "analysis"]
    for part in parts:
        body = part["body"]
        for name in ("format", *PROVENANCE):
            body.pop(name, None)
        for group in body.get("groups", ()):
            group.pop("counts", None)
        for block in body.get("blocks", ()):
            for name in ("answers", "candidates", "spread"):
                block.pop(name, None)
    return {"policy_sha": release["policy_sha"], "parts": parts}


def read(file: Path) -> Any:
    """Return what a JSON file holds."""
    return json.loads(file.read_text(encoding="utf-8"))


def write(file: Path, content: object) -> None:
    """Write a JSON file, the same content as the same bytes."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")

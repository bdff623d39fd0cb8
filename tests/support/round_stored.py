"""Everything that an installation keeps, as whoever steals it would read it: rows of the database, and files."""

from __future__ import annotations

import base64
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection

# What any request moves, and what says nothing of a round.
_MOVES = ("django_session", "staff_cache", "django_migrations", "mail_pace")


def dump() -> Iterator[tuple[str, str, bytes]]:
    """Yield every stored value that is text or bytes, with where it stands."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, memoryview | bytes):
                        yield table, name, bytes(value)
                    elif isinstance(value, str | dict | list):
                        yield table, name, str(value).encode("utf-8", "backslashreplace")


def everything() -> Counter[str]:
    """Every row that is stored, but those that any request moves."""
    found: Counter[str] = Counter()
    for table in connection.introspection.table_names():
        if table not in _MOVES:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                found.update(f"{table} {_plain(row)!r}" for row in cursor.fetchall())
    return found


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    """PostgreSQL gives a view of its memory for bytes, and each is another one."""
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def forms_of(secret: bytes) -> tuple[bytes, ...]:
    """A secret as bytes and as the texts that it could stand in."""
    return (secret, secret.hex().encode(), base64.b64encode(secret), base64.urlsafe_b64encode(secret))


def escrow() -> Path:
    """The folder of second copies."""
    return Path(os.environ["FAGSPEJL_ESCROW"])


def key_files(round_id: UUID) -> dict[str, bytes]:
    """Every file in the folders of keys that is named after a round, but for its marker and its empty lock."""
    found = {}
    for folder in (settings.KEYS, escrow()):
        for path in sorted(folder.glob(f"*{round_id}*")):
            if path.suffix not in (".destroyed", ".lock"):
                found[f"{folder.name}/{path.name}"] = path.read_bytes()
    return found


class Files:
    """The files of the data folder, read again where they are others than before."""

    def __init__(self) -> None:
        self._known: set[tuple[str, int, int]] = set()

    def hold(self, secrets: Iterable[bytes]) -> list[str]:
        """Return which files that are new hold one of these secrets."""
        sought, found = list(secrets), []
        for path in settings.DATA.rglob("*"):
            if path.is_file():
                told = path.stat()
                mark = (str(path), told.st_size, told.st_mtime_ns)
                if mark not in self._known:
                    self._known.add(mark)
                    held = path.read_bytes()
                    found += [str(path) for one in sought if one in held]
        return found


def emptied() -> None:
    """Begin anew: no row, no key, no backup, no mail."""
    call_command("flush", verbosity=0, interactive=False)
    for folder in (settings.KEYS, escrow(), settings.DATA):
        for path in folder.rglob("*"):
            if path.is_file() and path.name not in ("mail.secret", "site.secret"):
                path.unlink()
    mail.outbox = []

"""A site of its own with open rooms, on the database of the run, for servers that tests kill or crowd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.forked import ForkServer, fork_server
from support.site_process import environment


@dataclass(frozen=True)
class ServedRoom:
    """The keys of a room, and the tokens of the phones in it."""

    id: str
    code: str
    control: str
    display: str
    phones: list[str]
    revision: int


@dataclass
class ServedRooms:
    """The site's folder, what its processes are told, and its rooms."""

    folder: Path
    extra: dict[str, str]
    rooms: list[ServedRoom]
    _work: ForkServer
    _base: str

    def run(self, task: str, **facts: Any) -> Any:
        """Do a piece of `support.served_room_work` on the site."""
        return self._work.run(task, self._base, **facts)

    def lost(self, acknowledged: Mapping[str, int]) -> list[str]:
        """Return what was acknowledged last and is not what is kept."""
        found = self.run("kept", tokens=list(acknowledged))["answers"]
        return [
            f"{value} kept as {found[token]}"
            for token, value in acknowledged.items()
            if found[token] != value
        ]


@contextmanager
def served_rooms(
    folder: Path, database: dict[str, str], *, rooms: int = 1, phones: int = 5, phase: str = "judge"
) -> Iterator[ServedRooms]:
    """Make the site and open rooms. `database`: the setting that names an empty one; none for SQLite."""
    extra = {**database, "FAGSPEJL_ESCROW": str(folder / "escrow"), "FAGSPEJL_PROXIES": "127.0.0.1"}
    told = environment(folder, **extra)
    (folder / "data").mkdir(mode=0o700)
    base = str(folder / "data" / "fagspejl.sqlite3")
    if (address := extra.get("FAGSPEJL_DATABASE")) is not None:
        base = address.partition("@/")[2].partition("?")[0]
    ours = {name: value for name, value in told.items() if name.startswith("FAGSPEJL_")}
    with fork_server("support.served_room_work", ours) as work:
        made = work.run("prepare", base, rooms=rooms, phones=phones, phase=phase)
        yield ServedRooms(folder, extra, [ServedRoom(**one) for one in made], work, base)

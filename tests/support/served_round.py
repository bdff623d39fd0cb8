"""A site of its own with an open round, on the database of the run, for servers that tests kill."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.forked import ForkServer, fork_server
from support.site_process import environment


@dataclass
class ServedRound:
    """The site's folder, what its processes are told, its round and everybody's link."""

    folder: Path
    extra: dict[str, str]
    home: str
    links: list[str]
    _work: ForkServer
    _base: str

    def run(self, task: str, **facts: Any) -> Any:
        """Do a piece of `support.served_work` on the site; with its round, unless `home` names another."""
        return self._work.run(task, self._base, **{"home": self.home, **facts})


@contextmanager
def served_round(
    folder: Path, database: dict[str, str], people: int, two_leaders: int = 0
) -> Iterator[ServedRound]:
    """Make the site and open its round. `database`: the setting that names an empty one; none for SQLite.

    `two_leaders`: how many people are asked about two leaders.
    """
    extra = {**database, "FAGSPEJL_ESCROW": str(folder / "escrow")}
    told = environment(folder, **extra)
    (folder / "data").mkdir(mode=0o700)
    base = str(folder / "data" / "fagspejl.sqlite3")
    if (address := extra.get("FAGSPEJL_DATABASE")) is not None:
        base = address.partition("@/")[2].partition("?")[0]
    ours = {name: value for name, value in told.items() if name.startswith("FAGSPEJL_")}
    with fork_server("support.served_work", ours) as work:
        made = work.run("prepare", base, people=people, two_leaders=two_leaders)
        yield ServedRound(folder, extra, made["round"], made["links"], work, base)

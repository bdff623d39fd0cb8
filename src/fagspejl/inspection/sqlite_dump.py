"""An SQLite database opened for reading only: tables by SQL, order and left-overs by its pages. Pure."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

from fagspejl.inspection.order import Near
from fagspejl.inspection.pages import INDEX_INNER, INDEX_LEAF, TABLE_LEAF, Frame, Pages, serial_types
from fagspejl.inspection.schema import ANSWERS, INVITATIONS, MAY_SHARE
from fagspejl.inspection.types import Fault, Finding, Limit, Named, Seen, Table, Thing

_LOCATOR_TYPE, _ROUND_TYPE = 12 + 2 * 32, 12 + 2 * 16  # a blob's type in a record's header: 12 + 2 x length
_OURS = "SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'"
_NONE = Table("", (), (), False, "")


class SqliteDump:
    """One database file, with its log if there is one. Neither is changed, and nothing is put beside them."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        """Open. Raises PagesUnreadable, sqlite3.Error, OSError."""
        self.place = str(path)
        self._whole = tempfile.TemporaryDirectory() if _is_stray_copy(path) else None
        self._base = sqlite3.connect(self._address(path), uri=True, isolation_level=None)
        self._base.execute("PRAGMA query_only = ON")
        self._base.execute("BEGIN")  # one view of the whole, also while people answer
        self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self.pages = Pages(path)

    def _address(self, path: Path) -> str:
        """Return the address under which SQLite writes nothing: the file, or file and log put together elsewhere."""
        if self._whole is None:
            mode = "mode=ro" if _size(path, "-wal") else "immutable=1"
            return f"{path.resolve().as_uri()}?{mode}"
        target = Path(self._whole.name) / "whole.sqlite3"
        with closing(Pages(path)) as pages, target.open("wb") as file:
            for number in range(1, pages.count + 1):
                file.write(pages.page(number))
        return f"{target.as_uri()}?immutable=1"

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()
        self.pages.close()
        if self._whole is not None:
            self._whole.cleanup()

    @cached_property
    def _tables(self) -> dict[str, Table]:
        found: dict[str, Table] = {}
        orders = {name: not bool(without) for _, name, _, _, without, _ in self._ask("PRAGMA table_list")}
        for name, sql in self._ask(_OURS, "table"):
            columns = tuple(row[1] for row in self._ask(f"PRAGMA table_xinfo({_quoted(name)})"))
            foreign = tuple(
                (row[3], row[2]) for row in self._ask(f"PRAGMA foreign_key_list({_quoted(name)})")
            )
            found[name] = Table(name, columns, foreign, orders.get(name, True), sql or "")
        return found

    def tables(self) -> Mapping[str, Table]:
        """Return every table."""
        return self._tables

    def things(self) -> Iterator[Named]:
        """Yield views, triggers, indexes, and the numbers that a file's head and counters keep."""
        for kind in (Thing.VIEW, Thing.TRIGGER):
            for name, of, sql in self._ask(
                "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = ?", kind
            ):
                yield Named(kind, name, of, sql or "")
        for name, of, sql in self._ask("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index'"):
            columns = [row[2] or "?" for row in self._ask(f"PRAGMA index_info({_quoted(name)})")]
            parts = _flat_sql(sql or "").partition(" where ")
            text = parts[0].partition(f"on {of}")[2].strip(" ()") if "?" in columns else ", ".join(columns)
            yield Named(Thing.INDEX, name, of, f"{text} where {parts[2]}" if parts[2] else text)
        for name in ("user_version", "application_id"):
            if self._ask(f"PRAGMA {name}")[0][0]:
                yield Named(Thing.NUMBER, name)
        for (name,) in self._ask("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'"):
            yield Named(Thing.STATISTICS, name)
        if self._ask("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"):
            for (name,) in self._ask("SELECT name FROM sqlite_sequence"):
                counts = "AUTOINCREMENT" in self._tables[name].definition if name in self._tables else False
                if not counts:
                    yield Named(Thing.SEQUENCE, str(name))

    def refusals(self) -> Mapping[str, str]:
        """Return trigger name -> its text."""
        return {name: sql or "" for name, sql in self._ask(_OURS, "trigger")}

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they lie."""
        names = ", ".join(map(_quoted, columns))
        return iter(self._base.execute(f"SELECT {names} FROM {_quoted(table)}"))  # noqa: S608 - quoted names

    def _ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._base.execute(sql, values).fetchall()

    def physical(self, people: frozenset[str], closed: frozenset[bytes]) -> tuple[list[Fault], list[Seen]]:
        """Look at freed pages, pages written together, answers left in the log, and the order of arrival."""
        together, seen = self._together(people)
        if self.order_shown():
            seen.append(Seen(Limit.ORDER_SEEN))
        return [*self._freed(), *together, *self._left_in_log(closed)], seen

    def _freed(self) -> Iterator[Fault]:
        kept = sum(1 for _, data in self.pages.freed() if any(data))
        if kept:
            yield Fault(Finding.FREED_NOT_EMPTY, Path(self.place).name, {"pages": kept})

    def _together(self, people: frozenset[str]) -> tuple[list[Fault], list[Seen]]:
        """Transactions in the log that wrote an answer and a row of a person, and those that did so back to back."""
        owners = self.owners()
        never = (frozenset(self._tables) - MAY_SHARE) | people
        groups: list[tuple[bool, set[str]]] = []
        for group in transactions(self.pages.frames):
            if len(group) >= group[-1].commit:
                continue  # the whole file was rewritten
            named = {
                owner
                for frame in group
                if (owner := owners.get(frame.number, "")) in never and self._is_row_page(frame)
            }
            groups.append((any(answers_on(self.pages, frame) for frame in group), named))
        both = set().union(*(named for answers, named in groups if answers))
        near = Near(all=sum(answers for answers, _ in groups))
        for index, (answers, _) in enumerate(groups):
            before = groups[index - 1][1] & people if index else set()
            after = groups[index + 1][1] & people if index + 1 < len(groups) else set()
            if answers and (before or after):
                near.add(before | after, moved=after == {INVITATIONS} and near.moved < self._moves)
        faults, seen = near.told()
        return [*(Fault(Finding.TRANSACTION_SHARED, name) for name in sorted(both)), *faults], seen

    @cached_property
    def _moves(self) -> int:
        """How many links were ever given anew: without one, no answer can have moved."""
        if "generation" not in self._tables.get(INVITATIONS, _NONE).columns:
            return 0
        return int(self._ask("SELECT coalesce(sum(generation), 0) FROM invitation")[0][0])

    def _is_row_page(self, frame: Frame) -> bool:
        kind, cells, _ = self.pages.parse(frame.page, frame.number)
        return kind == TABLE_LEAF and bool(cells)

    def _left_in_log(self, closed: frozenset[bytes]) -> Iterator[Fault]:
        left = sum(1 for frame in self.pages.frames if set(answers_on(self.pages, frame)) & closed)
        if left:
            yield Fault(Finding.REMAINS_LEFT, Path(self.place).name + "-wal", {"pages": left})

    def owners(self) -> dict[int, str]:
        """Return page number -> table, for every page of a row or an index."""
        found: dict[int, str] = {}
        roots = self._ask("SELECT tbl_name, rootpage FROM sqlite_master WHERE rootpage > 0")
        for name, root in [("sqlite_master", 1), *roots]:
            for number, _, cells in self.pages.tree(root):
                found[number] = name
                for cell in cells:
                    found.update(dict.fromkeys(self.pages.chain(cell.overflow), name))
        return found

    def places(self) -> list[tuple[bytes, int]]:
        """Return (locator, number of the page that holds the rest of the blob) in the order of the file's tree."""
        ((root,),) = self._ask("SELECT rootpage FROM sqlite_master WHERE name = ?", ANSWERS)
        found = []
        for _, _, cells in self.pages.tree(root):
            for cell in cells:
                start = cell.local[0]
                found.append((cell.local[start : start + 32], cell.overflow))
        return found

    def order_shown(self) -> bool:
        """Whether the places of answers, or the log, tell in which order they came."""
        numbers = [number for _, number in self.places()]
        in_log = any(True for frame in self.pages.frames if any(answers_on(self.pages, frame)))
        return in_log or numbers != sorted(numbers)


def transactions(frames: Sequence[Frame]) -> Iterator[list[Frame]]:
    """Yield the frames of the log that were committed together. A rest whose end is missing is left out."""
    group: list[Frame] = []
    for frame in frames:
        if group and group[-1].salt != frame.salt:
            group = []
        group.append(frame)
        if frame.commit:
            yield group
            group = []


def answers_on(pages: Pages, frame: Frame) -> list[bytes]:
    """Return the rounds of the answer rows that lie on a page, known by the shape of their records."""
    kind, cells, _ = pages.parse(frame.page, frame.number)
    if kind not in (INDEX_LEAF, INDEX_INNER):  # a table without row numbers keeps rows on its inner pages too
        return []
    rounds = []
    for cell in cells:
        types = serial_types(cell.local)
        if types[:2] == [_LOCATOR_TYPE, _ROUND_TYPE]:
            start = cell.local[0] + 32
            rounds.append(cell.local[start : start + 16])
    return rounds


def _is_stray_copy(path: Path) -> bool:
    """Whether a log lies beside the file that no process is using: SQLite would have to write to read it."""
    return _size(path, "-wal") > 0 and not path.with_name(path.name + "-shm").exists()


def _size(path: Path, ending: str) -> int:
    beside = path.with_name(path.name + ending)
    return beside.stat().st_size if beside.exists() else 0


def _flat_sql(text: str) -> str:
    return " ".join(text.replace('"', "").lower().split())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

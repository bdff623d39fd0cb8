"""What a look from outside can find. Pure; words stand in words.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

OPEN_STATES = ("open", "closing")
CLOSED_STATES = ("keys_gone", "published", "cancelled")


class Check(StrEnum):
    """What is looked at, in order; the summary says each in words."""

    COLUMNS = "columns"
    REFUSALS = "refusals"
    SEALED = "sealed"
    VALUES = "values"
    ORDER = "order"
    FILES = "files"
    POLICY = "policy"
    CLOSED = "closed"
    RELEASE = "release"
    MARKS = "marks"
    PARTS = "parts"


class Thing(StrEnum):
    """What a database may hold beside rows; only what is on the list may be there."""

    TABLE = "table"
    VIEW = "view"
    MATERIALIZED_VIEW = "materialized_view"
    FOREIGN_TABLE = "foreign_table"
    SEQUENCE = "sequence"
    INDEX = "index"
    TRIGGER = "trigger"
    EVENT_TRIGGER = "event_trigger"
    RULE = "rule"
    ROW_POLICY = "row_policy"
    SCHEMA = "schema"
    FUNCTION = "function"
    TYPE = "type"
    EXTENSION = "extension"
    PUBLICATION = "publication"
    SUBSCRIPTION = "subscription"
    SLOT = "slot"
    STATISTICS = "statistics"
    COMMENT = "comment"
    DEFAULT = "default"
    CONSTRAINT = "constraint"
    LARGE_OBJECT = "large_object"
    NUMBER = "number"


class Unseen(StrEnum):
    """What no look of this kind can see; said every time."""

    KEY_COPIES = "key_copies"
    ELSEWHERE = "elsewhere"
    BEFORE = "before"
    CHANCE = "chance"
    LINK_PARTS = "link_parts"
    DISGUISED = "disguised"
    CONTROL = "control"
    SERVER_FILES = "server_files"


class Finding(StrEnum):
    """The faults: each one breaks the promise."""

    COLUMN_ADDED = "column_added"
    THING_ADDED = "thing_added"
    STATISTICS_KEPT = "statistics_kept"
    JOURNAL_LEFT = "journal_left"
    MARK_UNEXPLAINED = "mark_unexplained"
    LEASE_LEFT = "lease_left"
    PARTS_REPEAT = "parts_repeat"
    LINK_IN_TABLE = "link_in_table"
    KEY_IN_TABLE = "key_in_table"
    ANSWER_IN_TABLE = "answer_in_table"
    PART_IN_FILE = "part_in_file"
    TRANSACTION_CONTINUED = "transaction_continued"
    COLUMN_TELLS = "column_tells"
    KEY_TO_ANSWER = "key_to_answer"
    KEY_TO_INVITATION = "key_to_invitation"
    ANSWERS_KEEP_ORDER = "answers_keep_order"
    REFUSAL_MISSING = "refusal_missing"
    FLOOR_MISSING = "floor_missing"
    SETTING = "setting"
    NOT_SEALED = "not_sealed"
    SEALED_TWICE = "sealed_twice"
    PLACE_GUESSED = "place_guessed"
    VALUE_SHARED = "value_shared"
    TOO_MANY_ROWS = "too_many_rows"
    ROUND_UNKNOWN = "round_unknown"
    TRANSACTION_SHARED = "transaction_shared"
    TRANSACTIONS_NEXT = "transactions_next"
    FREED_NOT_EMPTY = "freed_not_empty"
    POLICY_WEAK = "policy_weak"
    POLICY_HASH = "policy_hash"
    ANSWERS_LEFT = "answers_left"
    REMAINS_LEFT = "remains_left"
    LOOKUPS_LEFT = "lookups_left"
    MARKER_MISSING = "marker_missing"
    KEY_LEFT = "key_left"
    FROZEN_COPY_LEFT = "frozen_copy_left"
    RELEASE_MISSING = "release_missing"
    RELEASE_EARLY = "release_early"
    RELEASE_DAMAGED = "release_damaged"
    RELEASE_FAULT = "release_fault"
    LINK_IN_FILE = "link_in_file"
    PATH_IN_FILE = "path_in_file"
    KEY_IN_FILE = "key_in_file"
    ANSWER_IN_FILE = "answer_in_file"
    FILE_UNREADABLE = "file_unreadable"


class Limit(StrEnum):
    """What can be seen although the promise holds, and what could not be looked at."""

    ROWS_COUNTED = "rows_counted"
    ORDER_SEEN = "order_seen"
    MOVES_SEEN = "moves_seen"
    NEIGHBOURS_SEEN = "neighbours_seen"
    FILE_CLOSED = "file_closed"
    SEALED_WITH_KEY = "sealed_with_key"
    OLD_BACKUP = "old_backup"
    OLD_BACKUP_AND_COPY = "old_backup_and_copy"
    OLD_BACKUP_BY_WORD = "old_backup_by_word"
    COPY_UNCONFIRMED = "copy_unconfirmed"
    COPY_BY_WORD = "copy_by_word"
    KEYS_UNSEEN = "keys_unseen"
    KEY_AND_SERVER = "key_and_server"
    RESTORED = "restored"
    OLDER_THAN_KEY = "older_than_key"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where (a table, a file, a round), the facts its sentence needs, and the round it concerns if one."""

    finding: Finding
    where: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    round: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One limit, with the facts its sentence needs."""

    limit: Limit
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round as the database tells of it. `policy` is None where no row stands."""

    id: str
    title: str
    state: str
    key_check: bytes
    keys_destroyed_on: str
    instrument: str
    policy: Mapping[str, Any] | None
    policy_sha: str
    rows: int
    invitations: int
    lookups: int
    copy_confirmed_on: str = ""  # by its holders: that a copy of the key is destroyed
    reports_deleted_on: str = ""  # as their time was over

    @property
    def has_copy_outside(self) -> bool:
        """Whether people were given a copy of the key, or what opens it: no look can see where it is now."""
        access = self.policy.get("access") if isinstance(self.policy, Mapping) else None
        return isinstance(access, Mapping) and access.get("escrow") in ("offline", "witnessed")

    @property
    def copy_is_open(self) -> bool:
        """Whether that person may still have it."""
        return self.has_copy_outside and not self.copy_confirmed_on


@dataclass(frozen=True, slots=True)
class Inspected:
    """The whole look: what was looked at, which rounds, what was found, what was left out."""

    place: str
    kind: str
    rounds: tuple[RoundSeen, ...]
    faults: tuple[Fault, ...]
    limits: tuple[Seen, ...]
    checked: tuple[Check, ...]
    skipped: tuple[str, ...]
    files: int
    unseen: tuple[Unseen, ...] = tuple(Unseen)


@dataclass(frozen=True, slots=True)
class Table:
    """One table as the database describes it. `foreign` are (column, other table)."""

    name: str
    columns: tuple[str, ...]
    foreign: tuple[tuple[str, str], ...]
    keeps_order: bool
    definition: str


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a database holds beside rows. `of`: its table, if any; `text`: what it is made of."""

    kind: Thing
    name: str
    of: str = ""
    text: str = ""


class Dump(Protocol):
    """A database opened for reading only."""

    kind: str
    place: str

    def tables(self) -> Mapping[str, Table]:
        """Return every table of ours and of the framework."""

    def things(self) -> Iterator[Named]:
        """Yield what it holds beside tables and rows. An index's text is what it is kept in order of."""

    def refusals(self) -> Mapping[str, str]:
        """Return trigger name -> what it does."""

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, in the order in which they lie."""

    def physical(self, people: frozenset[str], closed: frozenset[bytes]) -> tuple[list[Fault], list[Seen]]:
        """Look at order, transactions and what deletion left. `people`: tables whose rows name persons."""

    def close(self) -> None:
        """Let go of the database."""

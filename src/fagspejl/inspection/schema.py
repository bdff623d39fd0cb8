"""Which tables, columns, keys and refusals the storage model has, and what is too much or missing. Pure.

The tables that answers hang on are listed column by column; elsewhere no column may tell that somebody answered.
Source: docs/explanation/rules.md 3.2, 3.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from fagspejl.inspection.known import known
from fagspejl.inspection.types import Fault, Finding, Named, Table, Thing

ANSWERS = "response"
INVITATIONS = "invitation"
QUESTIONNAIRES = "questionnaire"
COLUMNS: dict[str, frozenset[str]] = {
    ANSWERS: frozenset({"locator", "round", "blob"}),
    INVITATIONS: frozenset(
        {
            "id",
            "round_id",
            "person_id",
            "leader_id",
            "perspective",
            "form",
            "generation",
            "moving",
            "lookup",
            "revoked",
        }
    ),
    "outbox": frozenset({"id", "mailing_id", "person_id", "state", "lease"}),
    "round_policy": frozenset(
        {
            "round_id",
            "k",
            "k_distribution",
            "k_comments",
            "comment_authors",
            "values",
            "sha256",
            "rules",
            "promised",
            "registered",
        }
    ),
    "release": frozenset({"id", "policy_sha", "root_sha", "record", "round_id"}),
    "release_part": frozenset({"id", "release_id", "kind", "key", "body", "sha256"}),
}
# Closing deletes one round's answers together with rows of these, beside another round's answers on the same page.
MAY_SHARE = frozenset(
    {ANSWERS, "release", "release_part", "round", "round_policy", "round_rates", "access_log"}
)
NEEDED = (*COLUMNS, "round", "person")
# Tables about staff at work with the system: when they logged in says nothing of answers.
STAFF = re.compile(r"^(staff|account|mfa|django|auth|socialaccount|usersessions|access_log|shared_cache)")
_INTERNAL = re.compile(r"^sqlite_")  # named among things
_TELLS = re.compile(
    r"answered|respond|response|submit|complet|click|visit|viewed|read_at|seen|opened|started|sent|saved|replied"
    r"|reminded|created|updated|changed|modified|timestamp|last_|(^|_)ip(_|$)|agent|browser|device"
)
# (name, table, event, condition) as the migrations install them; a test holds the two together.
_NOT_DRAFT = "(SELECT state FROM round WHERE id = {row}.round_id) <> 'draft'"
_NOT_OVER = "(SELECT reports_deleted_on FROM round WHERE id = {round}) IS NULL"
_NOT_SHORTENED = (  # how the number is read differs between the databases
    "NOT EXISTS (SELECT 1 FROM access_log WHERE object = 'access_log' AND event = 'log_shortened' "
    "AND number > OLD.number AND OLD.number <= "
)
REFUSALS: tuple[tuple[str, str, str, str], ...] = (
    ("part_no_update", "release_part", "UPDATE", "1 = 1"),
    (
        "part_no_delete",
        "release_part",
        "DELETE",
        _NOT_OVER.format(round="(SELECT round_id FROM release WHERE id = OLD.release_id)"),
    ),
    ("release_no_update", "release", "UPDATE", "1 = 1"),
    ("release_no_delete", "release", "DELETE", _NOT_OVER.format(round="OLD.round_id")),
    ("policy_no_update", "round_policy", "UPDATE", _NOT_DRAFT.format(row="OLD")),
    ("policy_no_move", "round_policy", "UPDATE", _NOT_DRAFT.format(row="NEW")),
    ("policy_no_late", "round_policy", "INSERT", _NOT_DRAFT.format(row="NEW")),
    ("policy_no_delete", "round_policy", "DELETE", _NOT_DRAFT.format(row="OLD")),
    (
        "round_no_reopening",
        "round",
        "UPDATE",
        "(OLD.state <> 'draft' AND NEW.state = 'draft') "
        "OR (NEW.state = 'open' AND OLD.state NOT IN ('draft', 'open'))",
    ),
    (
        "round_opens_witnessed",
        "round",
        "UPDATE",
        "OLD.state = 'draft' AND NEW.state <> 'draft' AND EXISTS (SELECT 1 FROM round_policy p "
        'WHERE p.round_id = NEW.id AND CAST(p."values" AS text) LIKE \'%"escrow": "witnessed"%\') '
        "AND (SELECT COUNT(*) FROM key_half h JOIN witnessed_key w ON w.round_id = h.round_id AND w.turn = h.turn "
        "WHERE h.round_id = NEW.id AND h.read_back_on IS NOT NULL AND h.lost_on IS NULL) <> 2",
    ),
    ("key_half_is_kept", "key_half", "DELETE", _NOT_DRAFT.format(row="OLD")),
    (
        "lot_is_drawn_once",
        "round_lot",
        "UPDATE",
        "NEW.document <> OLD.document OR NEW.seed <> OLD.seed OR NEW.theme <> OLD.theme OR (OLD.drawn_on IS NOT NULL "
        "AND (NEW.drawn_on IS NULL OR NEW.begins IS NULL OR NEW.later IS NULL OR CAST(NEW.begins AS text) <> "
        "CAST(OLD.begins AS text) OR CAST(NEW.later AS text) <> CAST(OLD.later AS text)))",
    ),
    ("access_no_update", "access_log", "UPDATE", "1 = 1"),
    ("access_no_delete", "access_log", "DELETE", _NOT_SHORTENED),
)
_FLOORS = "policy_at_or_above_floors"
_FLOOR_PARTS = ("k", "k_distribution", "k_comments", "comment_authors")


def people_tables(tables: Mapping[str, Table]) -> frozenset[str]:
    """Return the tables whose rows name a person, directly or through other tables. Staff's own are not among them."""
    found = {"person", INVITATIONS}
    while more := {
        name
        for name, table in tables.items()
        if name not in found and not STAFF.match(name) and any(other in found for _, other in table.foreign)
    }:
        found |= more
    return frozenset(found & set(tables))


def schema_faults(tables: Mapping[str, Table], *, copy: bool = False) -> Iterator[Fault]:
    """Name what is too much. A copy (backup) may hold fewer tables and no keys.

    `copy`: it may be of another version, so tables and columns elsewhere than where answers hang may differ.
    """
    people, lists = people_tables(tables), known().columns
    for name, table in tables.items():
        listed = COLUMNS.get(name) if copy else lists.get(name)
        if listed is None and not copy and not _INTERNAL.match(name):
            yield Fault(Finding.THING_ADDED, name, {"kind": Thing.TABLE})
        for column in table.columns:
            if listed is not None and column in listed:
                continue
            told = column in lists.get(name, ())  # what the site itself may hold, its copy may hold too
            if name not in COLUMNS and name in people and not told and _TELLS.search(column.lower()):
                yield Fault(Finding.COLUMN_TELLS, f"{name}.{column}")
            elif listed is not None:
                yield Fault(Finding.COLUMN_ADDED, f"{name}.{column}")
        for column, other in table.foreign:
            if ANSWERS in (name, other):
                yield Fault(Finding.KEY_TO_ANSWER, f"{name}.{column}", {"other": other})
            elif other == INVITATIONS:
                yield Fault(Finding.KEY_TO_INVITATION, f"{name}.{column}")
    if ANSWERS in tables and tables[ANSWERS].keeps_order and not copy:
        yield Fault(Finding.ANSWERS_KEEP_ORDER, ANSWERS)


def thing_faults(things: Iterable[Named]) -> Iterator[Fault]:
    """Name every view, trigger, index and so on that is not on the list."""
    for thing in things:
        if not _is_known(thing):
            where = f"{thing.of}.{thing.name}" if thing.of else thing.name
            yield Fault(Finding.THING_ADDED, where, {"kind": thing.kind})


def _is_known(thing: Named) -> bool:
    if thing.kind is Thing.INDEX:
        return thing.text in known().indexes.get(thing.of, ()) or thing.of not in known().columns
    if thing.kind is Thing.TRIGGER:
        return any(thing.name == name and thing.of == table for name, table, *_ in REFUSALS)
    if thing.kind is Thing.FUNCTION:
        return any(thing.name == name for name, *_ in REFUSALS)
    if thing.kind is Thing.EXTENSION:
        return thing.name in known().extensions
    if thing.kind is Thing.DEFAULT:
        return thing.text.startswith("nextval(")
    return thing.kind is Thing.CONSTRAINT


def refusal_faults(tables: Mapping[str, Table], refusals: Mapping[str, str]) -> Iterator[Fault]:
    """Name the refusals that are missing or refuse something else, and a policy table without its floors."""
    for name, table, event, condition in REFUSALS:
        text = _flat(refusals.get(name, ""))
        words = (_flat(condition), table, event, "RAISE")
        alone = text.count(";") == (3 if "FUNCTION" in text else 1)  # it refuses, and does nothing else
        if table in tables and not (alone and all(word.lower() in text.lower() for word in words)):
            yield Fault(Finding.REFUSAL_MISSING, table, {"name": name})
    definition = tables["round_policy"].definition if "round_policy" in tables else ""
    if _FLOORS not in definition or not all(part in definition for part in _FLOOR_PARTS):
        yield Fault(Finding.FLOOR_MISSING, "round_policy")


def _flat(text: str) -> str:
    return " ".join(text.split())

"""What PostgreSQL may hold beside tables and rows: one query for each kind, giving (name, its table, its text). Pure.

Source: PostgreSQL's documentation, chapter "System Catalogs".
"""

# ruff: noqa: S608 - queries are put together from constants of this file
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.inspection.types import Thing

_OURS: Final = "{0} NOT LIKE 'pg\\_%' AND {0} <> 'information_schema'"
_OF_US: Final = _OURS.format("n.nspname")
_NO_EXTENSION: Final = "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {0}.oid AND d.deptype = 'e')"


def _classes(kind: str) -> str:
    return (
        "SELECT c.relname::text, n.nspname::text, coalesce(pg_get_viewdef(c.oid), '') FROM pg_class c "
        f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = '{kind}' AND {_OF_US}"
    )


THINGS: Final[Mapping[Thing, str]] = {
    Thing.VIEW: _classes("v"),
    Thing.MATERIALIZED_VIEW: _classes("m"),
    Thing.FOREIGN_TABLE: "SELECT c.relname::text, n.nspname::text, '' FROM pg_class c JOIN pg_namespace n "
    f"ON n.oid = c.relnamespace WHERE c.relkind = 'f' AND {_OF_US} "
    "UNION ALL SELECT srvname::text, '', '' FROM pg_foreign_server",
    Thing.SEQUENCE: "SELECT c.relname::text, '', '' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE c.relkind = 'S' AND {_OF_US} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid "
    "AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))",
    Thing.TABLE: "SELECT n.nspname || '.' || c.relname, '', '' FROM pg_class c JOIN pg_namespace n "
    f"ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND {_OF_US} AND n.nspname <> current_schema()",
    Thing.INDEX: "SELECT i.relname::text, t.relname::text, "
    "(SELECT string_agg("
    "replace(pg_get_indexdef(x.indexrelid, k, true), '\"', ''), ', ' ORDER BY k) "
    "FROM generate_series(1, x.indnatts) AS k) "
    "|| coalesce(' where ' || lower(replace(pg_get_expr(x.indpred, x.indrelid, true), '\"', '')), '') "
    "FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
    f"JOIN pg_namespace n ON n.oid = t.relnamespace WHERE {_OF_US}",
    Thing.TRIGGER: "SELECT g.tgname::text, t.relname::text, pg_get_triggerdef(g.oid) FROM pg_trigger g "
    f"JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_namespace n ON n.oid = t.relnamespace "
    f"WHERE NOT g.tgisinternal AND {_OF_US}",
    Thing.EVENT_TRIGGER: "SELECT evtname::text, '', '' FROM pg_event_trigger",
    Thing.RULE: "SELECT r.rulename::text, c.relname::text, pg_get_ruledef(r.oid) FROM pg_rewrite r "
    "JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE r.rulename <> '_RETURN' AND {_OF_US}",
    Thing.ROW_POLICY: "SELECT p.polname::text, c.relname::text, '' FROM pg_policy p "
    "JOIN pg_class c ON c.oid = p.polrelid",
    Thing.SCHEMA: f"SELECT n.nspname::text, '', '' FROM pg_namespace n WHERE {_OF_US} "
    "AND n.nspname NOT IN (current_schema(), 'public')",
    Thing.FUNCTION: "SELECT p.proname::text, '', p.prosrc FROM pg_proc p JOIN pg_namespace n "
    f"ON n.oid = p.pronamespace WHERE {_OF_US} AND {_NO_EXTENSION.format('p')}",
    Thing.TYPE: "SELECT t.typname::text, '', '' FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace "
    f"WHERE {_OF_US} AND (t.typtype IN ('d', 'e', 'r') OR EXISTS (SELECT 1 FROM pg_class c "
    f"WHERE c.oid = t.typrelid AND c.relkind = 'c')) AND {_NO_EXTENSION.format('t')}",
    Thing.EXTENSION: "SELECT extname::text, '', '' FROM pg_extension",
    Thing.PUBLICATION: "SELECT pubname::text, '', '' FROM pg_publication",
    Thing.SUBSCRIPTION: "SELECT subname::text, '', '' FROM pg_stat_subscription",
    Thing.SLOT: "SELECT slot_name::text, '', '' FROM pg_replication_slots "
    "WHERE slot_type = 'logical' AND database = current_database()",
    Thing.STATISTICS: "SELECT stxname::text, '', '' FROM pg_statistic_ext",
    Thing.COMMENT: "SELECT c.relname::text, '', d.description FROM pg_description d JOIN pg_class c "
    "ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE {_OF_US} UNION ALL SELECT provider, '', label FROM pg_seclabel",
    Thing.DEFAULT: "SELECT a.attname::text, c.relname::text, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d "
    "JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum WHERE {_OF_US}",
    Thing.CONSTRAINT: "SELECT k.conname::text, c.relname::text, pg_get_constraintdef(k.oid) FROM pg_constraint k "
    "JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    f"WHERE k.contype IN ('c', 'x') AND {_OF_US}",
    Thing.LARGE_OBJECT: "SELECT oid::text, '', '' FROM pg_largeobject_metadata",
}
# What PostgreSQL notes, and the value that keeps answers out of its notes.
SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "track_commit_timestamp": ("off",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_parameter_max_length_on_error": ("0",),
    "log_statement_stats": ("off",),
    "log_parser_stats": ("off",),
    "log_planner_stats": ("off",),
    "log_executor_stats": ("off",),
    "debug_print_parse": ("off",),
    "debug_print_rewritten": ("off",),
    "debug_print_plan": ("off",),
    "trace_sort": ("off",),
    "log_error_verbosity": ("default", "terse"),
}
# Libraries that write statements or their values down.
WRITERS: Final = (
    "auto_explain",
    "pg_stat_statements",
    "pgaudit",
    "pg_stat_monitor",
    "pg_qualstats",
    "pg_store_plans",
)
LIBRARIES: Final = ("shared_preload_libraries", "session_preload_libraries", "local_preload_libraries")
# Settings of any role and any database of the server, each as `name=value`.
EVERYBODYS_SETTINGS: Final = (
    "SELECT coalesce(r.rolname::text, ''), unnest(s.setconfig) FROM pg_db_role_setting s "
    "LEFT JOIN pg_roles r ON r.oid = s.setrole "
    "WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"
)

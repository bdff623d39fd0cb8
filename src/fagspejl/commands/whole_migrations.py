"""Making and changing the tables so that an interruption at any moment leaves something to go on from.

Django notes a migration with indexes as done in a transaction after the one that did it. A machine that goes down in
between has a table that the next start makes again, and fails on for ever. Here both are one transaction.
"""

from __future__ import annotations

from typing import Any

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class WholeMigrations(MigrationExecutor):
    """Django's executor, with each migration and its note in one transaction (test_a_first_start_interrupted)."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        """Run a migration forwards and note it. A site never fakes one, so `fake` and `fake_initial` are False."""
        assert not fake
        assert not fake_initial
        editor: Any
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            while editor.deferred_sql:
                editor.execute(editor.deferred_sql.pop(0), params=None)
            # As Django's own, which takes other arguments in Django 6.1: one that stands for others is noted as those.
            for app, name in migration.replaces or [(migration.app_label, migration.name)]:
                self.recorder.record_applied(app, name)
        return state


def migrate() -> None:
    """Bring all tables up to this version. Raises InconsistentMigrationHistory where one is missing between others."""
    executor = WholeMigrations(connection)
    executor.loader.check_consistent_history(connection)
    emit_pre_migrate_signal(0, False, connection.alias)
    executor.migrate(executor.loader.graph.leaf_nodes())
    emit_post_migrate_signal(0, False, connection.alias)

"""A line goes only when the log itself says, in a later line, that it is shortened up to there or further."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import migrations

from fagspejl.lib.triggers import Refusal, install, remove

_NAME, _TABLE, _MESSAGE = "access_no_delete", "access_log", "the access log only grows"
# By the index on object and event this reads a few lines, however long the log.
KEPT = (
    "NOT EXISTS (SELECT 1 FROM access_log WHERE object = 'access_log' AND event = 'log_shortened' "
    "AND number > OLD.number AND OLD.number <= "
)
_UP_TO = {"sqlite": "json_extract(facts, '$.up_to'))", "postgresql": "CAST(facts ->> 'up_to' AS bigint))"}
BEFORE = (Refusal(_NAME, _TABLE, "DELETE", "1 = 1", _MESSAGE),)
REFUSALS = (Refusal(_NAME, _TABLE, "DELETE", KEPT, _MESSAGE),)


def allow_shortening(editor: Any) -> None:
    """Put the trigger up that lets old lines go, in place of the one that lets none."""
    remove(editor, BEFORE)
    condition = KEPT + _UP_TO[editor.connection.vendor]
    install(editor, tuple(replace(refusal, condition=condition) for refusal in REFUSALS))


def _install(apps: Any, editor: Any) -> None:
    allow_shortening(editor)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)
    install(editor, BEFORE)


class Migration(migrations.Migration):
    """Replace the trigger."""

    dependencies = (("audit", "0002_log_only_grows"),)
    operations = (migrations.RunPython(_install, _remove),)

"""A Release is deleted when its round says that its time is over, and never changed."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from fagspejl.lib.triggers import Refusal, install, remove

_MESSAGE = "a release never changes"
_KEPT = "(SELECT reports_deleted_on FROM round WHERE id = {round}) IS NULL"
_OF_PART = "(SELECT round_id FROM release WHERE id = OLD.release_id)"
BEFORE = (
    Refusal("part_no_delete", "release_part", "DELETE", "1 = 1", _MESSAGE),
    Refusal("release_no_delete", "release", "DELETE", "1 = 1", _MESSAGE),
)
REFUSALS = (
    Refusal("part_no_delete", "release_part", "DELETE", _KEPT.format(round=_OF_PART), _MESSAGE),
    Refusal("release_no_delete", "release", "DELETE", _KEPT.format(round="OLD.round_id"), _MESSAGE),
)


def _install(apps: Any, editor: Any) -> None:
    remove(editor, BEFORE)
    install(editor, REFUSALS)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)
    install(editor, BEFORE)


class Migration(migrations.Migration):
    """Replace the two triggers."""

    dependencies = (
        ("disclosure", "0002_release_is_frozen"),
        ("evaluation", "0010_reports_are_deleted"),
    )
    operations = (migrations.RunPython(_install, _remove),)

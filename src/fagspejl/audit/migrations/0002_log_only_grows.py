"""The access log only grows: the database refuses to change or delete a row."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from fagspejl.lib.triggers import Refusal, install, remove

REFUSALS = (
    Refusal("access_no_update", "access_log", "UPDATE", "1 = 1", "the access log only grows"),
    Refusal("access_no_delete", "access_log", "DELETE", "1 = 1", "the access log only grows"),
)


def _install(apps: Any, editor: Any) -> None:
    install(editor, REFUSALS)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove)]

"""A Release never changes: no UPDATE or DELETE of what was sealed, whoever asks."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from fagspejl.lib.triggers import Refusal, install, remove

REFUSALS = (
    Refusal("part_no_update", "release_part", "UPDATE", "1 = 1", "a release never changes"),
    Refusal("part_no_delete", "release_part", "DELETE", "1 = 1", "a release never changes"),
    Refusal("release_no_update", "release", "UPDATE", "1 = 1", "a release never changes"),
    Refusal("release_no_delete", "release", "DELETE", "1 = 1", "a release never changes"),
)


def _install(apps: Any, editor: Any) -> None:
    install(editor, REFUSALS)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = [("disclosure", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove)]

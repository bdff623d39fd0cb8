"""A policy can be changed only while its round is a draft; the database itself refuses."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from fagspejl.lib.triggers import Refusal, install, remove

_NOT_DRAFT = "(SELECT state FROM round WHERE id = {row}.round_id) <> 'draft'"
REFUSALS = (
    Refusal(
        "policy_no_update", "round_policy", "UPDATE", _NOT_DRAFT.format(row="OLD"), "the policy is frozen"
    ),
    Refusal("policy_no_move", "round_policy", "UPDATE", _NOT_DRAFT.format(row="NEW"), "the policy is frozen"),
    Refusal("policy_no_late", "round_policy", "INSERT", _NOT_DRAFT.format(row="NEW"), "the policy is frozen"),
    Refusal(
        "policy_no_delete", "round_policy", "DELETE", _NOT_DRAFT.format(row="OLD"), "the policy is frozen"
    ),
    Refusal(
        "round_no_reopening",
        "round",
        "UPDATE",
        "(OLD.state <> 'draft' AND NEW.state = 'draft') OR (NEW.state = 'open' AND OLD.state NOT IN ('draft', 'open'))",
        "a round never goes back",
    ),
)


def _install(apps: Any, editor: Any) -> None:
    install(editor, REFUSALS)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)


class Migration(migrations.Migration):
    """Install the triggers."""

    dependencies = [("evaluation", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove)]

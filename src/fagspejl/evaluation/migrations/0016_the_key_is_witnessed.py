"""A second copy of the key that two people hold together; the database itself lets no round open without both."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from fagspejl.lib.triggers import Refusal, install, remove

_WITNESSED = (
    "EXISTS (SELECT 1 FROM round_policy p WHERE p.round_id = NEW.id "
    'AND CAST(p."values" AS text) LIKE \'%"escrow": "witnessed"%\')'
)
_SAFE = (
    "(SELECT COUNT(*) FROM key_half h JOIN witnessed_key w ON w.round_id = h.round_id AND w.turn = h.turn "
    "WHERE h.round_id = NEW.id AND h.read_back_on IS NOT NULL AND h.lost_on IS NULL)"
)
REFUSALS = (
    Refusal(
        "round_opens_witnessed",
        "round",
        "UPDATE",
        f"OLD.state = 'draft' AND NEW.state <> 'draft' AND {_WITNESSED} AND {_SAFE} <> 2",
        "both halves of the key are read back first",
    ),
    Refusal(
        "key_half_is_kept",
        "key_half",
        "DELETE",
        "(SELECT state FROM round WHERE id = OLD.round_id) <> 'draft'",
        "who holds the key is not forgotten",
    ),
)


def _install(apps: Any, editor: Any) -> None:
    install(editor, REFUSALS)


def _remove(apps: Any, editor: Any) -> None:
    remove(editor, REFUSALS)


class Migration(migrations.Migration):
    """Two tables, without a secret in them, and two triggers."""

    dependencies = (("evaluation", "0015_questionnaires_are_kept"),)
    operations = (
        migrations.CreateModel(
            name="WitnessedKey",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="witnessed",
                        serialize=False,
                        to="evaluation.round",
                    ),
                ),
                ("turn", models.PositiveIntegerField()),
                ("key_check", models.BinaryField(max_length=32)),
                ("sealed_sha256", models.BinaryField(max_length=32)),
                ("made_on", models.DateField()),
            ],
            options={"db_table": "witnessed_key"},
        ),
        migrations.CreateModel(
            name="KeyHalf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("turn", models.PositiveIntegerField()),
                (
                    "holder",
                    models.CharField(
                        choices=[("planner", "planner"), ("representative", "representative")], max_length=14
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("account", models.CharField(blank=True, max_length=64)),
                ("person", models.UUIDField(null=True)),
                ("commitment", models.BinaryField(max_length=32)),
                ("lookup", models.BinaryField(max_length=32, null=True, unique=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("read_back_on", models.DateField(null=True)),
                ("lost_on", models.DateField(null=True)),
                ("destroyed_on", models.DateField(null=True)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_halves",
                        to="evaluation.round",
                    ),
                ),
            ],
            options={"db_table": "key_half"},
        ),
        migrations.AddConstraint(
            model_name="keyhalf",
            constraint=models.UniqueConstraint(fields=("round", "holder"), name="one_half_of_each_holder"),
        ),
        migrations.AddConstraint(
            model_name="keyhalf",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("read_back_on__isnull", True), ("taken_at__isnull", False), _connector="OR"
                ),
                name="only_a_sheet_is_read_back",
            ),
        ),
        migrations.RunPython(_install, _remove),
    )

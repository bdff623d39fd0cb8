"""The tables of the engine. PostgreSQL takes no samples of what people answer: those would outlive the rows."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_PEOPLE = (
    "workspace_response",
    "workspace_participant",
    "workspace_slip",
    "workspace_reveal",
    "workspace_session",
)


def _no_samples(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        return
    for table in _PEOPLE:
        with editor.connection.cursor() as cursor:
            columns = [
                column.name for column in editor.connection.introspection.get_table_description(cursor, table)
            ]
        quiet = ", ".join(f'ALTER COLUMN "{column}" SET STATISTICS 0' for column in columns)
        editor.execute(f"ALTER TABLE {table} {quiet}", params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("item", models.PositiveSmallIntegerField(default=0)),
                ("made_on", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("text", models.CharField(blank=True, max_length=600)),
                ("reasons", models.JSONField(default=list)),
                ("considerations", models.JSONField(default=list)),
                ("none_because", models.CharField(blank=True, max_length=20)),
                ("held", models.CharField(default="open", max_length=10)),
                ("line", models.CharField(blank=True, max_length=140)),
                ("looked_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "workspace_outcome",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("template", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=5)),
                ("phase", models.CharField(max_length=20)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("item", models.PositiveSmallIntegerField(default=0)),
                ("cases", models.JSONField(default=list)),
                ("items", models.JSONField(default=list)),
                ("split_kind", models.CharField(max_length=20)),
                ("groups", models.JSONField(default=list)),
                ("decision_method", models.CharField(max_length=30)),
                ("replaces", models.CharField(max_length=120)),
                ("short", models.BooleanField(default=False)),
                ("source", models.CharField(default="live", max_length=10)),
                ("planned_on", models.DateField(null=True)),
                ("created_on", models.DateField()),
                ("opened_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("phase_since", models.DateTimeField(null=True)),
                ("touched_at", models.DateTimeField(null=True)),
                ("present", models.PositiveSmallIntegerField(default=0)),
                ("locked", models.BooleanField(default=False)),
                ("slips_only", models.BooleanField(default=False)),
                ("hidden_reasons", models.JSONField(default=list)),
                ("seed", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField(default=0)),
                ("started_by", models.UUIDField()),
                ("code_try", models.PositiveSmallIntegerField(default=0)),
                ("control_turn", models.PositiveSmallIntegerField(default=0)),
                ("code_hash", models.BinaryField(max_length=32, null=True, unique=True)),
                ("display_hash", models.BinaryField(max_length=32, null=True, unique=True)),
                ("control_hash", models.BinaryField(max_length=32, null=True, unique=True)),
                ("exit_answers", models.JSONField(default=dict)),
                ("overwritten", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "workspace_session",
            },
        ),
        migrations.CreateModel(
            name="StartingPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("from_kind", models.CharField(max_length=20)),
                ("from_id", models.CharField(max_length=40)),
                ("text", models.CharField(max_length=600)),
                ("made_on", models.DateField()),
            ],
            options={
                "db_table": "workspace_starting_point",
            },
        ),
        migrations.CreateModel(
            name="AcceptedDifference",
            fields=[
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="accepted_difference",
                        serialize=False,
                        to="workspace_sessions.outcome",
                    ),
                ),
                ("when_to_ask", models.CharField(max_length=300)),
                ("look_again_on", models.DateField()),
            ],
            options={
                "db_table": "workspace_accepted_difference",
            },
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "outcome",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="trial",
                        serialize=False,
                        to="workspace_sessions.outcome",
                    ),
                ),
                ("by_role", models.CharField(max_length=120)),
                ("due_on", models.DateField()),
            ],
            options={
                "db_table": "workspace_trial",
            },
        ),
        migrations.CreateModel(
            name="Facilitator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.UUIDField(db_index=True)),
                ("account", models.UUIDField()),
                ("appointed_on", models.DateField()),
            ],
            options={
                "db_table": "workspace_facilitator",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "account"), name="one_appointment_per_unit")
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("group", models.PositiveSmallIntegerField(null=True)),
                ("open_voice", models.BooleanField(null=True)),
                ("is_leader", models.BooleanField(default=False)),
                ("shows_answer", models.BooleanField(default=False)),
                ("understood", models.PositiveSmallIntegerField(null=True)),
                ("heard", models.PositiveSmallIntegerField(null=True)),
                ("applied", models.JSONField(default=list)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="workspace_sessions.session",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_participant",
            },
        ),
        migrations.AddField(
            model_name="outcome",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="outcomes",
                to="workspace_sessions.session",
            ),
        ),
        migrations.CreateModel(
            name="AnswerSlip",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slips",
                        to="workspace_sessions.session",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_slip",
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("item", models.PositiveSmallIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                ("value", models.PositiveSmallIntegerField(null=True)),
                ("first_action", models.PositiveSmallIntegerField(null=True)),
                ("certainty", models.PositiveSmallIntegerField(null=True)),
                ("considerations", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=140)),
                ("signed", models.BooleanField(default=False)),
                ("guess", models.PositiveSmallIntegerField(null=True)),
                ("differences", models.JSONField(default=list)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="workspace_sessions.participant",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_response",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "item", "round"), name="one_response_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__lte", 10)), name="response_value_0_10"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reveal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.PositiveSmallIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                ("shown", models.JSONField(default=list)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reveals",
                        to="workspace_sessions.session",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_reveal",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "item", "round"), name="one_reveal_per_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.UUIDField(db_index=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taking_part",
                        to="workspace_sessions.session",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_session_unit",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "unit"), name="one_part_per_unit")
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredPicture",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("item", models.PositiveSmallIntegerField()),
                ("picture", models.JSONField()),
                ("sentences", models.JSONField(default=list)),
                ("arithmetic_version", models.PositiveSmallIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="workspace_sessions.session",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_picture",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "item"), name="one_picture_per_item")
                ],
            },
        ),
        migrations.RunPython(_no_samples, migrations.RunPython.noop),
    ]

"""Paths, their steps, goals and reminders."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables."""

    initial = True

    dependencies = [
        ("organisation", "0004_since_when_on_the_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUpPath",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("round", models.UUIDField(db_index=True)),
                ("part", models.UUIDField(null=True, unique=True)),
                ("created_on", models.DateField()),
                ("released_on", models.DateField(null=True)),
                ("stopped_on", models.DateField(null=True)),
                ("sparring_on", models.DateField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                ("lines", models.JSONField(default=list)),
                ("shown", models.JSONField(default=list)),
                (
                    "own_leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_path",
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=400)),
                ("from_item", models.CharField(blank=True, max_length=400)),
                ("my_part", models.CharField(blank=True, max_length=400)),
                ("our_part", models.CharField(blank=True, max_length=400)),
                ("visible_sign", models.CharField(blank=True, max_length=400)),
                ("next_step", models.CharField(blank=True, max_length=400)),
                ("due_on", models.DateField(null=True)),
                ("look_back_on", models.DateField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("going", "going"),
                            ("reached", "reached"),
                            ("changed", "changed"),
                            ("let_go", "let_go"),
                        ],
                        default="going",
                        max_length=8,
                    ),
                ),
                ("shared_with_own_leader", models.BooleanField(default=True)),
                ("shared_with_unit", models.BooleanField(default=False)),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="workspace_paths.followuppath",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_goal",
            },
        ),
        migrations.CreateModel(
            name="PathReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("about", models.CharField(max_length=64)),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="workspace_paths.followuppath",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_path_reminder",
            },
        ),
        migrations.CreateModel(
            name="PathStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("own_leader_talk", "own_leader_talk"),
                            ("staff_dialogue", "staff_dialogue"),
                            ("plan", "plan"),
                            ("look_back_90", "look_back_90"),
                            ("look_back_180", "look_back_180"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due_on", models.DateField(null=True)),
                ("planned_on", models.DateField(null=True)),
                ("held_on", models.DateField(null=True)),
                ("marked_by", models.UUIDField(null=True)),
                ("with_package", models.BooleanField(default=False)),
                (
                    "happened",
                    models.CharField(
                        blank=True, choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=8
                    ),
                ),
                ("seen", models.CharField(blank=True, max_length=400)),
                (
                    "path",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="workspace_paths.followuppath",
                    ),
                ),
            ],
            options={
                "db_table": "workspace_path_step",
            },
        ),
        migrations.AddConstraint(
            model_name="followuppath",
            constraint=models.UniqueConstraint(
                fields=("round", "owner"), name="one_path_per_leader_and_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("path", "order"), name="goals_of_a_path_in_order"),
        ),
        migrations.AddConstraint(
            model_name="pathreminder",
            constraint=models.UniqueConstraint(
                fields=("path", "person", "about"), name="one_reminder_about_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="pathstep",
            constraint=models.UniqueConstraint(fields=("path", "kind"), name="one_step_of_a_kind_per_path"),
        ),
    ]

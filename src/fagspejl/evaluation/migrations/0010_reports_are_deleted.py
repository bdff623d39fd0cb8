"""A round says on which day its reports were deleted, as their time was over."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Null in every round whose reports are still there, or that has none."""

    dependencies = (("evaluation", "0009_who_holds_the_key"),)

    operations = (migrations.AddField("round", "reports_deleted_on", models.DateField(null=True)),)

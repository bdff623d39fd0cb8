"""Sessions are found by the hash of their id: those that were kept by the id itself end, and staff log in again."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing is lost by it but logins, of eight hours at most."""

    dependencies = (("accounts", "0002_shared_cache"), ("sessions", "0001_initial"))

    operations = (migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop),)

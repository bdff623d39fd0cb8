"""The list learns since when somebody is on it: of those who were on it before, nothing is made up."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fagspejl.organisation.models import Assignment, Person
from support.small_round import small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
BEFORE = [("organisation", "0003_secrets_of_the_site")]


def test_who_was_on_the_list_stays_there_without_a_day() -> None:
    """Sofie is on Karen's list while Per installs this version: she is on it afterwards, and no day is known."""
    small_round({"Karen": {"employee": ["Sofie"]}})
    old = MigrationExecutor(connection).migrate(BEFORE).apps
    sofie, karen = (Person.objects.values_list("id", flat=True).get(key=key) for key in ("Sofie", "Karen"))
    old.get_model("organisation", "Assignment").objects.create(
        rater_id=sofie, leader_id=karen, perspective="employee"
    )

    this_version = MigrationExecutor(connection)
    this_version.migrate(this_version.loader.graph.leaf_nodes())

    row = Assignment.objects.get()
    assert (row.rater_id, row.leader_id, row.perspective, row.since) == (sofie, karen, "employee", None)

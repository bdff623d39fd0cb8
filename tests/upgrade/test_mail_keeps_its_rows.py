"""Mail became a room of its own: its tables are taken up as they stand, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fagspejl.mailing.models import MailPace, Outbox
from support.small_round import OPENED, small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
BEFORE = [("evaluation", "0006_escrow_destruction_confirmed"), ("mailing", None)]


def test_what_waits_in_the_outbox_waits_on() -> None:
    """Sofie's and Omar's mails wait in the outbox while Per installs this version: they wait there afterwards."""
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    old = MigrationExecutor(connection).migrate(BEFORE).apps
    mailing = old.get_model("evaluation", "Mailing").objects.create(round_id=made.round.id, kind="invite")
    people = {asked.person_id for asked in made.round.invitations.all()}
    for person in people:
        old.get_model("evaluation", "Outbox").objects.create(mailing=mailing, person_id=person)
    old.get_model("evaluation", "MailPace").objects.create(next_at=OPENED, day=OPENED.date(), sent=7)

    this_version = MigrationExecutor(connection)
    this_version.migrate(this_version.loader.graph.leaf_nodes())

    waiting = Outbox.objects.filter(mailing__round=made.round, mailing__kind="invite", state="queued")
    assert {row.person_id for row in waiting} == people
    assert MailPace.objects.get().sent == 7

"""What somebody sends beside a round's numbers is nowhere afterwards: not in a table, not in the file, not in the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from fagspejl.workspace.relief.models import ReliefRound
from support.town import entered, form_with, leader, town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

STORY = "Barnet-på-stue-otte-slap-ikke-hende"
WORTH = {"yes": "3", "no": "1"}


def _stored() -> str:
    rows = [repr(list(model.objects.values_list())) for model in apps.get_models()]
    return "\n".join(rows)


def test_a_story_is_nowhere() -> None:
    """Ida sends a story beside the numbers, at every page of the round: the numbers are kept, and no word of it is."""
    here, ida = town(), entered(leader("Ida"))
    at = f"/arbejdsrum/aflastning/{here.cancer}/"
    assert ida.get(f"{at}runde/2/", {"note": STORY}).status_code == 200
    assert ida.post(f"{at}runde/2/", {"note": STORY}).status_code == 405
    sent = form_with(ida.get(f"{at}slut/"), "present") | WORTH | {"present": "6", "note": STORY}
    assert ida.post(f"{at}slut/", sent | {"present": STORY}).status_code == 200
    assert ida.post(f"{at}slut/", sent).status_code == 302
    assert ReliefRound.objects.get().present == 6
    assert str(here.cancer) in _stored()
    assert STORY not in _stored()
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and file.exists():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = file.read_bytes()
        assert "Kræftafdelingen".encode() in whole
        assert STORY.encode() not in whole

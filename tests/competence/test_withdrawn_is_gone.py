"""Consent withdrawn: a row is gone at once, from pages, tables and the bytes of the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from fagspejl.audit.models import AccessEntry
from fagspejl.workspace.competence.models import CompetenceRow, CompetenceUnit
from fagspejl.workspace.competence.selectors import coverage_of, may_be_asked, opened_rows
from fagspejl.workspace.competence.services.rows import withdraw_row
from support.competent import CAN, TEACH, marks, nurse, people_in, tasks_in
from support.town import entered, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]


def _everything() -> Iterator[bytes]:
    """Every byte of the database."""
    if connection.vendor == "sqlite":
        main = Path(str(connection.settings_dict["NAME"]))
        yield from (
            part.read_bytes() for end in ("", "-wal") if (part := main.with_name(main.name + end)).exists()
        )
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory') || '/base'")
        yield from (path.read_bytes() for path in Path(cursor.fetchone()[0]).rglob("*") if path.is_file())


def _there(row: UUID) -> bool:
    needle = row.hex.encode() if connection.vendor == "sqlite" else row.bytes
    return any(needle in part for part in _everything())


def test_nothing_is_left() -> None:
    """Sofie withdraws among eight who marked again and again: row, name, counts and bytes are gone, and no log tells."""
    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer, 8)
    for turn in range(3):
        for one in people:
            marks(
                here.cancer,
                one,
                {1: TEACH, 2: CAN} if turn % 2 else {1: CAN},
                ask=(1,),
                opened=one == people[0],
            )
    row = CompetenceRow.objects.get(person=people[0]).id
    assert _there(row)
    assert coverage_of(here.cancer) is not None
    events = AccessEntry.objects.count()
    withdraw_row(here.cancer, people[0])
    assert not _there(row)
    assert CompetenceUnit.objects.get().overwritten
    assert coverage_of(here.cancer) is None
    assert opened_rows(here.cancer) == ()
    assert "Sygeplejerske 0" not in str(may_be_asked(here.cancer))
    assert AccessEntry.objects.count() == events
    withdraw_row(here.cancer, people[0])  # again


def test_pages_show_nothing_of_it() -> None:
    """Ida's page lost Sofie's open row and her name; Sofie herself is asked as if she had never marked anything."""
    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer, 8)
    for one in people:
        marks(here.cancer, one, ask=(1,), opened=one == people[0])
    at = f"/arbejdsrum/kompetencer/{here.cancer}/"
    ida, sofie = entered(leader("Ida")), entered(nurse(0))
    before = ida.get(at).content.decode()
    assert before.count("Sygeplejerske 0") == 2
    assert "Markeret af 6" in before  # two more have marked since, which would tell of them
    assert sofie.post(f"{at}min/slet/").status_code == 302
    after = ida.get(at).content.decode()
    assert "Sygeplejerske 0" not in after
    assert "Markeret af" not in after
    assert "Du har ikke markeret noget endnu." in sofie.get(at).content.decode()

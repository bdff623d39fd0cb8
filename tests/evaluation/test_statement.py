"""A statement put to the database without a cursor's wrapping behaves as one put through a cursor."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from fagspejl.evaluation.selectors.statement import all_rows, first_row, rows_changed
from fagspejl.organisation.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)

_NAMES = "SELECT name FROM unit WHERE name <> %s ORDER BY name"
_RENAME = "UPDATE unit SET name = %s WHERE name = %s"


@pytest.fixture(autouse=True)
def _units() -> None:
    """Two units of Karen's."""
    for name in ("Nord", "Vest"):
        Unit.objects.create(id=uuid.uuid4(), key=name, name=name)


def test_rows_are_read_and_changed() -> None:
    """Bente's unit gets another name, with a per cent sign and a quote in it, and only that one."""
    assert rows_changed(_RENAME, ["100 % 'øst'?", "Vest"]) == 1
    assert rows_changed(_RENAME, ["nothing", "Syd"]) == 0
    assert all_rows(_NAMES, [""]) == [("100 % 'øst'?",), ("Nord",)]
    assert first_row(_NAMES, ["100 % 'øst'?"]) == ("Nord",)
    assert first_row("SELECT name FROM unit WHERE name = %s", ["Syd"]) is None


def test_errors_are_djangos() -> None:
    """What the database refuses is told by the errors that pages know how to answer."""
    with pytest.raises(IntegrityError):
        rows_changed("UPDATE unit SET name = %s", [None])
    connection.close()
    assert len(all_rows(_NAMES, [""])) == 2, "a closed connection is opened again"


def test_somebody_who_stands_in_the_way_is_met() -> None:
    """A wrapper around the connection's statements, as tests of faults use, sees these too."""

    def refuse(*_: object) -> None:
        raise OperationalError("away")

    with connection.execute_wrapper(refuse), pytest.raises(OperationalError, match="away"):
        first_row(_NAMES, [""])


def test_an_open_transaction_is_joined() -> None:
    """Per's change is undone with the transaction it was made in."""
    with transaction.atomic():
        rows_changed(_RENAME, ["Syd", "Nord"])
        transaction.set_rollback(True)
    assert all_rows(_NAMES, [""]) == [("Nord",), ("Vest",)]

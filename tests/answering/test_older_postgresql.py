"""The night's rewrite works on PostgreSQL before version 15, which has no role for writing everything to disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from fagspejl.answering.services import open_answer, storage, submit
from support.small_round import small_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="is about PostgreSQL's roles"),
]


@pytest.fixture
def plain_user() -> Iterator[str]:
    """A user of the database who may do nothing in particular."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE per")
    yield "per"
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP ROLE per")


def _may_as(user: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {user}")
        try:
            return storage.may_checkpoint(cursor)
        finally:
            cursor.execute("RESET ROLE")


@pytest.mark.parametrize("role", ["pg_checkpoint", "pg_no_such_role"])
def test_rewriting_with_and_without_the_role(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """Per's server is of version 13: the rewrite asks for no role that is not there, and Sofie's answer is whole."""
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    submit(made.place("Sofie", "Karen"), {"shared_quality": 4}, save_id="s")
    monkeypatch.setattr(storage, "_CHECKPOINT_ROLE", role)
    storage.rewrite_storage()
    assert open_answer(made.place("Sofie", "Karen")).has_submitted


def test_who_may(plain_user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A superuser may on every version, a plain user only with the role, and never where the role does not exist."""
    with connection.cursor() as cursor:
        assert storage.may_checkpoint(cursor)
    assert not _may_as(plain_user)
    if connection.pg_version >= 150000:  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT pg_checkpoint TO {plain_user}")
        assert _may_as(plain_user)
    monkeypatch.setattr(storage, "_CHECKPOINT_ROLE", "pg_no_such_role")
    assert not _may_as(plain_user)

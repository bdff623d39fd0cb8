"""Sealed answers. A row is a locator, a round and a blob: nothing joins it to a person."""

from __future__ import annotations

from django.db import models


class Response(models.Model):
    """One sealed answer. Managed by hand (migration 0001): WITHOUT ROWID on SQLite, so no order of arrival exists.

    `round` is no foreign key: no chain of keys may join a response to an invitation, a person or a user.
    """

    locator = models.BinaryField(primary_key=True, max_length=32)
    round = models.BinaryField(max_length=16)
    blob = models.BinaryField()

    class Meta:
        managed = False
        db_table = "response"

    def __str__(self) -> str:
        return "sealed"

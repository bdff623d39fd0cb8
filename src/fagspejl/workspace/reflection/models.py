"""Tables of sealed notes. What a note is about, its texts and its dates stand in the seal (sealing.py), not here.

The key of an owner's notes is a file outside the database (keys.py): tables and their copies open none of them.
"""

from __future__ import annotations

import uuid

from django.db import models


class NoteOwner(models.Model):
    """Whose notes they are: an account, and the day of the last change, from which the notes are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.UUIDField(unique=True)  # without a foreign key: an account may be gone before its notes
    changed_on = models.DateField()

    class Meta:
        db_table = "workspace_note_owner"

    def __str__(self) -> str:
        return str(self.id)


class Note(models.Model):
    """One sealed note, as long as every other of its size class."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(NoteOwner, on_delete=models.CASCADE, related_name="notes")
    sealed = models.BinaryField()

    class Meta:
        db_table = "workspace_note"

    def __str__(self) -> str:
        return "note"

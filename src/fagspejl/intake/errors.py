"""The one error of the room: the files were read to the end and cannot be used."""

from __future__ import annotations

from fagspejl.intake.types import Notice
from fagspejl.lib.errors import FagspejlError


class IntakeRefused(FagspejlError):
    """The files have errors. `notices` holds the first ones of all files, `total` counts them all."""

    def __init__(self, notices: tuple[Notice, ...], total: int) -> None:
        super().__init__(f"{total} errors, the first: {notices[0] if notices else None}")
        self.notices = notices
        self.total = total

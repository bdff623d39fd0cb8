"""Who may read a unit's pictures of quality and choose its guide marks: whoever holds its unit now."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.workspace.quality.selectors import picture
from fagspejl.workspace.quality.types import PictureFacts
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit


def check_picture(picture_id: UUID, staff: Staff) -> tuple[PictureFacts, MyUnit]:
    """Return a picture of a unit that this person holds, and the unit. Raises NotYours."""
    found = picture(picture_id)
    if found is None:
        raise NotYours
    return found, check_can_hold_unit(found.unit, staff)

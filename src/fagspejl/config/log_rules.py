"""What no log may hold: where respondents and people in a room go, for their paths hold their links and keys."""

from __future__ import annotations

import logging
from typing import Final

RESPONDENTS: Final = "/svar"
ROOM: Final = ("/d", "/faelles", "/styring")  # phones, the room screen, the facilitator's control
AGREEMENTS: Final = "/aftale"  # what a unit agreed, and its pulse
SHIFTS: Final = "/vagt"  # where a unit writes what its shifts were like
COURSES: Final = "/kursus"  # phones, wall and control of a course
UNIT_PAGE: Final = "/enhed"  # of staff without accounts; the key in it is all they have
KEY_HALF: Final = "/noeglehalvdel"  # of the employees' representative, who has no account
UNLOGGED: Final = (RESPONDENTS, *ROOM, AGREEMENTS, SHIFTS, COURSES, UNIT_PAGE, KEY_HALF)
_STAFFS: Final = "/arbejdsrum/"  # its pages ask for login, and one of them is called as the unit's page is
_INSIDE: Final = tuple(f"{path}/" for path in UNLOGGED)


class NotRespondents(logging.Filter):
    """Let no record through that names a respondent's path, or one of a room."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record may be written."""
        request = getattr(record, "request", None)
        path = str(getattr(request, "path", ""))
        told = f"{path} {record.getMessage()}".replace(_STAFFS, " ")
        return path not in UNLOGGED and not any(inside in told for inside in _INSIDE)

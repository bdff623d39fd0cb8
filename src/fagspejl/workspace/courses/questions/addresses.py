"""Where the pages of questions are."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.conf import settings

PREFIX: Final = "/kursus/"
PART: Final = "spoergsmaal"
ENDING: Final = f"/{PART}/tilstand"  # of what phones ask each few seconds


def phone_path(code: str, token: str) -> str:
    """Return the path of a phone's page of questions."""
    return f"{PREFIX}{code}/{token}/{PART}/"


def control_path(key: str) -> str:
    """Return the path of the page on which a lecturer sorts questions, by the key of the course's control."""
    return f"{PREFIX}styring/{key}/{PART}/"


def question_path(key: str) -> str:
    """Return the path at which one question stands by itself."""
    return f"{PREFIX}{PART}/{key}/"


def question_address(key: str) -> str:
    """Return that path as a whole address, to be kept."""
    return str(settings.BASE_URL).rstrip("/") + question_path(key)


def staff_path(course: UUID) -> str:
    """Return the path of the page of questions for a lecturer who has logged in."""
    return f"/arbejdsrum/kurser/{course}/{PART}/"

"""What the pages of a course show of its questions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.types import CourseFacts


def on_phone(known: CourseFacts, code: str, token: str, words: Wording) -> dict[str, Any]:
    """Return what the phone's page shows in a block of questions."""
    return {}


def on_wall(known: CourseFacts, words: Wording) -> dict[str, Any]:
    """Return what the wall shows in a block of questions."""
    return {}


def on_control(known: CourseFacts, key: str, words: Wording) -> dict[str, Any]:
    """Return what the lecturer's control shows of the questions."""
    return {}


def on_page(known: CourseFacts, words: Wording) -> dict[str, Any]:
    """Return what the page that stays for 30 days shows of the questions."""
    return {}


def exported(known: CourseFacts) -> tuple[dict[str, object], ...]:
    """Return the questions as a lecturer may take them with her."""
    return ()


def at_close(course_id: UUID) -> None:
    """Let go of whatever leads to a phone, in the transaction that closes the course."""

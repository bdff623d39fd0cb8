"""The sheets of a folder of reports: every sheet in one file, and a date, the same for all its leaders."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from fagspejl.disclosure.types import RoundInfo
from fagspejl.lib.language import Language
from fagspejl.reporting.pages.next_step.calendar import calendar_file, usual_start
from fagspejl.reporting.pages.next_step.suggestion import MINUTES
from fagspejl.reporting.pages.next_step.words import step_words

NAME: Final = "next-step"


def write_date(folder: Path, info: RoundInfo, language: Language) -> Path | None:
    """Write the date of a first meeting, four weeks after the round closed; None where nobody told when that was.

    The same round gives the same bytes. Raises OSError.
    """
    if info.closed is None:
        return None
    words, path = step_words(language), folder / f"{NAME}.ics"
    title = words.say("sheet.meeting.title")
    made = calendar_file(
        words.say("calendar.meeting", title=title),
        words.say("calendar.again", question=words.say("sheet.meeting.lead")),
        usual_start(info.closed),
        MINUTES["meeting"],
        made=datetime.combine(info.closed, time(12), UTC),
        about=f"{info.organisation} {info.title}",
    )
    path.write_bytes(made)
    return path

"""What is said and done now: the step of the phase that a session is in, as its template tells it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fagspejl.workspace.sessions.phases import phase_texts
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts

CURTAIN: Final = 3  # seconds of silence
_SLACK: Final = 1  # second until the screen has heard that the phase is reveal


@dataclass(frozen=True, slots=True)
class Running:
    """The present step: what the room does and what the facilitator may say.

    `number` counts from 1; `minutes` are of the whole phase, `step_minutes` of the step; `until` is None where
    nobody counts.
    """

    title: str
    number: int
    steps: int
    minutes: int
    step_minutes: int
    instruction: str
    script: tuple[str, ...]
    until: datetime | None

    def seconds_left(self, now: datetime) -> int:
        """Return the seconds until the phase is over, 0 when it is."""
        if self.until is None:
            return 0
        return min(max(0, int((self.until - now).total_seconds())), self.minutes * 60)


def running(known: SessionFacts) -> Running:
    """Return what is said and done now."""
    phase = phase_texts(known)[known.phase]
    minutes = (phase.short_minutes if known.short else phase.minutes) or 0
    step = phase.steps[min(known.step, len(phase.steps) - 1)] if phase.steps else None
    script = (*(phase.say if known.step == 0 else ()), *(step.say if step else ()))
    until = None
    if known.phase_since is not None and minutes:
        until = known.phase_since + timedelta(minutes=minutes)
    return Running(
        title=phase.title,
        number=min(known.step, max(len(phase.steps) - 1, 0)) + 1,
        steps=len(phase.steps),
        minutes=minutes,
        step_minutes=((step.short_minutes if known.short else step.minutes) or 0) if step else 0,
        instruction=step.text if step else "",
        script=script,
        until=until,
    )


def silence_left(known: SessionFacts, now: datetime) -> int:
    """Return for how many more seconds the curtain stays before a picture that has just been shown.

    Counted from when the phase began, so that a screen that loads again does not close the curtain again.
    """
    if known.phase is not PhaseCode.REVEAL or known.step or known.phase_since is None:
        return 0
    gone = (now - known.phase_since).total_seconds()
    if gone < 0:  # a clock that was put back must not keep a picture hidden
        return 0
    return max(0, min(CURTAIN, CURTAIN + _SLACK - int(gone)))

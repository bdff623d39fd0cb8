"""Which phases a session goes through: those of its template, in the form that was chosen."""

from __future__ import annotations

from typing import Final

from fagspejl.workspace.sessions.collecting import Collect
from fagspejl.workspace.sessions.templates_library import Phase, Template, template
from fagspejl.workspace.sessions.types import Collecting, PhaseCode, SessionFacts, Source

LAST: Final = ("understood", "heard")  # asked when the session ends, whatever its template
_OF_UNITS: Final = frozenset((PhaseCode.LOOK_BACK, PhaseCode.AGREE, PhaseCode.CLOSE))
DIRECTION: Final = "direction"  # asked where the template asks, from the outcome to the close


def template_of(session: SessionFacts) -> Template:
    """Return the template of a session, in its language."""
    return template(session.template, session.language)


def collect_of(session: SessionFacts) -> Collect | None:
    """Return what a session collects; None where its cases were written beforehand."""
    return None if session.collecting is Collecting.NONE else template_of(session).collect


def guesses_others(session: SessionFacts) -> bool:
    """Whether people guess what another group values, and not how wide the answers spread."""
    return template_of(session).guess == "others"


def asked_last(session: SessionFacts) -> tuple[str, ...]:
    """Return which of the last questions a phone may answer now; () where none is asked."""
    more = (DIRECTION,) if template_of(session).direction else ()
    if session.is_open and session.phase is PhaseCode.CLOSE:
        return (*LAST, *more)
    return more if session.is_open and session.phase is PhaseCode.AGREE else ()


def phase_texts(session: SessionFacts) -> dict[PhaseCode, Phase]:
    """Return the phases of this session in their order, with their minutes and words."""
    found = {
        PhaseCode(one.code): one
        for one in template_of(session).phases
        if not session.short or one.short_minutes is not None
    }
    if session.collecting is Collecting.NONE:
        found.pop(PhaseCode.COLLECT, None)
    if session.source is Source.COURSE:  # a course agrees on nothing: it ends with what each does at home
        found = {code: one for code, one in found.items() if code not in _OF_UNITS}
    return found


def phases_of(session: SessionFacts) -> tuple[PhaseCode, ...]:
    """Return the phases of this session in their order."""
    return tuple(phase_texts(session))

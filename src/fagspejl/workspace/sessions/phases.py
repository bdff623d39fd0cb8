"""Which phases a session goes through: those of its template, in the form that was chosen."""

from __future__ import annotations

from fagspejl.workspace.sessions.templates_library import Phase, template
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts


def phase_texts(session: SessionFacts) -> dict[PhaseCode, Phase]:
    """Return the phases of this session in their order, with their minutes and words."""
    known = template(session.template, session.language)
    return {
        PhaseCode(one.code): one for one in known.phases if not session.short or one.short_minutes is not None
    }


def phases_of(session: SessionFacts) -> tuple[PhaseCode, ...]:
    """Return the phases of this session in their order."""
    return tuple(phase_texts(session))

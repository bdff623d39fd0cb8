"""What agreements offer to notes upward: the pulse of the last weeks, and how often which exception was used.

Both are made of whole points (pulse/rules.py), which the unit reads anyway: 5 answers or more, and no week that is not
over.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.agreements.life.build import lately, said_lately
from fagspejl.workspace.agreements.pulse.selectors import pulses_of
from fagspejl.workspace.agreements.pulse.types import ShownPoint, ShownPulse
from fagspejl.workspace.agreements.selectors import HOLDING, agreements_of
from fagspejl.workspace.agreements.types import AgreementFacts, ExceptionFacts, PulseSide
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.evidence.types import Evidence, Series, SeriesPoint
from fagspejl.workspace.sessions.services.planning import today_here

PULSE: Final = "pulse"
EXCEPTIONS: Final = "exceptions"


def pulses(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return the counts of the last four weeks of each agreement that holds or rests, with the doers' line."""
    room = words_of(words.language)
    return tuple(
        Evidence(
            kind=PULSE,
            source=str(facts.id),
            heading=words.say("agree_evidence.pulse", title=facts.title),
            sentence=" ".join(said_lately(pulse, words, room)),
            n=sum(point.n for point in lately(pulse)),
            shown_on=max(point.last for point in pulse.points),
            series=_doers(pulse, words),
        )
        for facts, pulse in _pulses(unit)
    )


def exceptions(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return how often each exception of these agreements was named by those who do it."""
    return tuple(
        _exception(facts, one, points, words)
        for facts, pulse in _pulses(unit)
        for points in [pulse.line(PulseSide.DOER)]
        for one in facts.exceptions
        if any(dict(point.exceptions).get(one.number) for point in points)
    )


def _pulses(unit: UUID) -> list[tuple[AgreementFacts, ShownPulse]]:
    agreements = agreements_of([unit], HOLDING)
    shown = pulses_of(agreements, today_here())
    return [(one, shown[one.id]) for one in agreements if shown[one.id].points]


def _doers(pulse: ShownPulse, words: Wording) -> Series | None:
    points = pulse.line(PulseSide.DOER)
    if not points:
        return None
    return Series(
        words.say("agree_evidence.pulse_name"),
        words.say("agree_evidence.pulse_count"),
        words.say("agree_evidence.answers"),
        tuple(SeriesPoint(one.first, one.last, one.yes, one.n) for one in points),
    )


def _exception(
    facts: AgreementFacts, one: ExceptionFacts, points: tuple[ShownPoint, ...], words: Wording
) -> Evidence:
    # The exception stands among those that may be named from the version on that it was added in.
    points = tuple(point for point in points if point.version >= one.added_in)
    uses = [dict(point.exceptions).get(one.number, 0) for point in points]
    n = sum(point.n for point in points)
    first, last = points[0].first.isocalendar().week, points[-1].last.isocalendar().week
    weeks = str(first) if first == last else words.say("agree_life.weeks", first=first, last=last)
    return Evidence(
        kind=EXCEPTIONS,
        source=f"{facts.id}:{one.number}",
        heading=words.say("agree_evidence.exceptions", title=facts.title),
        sentence=words.counted(
            "agree_evidence.exceptions_sentence", sum(uses), when=one.opening, n=n, weeks=weeks
        ),
        n=n,
        shown_on=points[-1].last,
        series=Series(
            words.say("agree_evidence.exceptions_name", when=one.opening),
            words.say("agree_evidence.exceptions_count"),
            words.say("agree_evidence.answers"),
            tuple(
                SeriesPoint(point.first, point.last, count, point.n)
                for point, count in zip(points, uses, strict=True)
            ),
        ),
    )

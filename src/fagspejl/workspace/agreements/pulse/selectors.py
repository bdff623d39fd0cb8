"""Questions about the pulse. The counts that come from here are shown by rules.shown_pulse alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from fagspejl.workspace.agreements.models import Agreement, ObstacleLine, PulseCount
from fagspejl.workspace.agreements.pulse.keys import pulse_hash_of
from fagspejl.workspace.agreements.pulse.rules import OVER, shown_pulse
from fagspejl.workspace.agreements.pulse.types import ObstacleFacts, ShownPulse
from fagspejl.workspace.agreements.rows import PARTS, facts
from fagspejl.workspace.agreements.types import AgreementFacts, PulseAnswer, PulseSide, WeekCounts


def agreement_by_key(key: str) -> AgreementFacts | None:
    """Return the agreement of a link, wherever it stands; None for a link that is none, or is none any more."""
    found = Agreement.objects.filter(pulse_hash=pulse_hash_of(key)).prefetch_related(*PARTS).first()
    return None if found is None else facts(found)


def pulse_turn_of(agreement_id: UUID) -> int | None:
    """Return how often the link was renewed; None where the agreement has no link."""
    rows = Agreement.objects.filter(id=agreement_id, pulse_hash__isnull=False)
    return rows.values_list("pulse_turn", flat=True).first()


def week_counts(agreement_ids: Collection[UUID]) -> dict[UUID, tuple[WeekCounts, ...]]:
    """Return what was counted of these agreements, in order of weeks, versions and sides. One question."""
    columns = ("agreement_id", "week", "version", "side", "answer", "exception", "count")
    rows = PulseCount.objects.filter(agreement__in=list(agreement_ids), count__gt=0).values_list(*columns)
    found: dict[UUID, dict[tuple[date, int, PulseSide], WeekCounts]] = {one: {} for one in agreement_ids}
    over: dict[tuple[UUID, date, int, PulseSide], int] = {}
    for agreement, week, version, side, answer, exception, count in rows.order_by("week", "version", "side"):
        key = (week, version, PulseSide(side))
        there = found[agreement].setdefault(key, WeekCounts(week, version, key[2], {}))
        if answer == OVER:
            over[agreement, *key] = count
            continue
        said = PulseAnswer(answer)
        there.answers[said] = there.answers.get(said, 0) + count
        if said is PulseAnswer.EXCEPTION:
            there.exceptions[exception] = there.exceptions.get(exception, 0) + count
    return {
        agreement: tuple(
            WeekCounts(
                one.week, one.version, one.side, one.answers, one.exceptions, over.get((agreement, *key), 0)
            )
            for key, one in weeks.items()
        )
        for agreement, weeks in found.items()
    }


def obstacle_lines(agreement_ids: Collection[UUID]) -> dict[UUID, tuple[ObstacleFacts, ...]]:
    """Return what got in the way of these agreements, by alphabet. One question."""
    found: dict[UUID, list[ObstacleFacts]] = {one: [] for one in agreement_ids}
    rows = ObstacleLine.objects.filter(agreement__in=list(agreement_ids))
    for agreement, week, version, side, text in rows.order_by("text", "id").values_list(
        "agreement_id", "week", "version", "side", "text"
    ):
        found[agreement].append(ObstacleFacts(week, version, PulseSide(side), text))
    return {agreement: tuple(lines) for agreement, lines in found.items()}


def pulses_of(agreements: Collection[AgreementFacts], today: date) -> dict[UUID, ShownPulse]:
    """Return what is shown of the pulses of these agreements on a day. Two questions."""
    ids = [one.id for one in agreements]
    counts, lines = week_counts(ids), obstacle_lines(ids)
    return {
        one.id: shown_pulse(counts[one.id], lines[one.id], one.versions, today=today) for one in agreements
    }

"""What a phone itself gave, for its own page alone."""

from __future__ import annotations

from fagspejl.workspace.sessions.models import Response
from fagspejl.workspace.sessions.types import AnswerValues, Consideration, DifferenceReason, PhoneFacts


def own_values(phone: PhoneFacts, item: int) -> dict[int, int]:
    """Return round -> the value that this phone gave to an item."""
    rows = Response.objects.filter(participant=phone.id, item=item, value__isnull=False)
    return {round_: value for round_, value in rows.values_list("round", "value") if value is not None}


def own_answer(phone: PhoneFacts, item: int, round_: int) -> AnswerValues | None:
    """Return all that this phone answered to an item in a round, None before it has answered."""
    row = Response.objects.filter(participant=phone.id, item=item, round=round_, value__isnull=False).first()
    if row is None:
        return None
    return AnswerValues(
        value=row.value,
        first_action=row.first_action,
        certainty=row.certainty,
        considerations=tuple(Consideration(one) for one in row.considerations),
        reason=row.reason,
        signed=row.signed,
    )


def own_guess(phone: PhoneFacts, item: int) -> int | None:
    """Return what this phone guessed, None before it has."""
    return (
        Response.objects.filter(participant=phone.id, item=item, round=1)
        .values_list("guess", flat=True)
        .first()
    )


def own_differences(phone: PhoneFacts, item: int) -> tuple[DifferenceReason, ...]:
    """Return the reasons for the difference that this phone named."""
    found = Response.objects.filter(participant=phone.id, item=item, round=1).values_list(
        "differences", flat=True
    )
    return tuple(DifferenceReason(one) for one in (found.first() or ()))

"""What a phone itself gave, for its own page alone."""

from __future__ import annotations

from fagspejl.workspace.sessions.models import Participant, Response
from fagspejl.workspace.sessions.phases import DIRECTION, LAST
from fagspejl.workspace.sessions.types import AnswerValues, Consideration, DifferenceReason, PhoneFacts


def own_values(phone: PhoneFacts, item: int) -> dict[int, int]:
    """Return round -> the value that this phone gave to an item."""
    rows = Response.objects.filter(participant=phone.id, item=item, value__isnull=False)
    return {round_: value for round_, value in rows.values_list("round", "value") if value is not None}


def own_answers(phone: PhoneFacts, round_: int) -> dict[int, AnswerValues]:
    """Return item -> all that this phone answered in a round; an item that it left wholly open is not among them."""
    rows = Response.objects.filter(participant=phone.id, round=round_)
    found = {row.item: _answer(row) for row in rows}
    return {item: answer for item, answer in found.items() if answer != AnswerValues()}


def _answer(row: Response) -> AnswerValues:
    return AnswerValues(
        value=row.value,
        first_action=row.first_action,
        certainty=row.certainty,
        considerations=tuple(Consideration(one) for one in row.considerations),
        reason=row.reason,
        signed=row.signed,
    )


def own_exit(phone: PhoneFacts) -> dict[str, int | None]:
    """Return what this phone answered to the last questions, by name; None for one that it left open."""
    names = (*LAST, DIRECTION)
    return Participant.objects.filter(id=phone.id).values(*names).first() or dict.fromkeys(names)


def own_guess(phone: PhoneFacts, item: int) -> int | None:
    """Return what this phone guessed, None before it has."""
    return (
        Response.objects.filter(participant=phone.id, item=item, round=1)
        .values_list("guess", flat=True)
        .first()
    )


def own_three(phone: PhoneFacts) -> dict[int, tuple[int, ...]]:
    """Return the groups that this phone guessed, each with the three cases it chose."""
    found = Participant.objects.filter(id=phone.id).values_list("guesses", flat=True).first() or {}
    return {int(group): tuple(three) for group, three in found.items()}


def own_differences(phone: PhoneFacts, item: int) -> tuple[DifferenceReason, ...]:
    """Return the reasons for the difference that this phone named."""
    found = Response.objects.filter(participant=phone.id, item=item, round=1).values_list(
        "differences", flat=True
    )
    return tuple(DifferenceReason(one) for one in (found.first() or ()))

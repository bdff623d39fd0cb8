"""What closed sessions offer to notes upward: how a unit judged, in the words that stand below its stored picture.

All answers together, 5 or more, never a picture and never a group: what goes up is a count. Only sessions that the
unit held alone, for the others have a say in a joint one; no practice, and no talk about a report, whose statements end
with the session.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import STORE
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.arithmetic.spread import option_spread, spread
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.selectors.sessions import outcomes_among, sessions_of, stored_among
from fagspejl.workspace.sessions.sentences import said, said_of_options
from fagspejl.workspace.sessions.types import OutcomeFacts, OutcomeKind, SessionFacts, Source, StoredItem

KIND: Final = "split"
_LATEST: Final = 10  # sessions


def offer(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return the items of the unit's latest closed sessions, the newest session first."""
    closed = [one for one in sessions_of([unit]) if _is_offered(one, unit)]
    closed = sorted(closed, key=lambda one: (one.closed_on, one.id), reverse=True)[:_LATEST]
    by_session = {one.id: one for one in closed}
    ended = {(one.session, one.item): one for one in outcomes_among(by_session)}
    place = {one: number for number, one in enumerate(by_session)}
    items = sorted(stored_among(by_session), key=lambda one: (place[one.session], one.item))
    return tuple(
        found
        for one in items
        if (found := _evidence(one, by_session[one.session], ended.get((one.session, one.item)), words))
    )


def _is_offered(one: SessionFacts, unit: UUID) -> bool:
    alone = one.units == (unit,) and one.report is None
    return alone and one.closed_on is not None and one.source is not Source.PRACTICE


def _evidence(
    item: StoredItem, known: SessionFacts, outcome: OutcomeFacts | None, words: Wording
) -> Evidence | None:
    second = tuple(value for block in item.blocks for value in block.second)
    values = tuple(sorted(second or (value for block in item.blocks for value in block.first)))
    if item.withheld or len(values) < STORE or known.closed_on is None:
        return None
    room = words_of(words.language)
    if item.options:
        chosen = option_spread(values, limit=STORE)
        word, told = chosen.word, said_of_options(chosen, item.options, values, room)
    else:
        found = spread(values, limit=STORE)
        word, told = found.word, said(found, room)
    if known.reveal_all and word is not SpreadWord.DIVIDED:
        return None  # of many statements the tool itself tells, but for what divides the unit
    slots = {"question": item.question, "said": " ".join(told)}
    ended = outcome is not None and outcome.values.kind is not OutcomeKind.NONE
    if outcome is not None and ended:
        slots["outcome"] = room.say(f"evidence.outcome_{outcome.values.kind}")
    return Evidence(
        kind=KIND,
        source=f"{item.session}:{item.item}",
        heading=room.say("evidence.split", title=item.title or known.title, day=words.day(known.closed_on)),
        sentence=room.say("evidence.sentence_outcome" if ended else "evidence.sentence", **slots),
        n=len(values),
        shown_on=known.closed_on,
    )

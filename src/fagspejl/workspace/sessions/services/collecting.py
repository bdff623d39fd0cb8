"""What people write of what is collected, what the facilitator makes of it, and whether the writers recognise it.

While it is written nobody sees it. From the step in which it is listed nothing is added: a list that grows by one tells
who wrote. Who wrote something may take it back until the phase is left.
Held by tests/workspace/test_what_is_collected.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fagspejl.workspace.sessions.collecting import fits
from fagspejl.workspace.sessions.errors import (
    AnswerRefused,
    MovedOn,
    NotNow,
    SessionError,
    StatementsNeeded,
)
from fagspejl.workspace.sessions.models import Contribution, Participant
from fagspejl.workspace.sessions.phases import collect_of
from fagspejl.workspace.sessions.rules import check_can_put_together, check_can_write
from fagspejl.workspace.sessions.selectors.collected import (
    asked_of,
    listed,
    may_tell,
    recognised,
    same_words,
    statement_mark,
)
from fagspejl.workspace.sessions.services.joining import once
from fagspejl.workspace.sessions.services.locked import controlled
from fagspejl.workspace.sessions.services.texts import checked_statements, checked_text
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts

AS_IT_STANDS: Final = -1  # instead of a statement's place: the contribution is a statement of its own


def write(code: str, token: str, key: str, texts: Sequence[str], *, asked: bool = False) -> None:
    """Keep what a phone wrote, all of it or nothing, in the place of what it wrote before; an empty one is deleted.

    Raises SessionGone, NotNow, AnswerRefused (`contribution`; `words`, `place`), TextRefused, TextAsks.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        check_can_write(known)
        collect = collect_of(known)
        if collect is None or len(texts) > collect.each:
            raise AnswerRefused(field="contribution")
        kept = []
        for place, text in enumerate(texts):
            try:
                one = " ".join(text.split())
                if not fits(
                    collect, one
                ):  # before the screen, which reads every sign while the session is held
                    raise AnswerRefused(field="contribution", words=collect.words)
                one = checked_text("contribution", one, asked=asked)
            except SessionError as error:
                error.facts["place"] = place
                raise
            if one:
                kept.append(Contribution(participant=participant, place=place, text=one))
        Contribution.objects.filter(participant=participant).delete()
        Contribution.objects.bulk_create(kept)

    once(code, token, key, keep)


def take_back(code: str, token: str, key: str, place: int) -> None:
    """Delete one of a phone's own contributions, as long as the phase lasts. Raises SessionGone, NotNow."""

    def forget(participant: Participant, known: SessionFacts) -> None:
        _check_collecting(known)
        Contribution.objects.filter(participant=participant, place=place).delete()

    once(code, token, key, forget)


def recognise(code: str, token: str, key: str, place: int, *, yes: bool, seen: str) -> None:
    """Keep whether a writer recognises the own words in the statement they were put under. `seen`: its mark.

    Raises SessionGone, NotNow, AnswerRefused (`contribution`), MovedOn where it has been worded anew meanwhile.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        check_can_put_together(known)
        found = Contribution.objects.filter(participant=participant, place=place).first()
        if found is None or found.statement is None or found.statement >= len(known.statements):
            raise AnswerRefused(field="contribution")
        if statement_mark(known.statements[found.statement]) != seen:
            raise MovedOn
        found.confirmed = yes
        found.save(update_fields=["confirmed"])

    once(code, token, key, keep)


def put_together(
    key: str, revision: int, statements: Sequence[str], under: Mapping[str, int], *, asked: bool = False
) -> None:
    """Keep the statements, and which contributions stand under them: by the mark of each the place of its statement.

    A place is one of `statements` as given, or AS_IT_STANDS. What is not named stands under none. Empty statements are
    left out. Writers are asked again where words have changed. Raises SessionGone, MovedOn, NotNow, PlanRefused,
    TextRefused, TextAsks, and StatementsNeeded (`merge`) where nothing would stand there that did not before.
    """
    with controlled(key, revision) as (row, known):
        check_can_put_together(known)
        collect = collect_of(known)
        if collect is None:
            raise NotNow(phase=known.phase.value)
        there = listed(known)
        whole = {place: " ".join(text.split()) for place, text in enumerate(statements) if text.strip()}
        texts = list(whole.values())
        at = {place: number for number, place in enumerate(whole)}
        put: dict[str, int] = {}
        for one in there:
            place = under.get(one.mark)
            if place == AS_IT_STANDS:
                known_already = next((n for n, text in enumerate(texts) if same_words(text, one.text)), None)
                put[one.mark] = len(texts) if known_already is None else known_already
                texts += [one.text] if known_already is None else []
            elif place is not None and place in at:
                put[one.mark] = at[place]
        kept = checked_statements(collect, texts, asked=asked)
        if not kept and not known.statements:
            raise StatementsNeeded(field="merge", many=collect.many)
        for one in there:
            now = put.get(one.mark)
            before = None if one.statement is None else known.statements[one.statement]
            fields: dict[str, object] = {"statement": now}
            if now is None or kept[now] != before:
                fields["confirmed"] = None
            Contribution.objects.filter(id=one.id).update(**fields)
        row.statements = kept


def tell_recognised(key: str, revision: int) -> None:
    """Let the room see how many recognise what they wrote: a snapshot. Raises SessionGone, MovedOn, NotNow."""
    with controlled(key, revision) as (row, known):
        check_can_put_together(known)
        asked = asked_of(known)
        if not may_tell(asked, row.confirmed):
            raise NotNow(phase=known.phase.value)
        row.confirmed = list(recognised(asked))


def _check_collecting(known: SessionFacts) -> None:
    if known.phase is not PhaseCode.COLLECT:
        raise NotNow(phase=known.phase.value)
    try:
        check_can_write(known)
    except NotNow:
        check_can_put_together(known)

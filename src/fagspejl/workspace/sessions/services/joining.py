"""What a phone does: join, say which group may stand alone, answer, guess, name reasons, leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import F

from fagspejl.workspace.sessions.errors import (
    AnswerRefused,
    DoorLocked,
    NotNow,
    RoomFull,
    SessionError,
    SlipNeeded,
)
from fagspejl.workspace.sessions.keys import hash_of
from fagspejl.workspace.sessions.models import AnswerSlip, Participant, Response, Reveal, Session
from fagspejl.workspace.sessions.phases import asked_last, guesses_others
from fagspejl.workspace.sessions.rows import phone_facts
from fagspejl.workspace.sessions.rules import (
    MOST_PHONES,
    TICKS,
    check_answer,
    check_can_answer,
    check_can_guess,
    check_can_tick,
    check_differences,
    check_guess,
    check_three,
    group_to_guess,
    guessed_groups,
)
from fagspejl.workspace.sessions.services.locked import held, phone
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    DifferenceReason,
    PhaseCode,
    PhoneFacts,
    SessionFacts,
)

_KEYS_KEPT = 200  # of one phone; older ones are of rounds that take nothing any more


def join(code: str, token: str, *, group: int | None, is_leader: bool = False) -> PhoneFacts:
    """Take a phone in; the same token again is the same phone. `group`: None where nobody chose one.

    Raises SessionGone, DoorLocked, RoomFull, SlipNeeded, AnswerRefused (no such group).
    """
    with held(code_hash=hash_of("code", code)) as (session, known):
        hashed = hash_of("token", token)
        found = Participant.objects.filter(session=session, token_hash=hashed).first()
        if found is not None:
            return phone_facts(found)
        if known.locked:
            raise DoorLocked
        if known.slips_only and not AnswerSlip.objects.filter(session=session, token_hash=hashed).exists():
            raise SlipNeeded
        if group is not None and not 0 <= group < len(known.groups):
            raise AnswerRefused(field="group")
        if Participant.objects.filter(session=session).count() >= MOST_PHONES:
            raise RoomFull(most=MOST_PHONES)
        made = Participant.objects.create(
            session=session, token_hash=hashed, group=None if is_leader else group, is_leader=is_leader
        )
        return phone_facts(made)


def once(code: str, token: str, key: str, change: Callable[[Participant, SessionFacts], None]) -> None:
    """Do what a phone sent, unless it was done already: a key is applied once."""
    with phone(code, token) as (participant, known):
        mark = hash_of("sent", key).hex()[:16]
        if mark in participant.applied:
            return
        change(participant, known)
        participant.applied = [*participant.applied, mark][-_KEYS_KEPT:]
        participant.save()


def answer(
    code: str, token: str, key: str, *, item: int, round_: int, values: AnswerValues, asked: bool = False
) -> None:
    """Keep what a phone answers to one item; the later answer counts, until the round is shown.

    Raises SessionGone, NotNow, AnswerRefused, TextRefused, TextAsks.
    """
    answer_all(code, token, key, round_=round_, values={item: values}, asked=asked)


def answer_all(
    code: str, token: str, key: str, *, round_: int, values: Mapping[int, AnswerValues], asked: bool = False
) -> None:
    """Keep what a phone answers on one page, all of it or nothing. `values`: by item.

    Raises SessionGone, and as `answer` with the fact `item`: the one that is refused.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        for item, value in values.items():
            try:
                _keep_answer(participant, known, item, round_, value, asked)
            except SessionError as error:
                error.facts["item"] = item
                raise

    once(code, token, key, keep)


def _keep_answer(
    participant: Participant, known: SessionFacts, item: int, round_: int, values: AnswerValues, asked: bool
) -> None:
    check_can_answer(known, item, round_)
    check_answer(known.items[item], values)
    Response.objects.update_or_create(
        participant=participant,
        item=item,
        round=round_,
        defaults={
            "value": values.value,
            "first_action": values.first_action,
            "certainty": values.certainty,
            "considerations": list(dict.fromkeys(values.considerations)),
            "reason": checked_text("reason", values.reason, asked=asked),
            "signed": values.signed,
        },
    )


def guess(code: str, token: str, key: str, *, of_ten: int) -> None:
    """Keep how many of ten a phone believes to be near the middle. Raises SessionGone, NotNow, AnswerRefused."""

    def keep(participant: Participant, known: SessionFacts) -> None:
        check_can_guess(known)
        if guesses_others(known):
            raise NotNow(phase=known.phase.value)
        check_guess(of_ten)
        Response.objects.update_or_create(
            participant=participant, item=known.item, round=1, defaults={"guess": of_ten}
        )

    once(code, token, key, keep)


def guess_three(code: str, token: str, key: str, *, chosen: Mapping[int, Sequence[int]]) -> None:
    """Keep which three statements a phone believes other groups rate highest. `chosen`: group -> three cases.

    A phone guesses one group, a leader's every one. Raises SessionGone, NotNow, AnswerRefused.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        check_can_guess(known)
        if not guesses_others(known):
            raise NotNow(phase=known.phase.value)
        asked = groups_asked(known, phone_facts(participant))
        for group, three in chosen.items():
            if group not in asked:
                raise AnswerRefused(field="three")
            check_three(range(len(known.cases)), three)
        participant.guesses = {str(group): sorted(three) for group, three in chosen.items()}

    once(code, token, key, keep)


def groups_asked(known: SessionFacts, phone_: PhoneFacts) -> tuple[int, ...]:
    """Return the groups whose three a phone guesses: the next one, or every one for a leader."""
    if phone_.is_leader:
        return guessed_groups(known.groups)
    found = group_to_guess(known.groups, phone_.group)
    return () if found is None else (found,)


def name_difference(code: str, token: str, key: str, *, reasons: Sequence[DifferenceReason]) -> None:
    """Keep one or two reasons why the room judges differently, until they are shown.

    Raises SessionGone, NotNow, AnswerRefused.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        check_can_tick(known)
        if Reveal.objects.filter(session=known.id, item=known.item, round=TICKS).exists():
            raise NotNow(phase=known.phase.value)
        check_differences(reasons)
        Response.objects.update_or_create(
            participant=participant,
            item=known.item,
            round=1,
            defaults={"differences": list(dict.fromkeys(reasons))},
        )

    once(code, token, key, keep)


def consent(code: str, token: str, key: str, *, alone: bool) -> None:
    """Keep whether this phone's small group may stand alone on the screen. A no counts at once, also a late one.

    Raises SessionGone, NotNow for a yes after something is shown.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        if alone and known.revealed:
            raise NotNow(phase=known.phase.value)  # what is shown is fixed: only a no still counts
        if known.revealed and participant.open_voice is not False:
            _redraw(participant)
        participant.open_voice = alone

    once(code, token, key, keep)


def show_leader(code: str, token: str, key: str) -> None:
    """Show the leader's own answer beside the team's. Raises SessionGone, NotNow for anybody else, and too early."""

    def keep(participant: Participant, known: SessionFacts) -> None:
        if not participant.is_leader or not known.revealed.get(known.item):
            raise NotNow(phase=known.phase.value)
        if not participant.shows_answer:
            _redraw(participant)
        participant.shows_answer = True

    once(code, token, key, keep)


def _redraw(participant: Participant) -> None:
    """Let every screen ask for the picture anew. Only for what changes it at once: an answer moves no revision."""
    Session.objects.filter(id=participant.session_id).update(revision=F("revision") + 1)


def leave(code: str, token: str, key: str, **answers: int | None) -> None:
    """Keep answers to the last questions, by name (`phases.asked_last`); one that is not sent stays as it was.

    Raises SessionGone, NotNow where one of them is not asked, AnswerRefused.
    """

    def keep(participant: Participant, known: SessionFacts) -> None:
        if not answers.keys() <= set(asked_last(known)):
            raise NotNow(phase=known.phase.value)
        for name, value in answers.items():
            if value is not None:
                check_guess(value)
            setattr(participant, name, value)

    once(code, token, key, keep)


def unanswered_consent(known: SessionFacts, phone_: PhoneFacts) -> bool:
    """Whether this phone is asked about its small group now: before it answers, once."""
    return (
        phone_.group is not None
        and phone_.open_voice is None
        and not known.revealed
        and known.phase is not PhaseCode.CLOSE
        and is_small(known, phone_.group)
    )


def is_small(known: SessionFacts, group: int) -> bool:
    """Whether a group is so small that each of its members is asked (docs/explanation/workspace.md 3)."""
    from fagspejl.workspace.arithmetic.constants import STORE

    return known.groups[group].size < STORE

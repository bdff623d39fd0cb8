"""Closing in stages, as one page shows it: what is done, what is next, and what happens if nobody does anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services.close_round import Step, record_of
from fagspejl.evaluation.selectors import policy_of, tree_of
from fagspejl.evaluation.selectors.escrow import CopyOutside, copy_outside
from fagspejl.evaluation.states import Act, can, is_behind
from fagspejl.evaluation.types import GRACE, MARGIN, RoundFacts
from fagspejl.lib.clock import ZONE
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.rounds.silence import fault_of, silent_until

State = Literal["done", "now", "later"]
_TOP = 1  # the whole organisation and the units right below it


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of closing. `form`: which form of the page stands in it, "" for none."""

    name: str
    title: str
    state: State
    texts: tuple[str, ...]
    form: str = ""
    table: tuple[tuple[str, str], ...] = field(default=())  # unit, leaders


def stages(facts: RoundFacts, words: Wording, now: datetime) -> list[Stage]:
    """Return the stages of closing in their order."""
    copy = copy_outside(facts.id)
    found = [_deadline(facts, words, now), _close(facts, words, now), _confirm(facts, copy, words)]
    if copy is not None:
        found.append(_copy(facts, copy, words))
    return [*found, _publish(facts, copy, words, now)]


def closes_at(facts: RoundFacts) -> datetime:
    """Return the earliest moment at which a round can be closed; the worker closes it then."""
    return facts.deadline + GRACE + MARGIN


def _is_closed(facts: RoundFacts) -> bool:
    """Whether the close record stands, every step up to the last backup done."""
    if is_behind(Act.DESTROY_KEYS, facts.state):
        return True
    return can(Act.DESTROY_KEYS, facts.state) and facts.close_step >= Step.BACKED_UP


def _deadline(facts: RoundFacts, words: Wording, now: datetime) -> Stage:
    over = now >= closes_at(facts)
    slots = {"deadline": words.moment_of_week(facts.deadline), "at": words.moment(closes_at(facts))}
    text = words.say(f"running_close.deadline_{'over' if over else 'open'}", **slots)
    return Stage("deadline", words.say("running_close.deadline"), "done" if over else "now", (text,))


def _close(facts: RoundFacts, words: Wording, now: datetime) -> Stage:
    title = words.say("running_close.close")
    if _is_closed(facts):
        done = (words.say("running_close.closed"), *_day(facts, Event.ROUND_CLOSED, words))
        return Stage("close", title, "done", done)
    if now < closes_at(facts):
        return Stage("close", title, "later", (words.say("running_close.closes_itself"),))
    texts = (words.say("running_close.close_text"), words.say("running_close.close_alone"))
    return Stage("close", title, "now", texts, "close")


def _confirm(facts: RoundFacts, copy: CopyOutside | None, words: Wording) -> Stage:
    title = words.say("running_close.confirm")
    kept = (
        "" if copy is None or copy.confirmed_on is not None else "_copy"
    )  # while one is, nobody is promised more
    if not _is_closed(facts):
        return Stage("confirm", title, "later", (words.say("running_close.confirm_later"),))
    record = _record_lines(facts, words)
    if is_behind(Act.DESTROY_KEYS, facts.state):
        gone = words.say(
            f"running_close.keys_gone{kept}", day=words.day(facts.keys_destroyed_on or facts.deadline.date())
        )
        return Stage("confirm", title, "done", (*record, gone))
    what = words.say(f"running_close.confirm_what{kept}")
    texts = [words.say("running_close.confirm_text"), *record, what]
    fault, until = fault_of(facts.id), silent_until(facts.id)
    if fault is not None:
        told = {"who": fault.actor_name, "at": words.moment(fault.at)}
        texts.append(words.say("running_close.fault_told", **told))
    elif until is not None:
        texts.append(words.say("running_close.confirm_alone", at=words.moment_of_week(until)))
    return Stage("confirm", title, "now", tuple(texts), "confirm", _units(facts.id, words))


def _record_lines(facts: RoundFacts, words: Wording) -> tuple[str, ...]:
    if facts.reports_deleted_on is not None:
        return ()
    record = record_of(facts.id)
    said = [
        words.counted(f"running_close.record_{name}", record[name])
        for name in ("counted", "drafts", "revoked")
        if name in record
    ]
    least = words.number_word(policy_of(facts.id).disclosure.k)
    return (*said, words.say("running_close.record_note", k=least))


def _units(round_id: UUID, words: Wording) -> tuple[tuple[str, str], ...]:
    """How many leaders each large unit holds: what was known before anybody answered."""
    tree = tree_of(round_id)
    depth: list[int] = []
    top: list[int] = []  # the unit of the table that each one belongs to
    for number, unit in enumerate(tree["units"]):
        above = int(str(unit["parent"]))
        depth.append(0 if above < 0 else depth[above] + 1)
        top.append(number if depth[number] <= _TOP else top[above])
    counts = Counter(top[int(str(leader["unit"]))] for leader in tree["leaders"])
    return tuple(
        (str(tree["units"][unit]["name"]), words.whole(counts[unit]))
        for unit in range(len(depth))
        if counts[unit]
    )


def _copy(facts: RoundFacts, copy: CopyOutside, words: Wording) -> Stage:
    title = words.say("running_close.copy")
    if copy.key_destroyed_on is None:
        return Stage("copy", title, "later", (words.say("running_close.copy_later"),))
    if copy.confirmed_on is not None:
        key = f"running_close.copy_{'apart' if copy.is_witnessed else 'confirmed'}"
        said = words.say(key, day=words.day(copy.confirmed_on))
        return Stage("copy", title, "done", (said,))
    texts = [words.say(f"running_close.copy_{'halves' if copy.is_witnessed else 'open'}")]
    if copy.publication_from is not None:
        texts.append(words.say("running_close.copy_waits", day=words.day(copy.publication_from)))
    return Stage("copy", title, "now", tuple(texts), "halves" if copy.is_witnessed else "copy")


def _publish(facts: RoundFacts, copy: CopyOutside | None, words: Wording, now: datetime) -> Stage:
    title = words.say("running_close.publish")
    if is_behind(Act.PUBLISH, facts.state):
        done = (words.say("running_close.published"), *_day(facts, Event.ROUND_PUBLISHED, words))
        return Stage("publish", title, "done", done)
    if not can(Act.PUBLISH, facts.state):
        return Stage("publish", title, "later", (words.say("running_close.publish_later"),))
    texts = [words.say("running_close.publish_text"), words.say("running_close.publish_told")]
    until = silent_until(facts.id)
    wait = None if copy is None else copy.publication_from
    day = max([one for one in (until and until.astimezone(ZONE).date(), wait) if one], default=None)
    if day is not None:
        texts.append(words.say("running_close.publish_alone", day=words.day(day)))
    if wait is not None and now.astimezone(ZONE).date() < wait:
        return Stage("publish", title, "later", (words.say("running_close.publish_waits"), *texts))
    return Stage("publish", title, "now", tuple(texts), "publish")


def _day(facts: RoundFacts, event: Event, words: Wording) -> tuple[str, ...]:
    """When it was done and by whom, where the log still tells."""
    found = entries_about(facts.id, events=[event], limit=1)
    if not found:
        return ()
    key = (
        "running_close.done_by_itself" if found[0].actor in ("worker", "closing") else "running_close.done_by"
    )
    return (words.say(key, at=words.moment(found[0].at), who=found[0].actor_name),)

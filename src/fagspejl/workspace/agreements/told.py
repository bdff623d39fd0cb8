"""Agreements as staff read them: where one stands, what it says, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.agreements.rules import AgreementAct, asks, lacking, may, overdue, register
from fagspejl.workspace.agreements.types import (
    AgreementFacts,
    AgreementStatus,
    EventFacts,
    ExceptionFacts,
    SuperiorRule,
    ToldFacts,
    VersionFacts,
)
from fagspejl.workspace.sessions.types import Consideration

_ASKED = (AgreementAct.TELL, AgreementAct.REVIEW, AgreementAct.CHANGE, AgreementAct.SUSPEND, AgreementAct.END)


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in a list. `overdue`: it is drawn grey; `asks`: its rest is over."""

    id: UUID
    title: str
    text: str
    state: str
    overdue: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A group that was told."""

    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionTold:
    """One version, whole. `considerations`: all four, with an empty text where nothing was said."""

    number: int
    heading: str
    because: str
    text: str
    why: str
    parts: tuple[tuple[str, str], ...]
    considerations: tuple[tuple[str, str], ...]
    superior: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTold:
    """An agreement's page: its newest version first, those before it, who was told, and what happened.

    `not_told`: one sentence where others were told of an earlier version and nobody of the newest; else empty.
    `lacking`: of a draft, what must be filled in before it can hold; else empty.
    """

    line: AgreementLine
    now: VersionTold
    before: tuple[VersionTold, ...]
    exceptions: tuple[ExceptionFacts, ...]
    ended_exceptions: tuple[tuple[ExceptionFacts, str], ...]
    told: tuple[ToldLine, ...]
    not_told: str
    lacking: str
    history: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]


def line(facts: AgreementFacts, today: date, words: Wording) -> AgreementLine:
    """Return an agreement as a line of a list."""
    state = _state(facts, today, words)
    text = facts.current.values.text
    return AgreementLine(facts.id, facts.title, text, state, overdue(facts, today), asks(facts, today))


def register_told(agreements: tuple[AgreementFacts, ...], today: date, words: Wording) -> tuple[str, ...]:
    """Return how a unit keeps its agreements, in counts; nothing of a register that has nothing to count."""
    counted, said = register(agreements, today), []
    if counted.reviews:
        said.append(words.say("agree_list.in_time", count=counted.in_time, n=counted.reviews))
    if counted.begun:
        said.append(words.say("agree_list.moved", count=counted.moved, n=counted.begun))
    return tuple(said)


def agreement_told(facts: AgreementFacts, today: date, words: Wording) -> AgreementTold:
    """Return an agreement as its page shows it."""
    versions = [_version(one, words) for one in facts.versions]
    newest = facts.current.number
    gone = tuple(
        (one, words.say("agree_page.exception_ended", version=one.ended_in))
        for one in facts.exceptions
        if one.ended_in is not None
    )
    return AgreementTold(
        line=line(facts, today, words),
        now=versions[-1],
        before=tuple(reversed(versions[:-1])),
        exceptions=facts.exceptions_now,
        ended_exceptions=gone,
        told=tuple(ToldLine(_told(one, newest, words), one.questions) for one in facts.told),
        not_told=words.say("agree_page.told_not_this", number=newest)
        if facts.told and facts.ended_on is None and all(one.version != newest for one in facts.told)
        else "",
        lacking=_lacking(facts, words),
        history=tuple(event_told(one, words) for one in facts.events),
        acts=tuple(
            (f"agreement-{act}".replace("_", "-"), words.say(f"agree_page.act_{act}"))
            for act in _ASKED
            if may(act, facts.status)
        ),
    )


def event_told(one: EventFacts, words: Wording) -> str:
    """Return what happened on a day: in the history, and beside the flags of the agreement's life."""
    key = f"agree_page.event_{one.kind}{'_line' if one.line else ''}"
    return words.say(key, day=words.day(one.on), version=one.version, line=one.line)


def _lacking(facts: AgreementFacts, words: Wording) -> str:
    found = lacking(facts.current.values) if facts.status is AgreementStatus.DRAFT else ()
    fields = [words.quote(words.say(f"agree_page.lacking_{field}")) for field in found]
    return words.say("agree_page.lacking", fields=words.series(fields)) if fields else ""


def agreement_lines(facts: AgreementFacts, words: Wording) -> tuple[str, ...]:
    """Return what holds now, for the page and the PDF of its life: text, rule above it, reason and exceptions."""
    now = _version(facts.current, words)
    exceptions = (
        words.say("agree_life.exception_line", number=one.number, when=one.opening, instead=one.instead)
        for one in facts.exceptions_now
    )
    return (now.text, *filter(None, (now.superior, now.why)), *exceptions)


def _told(one: ToldFacts, newest: int, words: Wording) -> str:
    """Return who was told and how many understood, with its version where a newer one has come since."""
    slots = {"group": one.group, "day": words.day(one.told_on)}
    if one.understood is None:
        text = words.say("agree_page.told_on", **slots)
    else:
        text = words.say("agree_page.told_understood", count=one.understood, **slots)
    return (
        text if one.version == newest else words.say("agree_page.told_before", number=one.version, text=text)
    )


def _version(one: VersionFacts, words: Wording) -> VersionTold:
    values = one.values
    decided = words.say(f"agree_form.decided_how_{values.decided_how}")
    if values.decided_n is not None:
        decided = words.say("agree_page.decided_n", how=decided, n=values.decided_n)
    band = "" if values.band_low is None else f"{values.band_low}-{values.band_high}"
    said = {
        "for_whom": values.for_whom,
        "visible_sign": values.visible_sign,
        "doers": _side(values.doers, values.doers_size, words),
        "receivers": _side(values.receivers, values.receivers_size, words),
        "decided_how": decided,
        "minority_reason": values.minority_reason,
        "behaviour_green": values.behaviour_green,
        "behaviour_yellow": values.behaviour_yellow,
        "behaviour_red": values.behaviour_red,
        "band": band,
    }
    return VersionTold(
        number=one.number,
        heading=words.say("agree_page.version", number=one.number, day=words.day(one.starts_on)),
        because=one.because,
        text=values.text,
        why=values.why,
        parts=tuple((words.say(f"agree_page.{name}"), text) for name, text in said.items() if text),
        considerations=tuple(
            (words.say(f"agree_form.consideration_{name}"), text)
            for name, text in zip(Consideration, values.considerations, strict=True)
        ),
        superior=""
        if values.superior_rule is SuperiorRule.NONE
        else words.say(f"agree_page.superior_{values.superior_rule}", text=values.superior_text),
    )


def _side(name: str, size: int | None, words: Wording) -> str:
    if size is None:
        return name
    return words.counted("agree_page.side_size", size, name=name or words.say("agree_page.side_all"))


def _state(facts: AgreementFacts, today: date, words: Wording) -> str:
    def day(found: date | None) -> str:
        return "" if found is None else words.day(found)

    status = facts.status
    if status is AgreementStatus.DRAFT:
        return words.say("agree_list.state_draft", day=day(facts.created_on))
    if status is AgreementStatus.SUSPENDED:
        key = "state_asks" if asks(facts, today) else "state_suspended"
        return words.say(f"agree_list.{key}", day=day(facts.suspended_until), because=facts.suspended_because)
    if status in (AgreementStatus.ENDED, AgreementStatus.REPLACED):
        return words.say(f"agree_list.state_{status}", day=day(facts.ended_on))
    key = "state_overdue" if overdue(facts, today) else "state_active"
    return words.say(f"agree_list.{key}", day=day(facts.current.starts_on), review=day(facts.review_on))

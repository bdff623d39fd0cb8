"""Who was asked and how many answered: the first thing a leader reads."""

from __future__ import annotations

from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    LeaderRelease,
    MarkName,
    Response,
    Withheld,
)
from fagspejl.reporting.page_types.report import Participation, ParticipationGroup
from fagspejl.reporting.pages.facts import count_texts
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import not_asked, role_label
from fagspejl.reporting.pages.values import SENTENCES
from fagspejl.reporting.pages.view_of_part import ReleasedRound

MARKS: tuple[MarkName, ...] = ("self", "superior")


def asked_groups(view: LeaderRelease) -> tuple[GroupResult, ...]:
    """Return the anonymous groups that were asked about this leader; the others are not mentioned at all."""
    return tuple(group for group in view.groups if not not_asked(group.response))


def participation_section(frame: Frame, round_: ReleasedRound, view: LeaderRelease) -> Participation:
    """Return who answered, group by group, with the fixed footnotes."""
    words, info = frame.voice, round_.info
    dates = words.period(info.opened, info.closed, year=False)
    period = words.say("asked.period", range=dates) if dates else ""
    groups = asked_groups(view)
    lines = [_group_line(frame, group, period) for group in groups]
    lines += [line for role in MARKS if (line := _mark_line(frame, view, role)) is not None]
    return Participation(
        id="svar",
        title=words.say("asked.title"),
        groups=tuple(lines),
        footnotes=_footnotes(frame, round_, groups),
    )


def response_sentence(frame: Frame, kind: str, response: Response, period: str) -> str:
    """Return "9 af dine 12 medarbejdere svarede (1.–14. marts)."."""
    key = f"group.{kind}.answered"
    if response.invited is None:
        key += "_unknown"
    elif response.code is Code.ALL_ANSWERED:
        key += "_all"
    n, invited = count_texts(frame, response)
    return frame.voice.say(key, n=n, invited=invited, period=period)


def _group_line(frame: Frame, group: GroupResult, period: str) -> ParticipationGroup:
    label, response = frame.group_label(group.group), group.response
    if isinstance(response, Withheld):
        return ParticipationGroup(group.group, label, frame.withheld, withheld=True, notes=())
    few = (frame.voice.say(SENTENCES[response.code]),) if response.code is Code.FEW_ANSWERS else ()
    sentence = response_sentence(frame, group.group, response, period)
    return ParticipationGroup(group.group, label, sentence, withheld=False, notes=few)


def _mark_line(frame: Frame, view: LeaderRelease, role: MarkName) -> ParticipationGroup | None:
    """One line for the leader's own answer, one for all superiors; None where the questionnaire asks neither."""
    words = frame.voice
    count = sum(mark.role == role for mark in view.marks)
    if not count:
        if role not in frame.instrument.perspectives:
            return None
        sentence = words.say(f"mark.{role}.missing")
    elif count == 1:
        sentence = words.say(f"mark.{role}.answered")
    else:
        sentence = words.say(f"mark.{role}.answered_many", count=count)
    return ParticipationGroup(role, role_label(frame, role, count), sentence, withheld=False, notes=())


def _footnotes(frame: Frame, round_: ReleasedRound, groups: tuple[GroupResult, ...]) -> tuple[str, ...]:
    words = frame.voice
    notes = [words.say("asked.small_groups", k=words.number_word(round_.disclosure.k))]
    if round_.merged:
        notes.append(words.say("asked.merged"))
    if not round_.has_person:
        notes.append(words.say("asked.no_person"))
    shown = [group.response for group in groups if isinstance(group.response, Response)]
    if any(response.invited is None for response in shown):
        notes.append(words.say("asked.no_invited"))
    return tuple(notes)

"""Facts that every kind of page prints: head, versions, thresholds, foot."""

from __future__ import annotations

from typing import Literal

from fagspejl.disclosure.types import Provenance, Response
from fagspejl.lib.promise import Registered
from fagspejl.reporting.page_types.charts import NO_CELL, Cell
from fagspejl.reporting.page_types.report import Fact
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.view_of_part import ReleasedRound

_SHOWN_DIGITS = 12  # of a checksum: enough to compare by eye
_SHOWN_OF_ID = 8  # of a release's id


def round_facts(frame: Frame, round_: ReleasedRound) -> tuple[Fact, ...]:
    """Return organisation, period and questionnaire, where known; the round itself stands above the title."""
    words, info = frame.voice, round_.info
    title = frame.wording.title
    if not round_.stamp.validated:
        title = words.say("head.not_validated", title=title)
    pairs = (
        ("organisation", info.organisation),
        ("period", words.period(info.opened, info.closed)),
        ("questionnaire", title),
    )
    return tuple(Fact(words.say(f"head.{name}"), text) for name, text in pairs if text)


def expert_facts(frame: Frame, round_: ReleasedRound) -> tuple[Fact, ...]:
    """Return versions, checksums and the thresholds of the round."""
    words, stamp, policy = frame.voice, round_.stamp, round_.disclosure
    key = "expert.questionnaire_text" if stamp.validated else "expert.not_validated"
    pairs = (
        ("questionnaire", words.say(key, id=stamp.id, version=stamp.version)),
        ("checksum", stamp.checksum[:_SHOWN_DIGITS]),
        ("software", words.say("expert.software_text", software=round_.software)),
        ("policy", round_.policy_sha[:_SHOWN_DIGITS]),
        ("k", str(policy.k)),
        ("k_distribution", str(policy.k_distribution)),
        ("k_comments", str(policy.k_comments)),
        ("comment_authors", str(policy.comment_authors)),
        ("org_leaders", str(policy.org_leaders)),
    )
    return tuple(Fact(words.say(f"expert.{name}"), text) for name, text in pairs)


def foot(frame: Frame, round_: ReleasedRound) -> tuple[str, ...]:
    """Return the page's last lines: whose round it is, and the versions behind it."""
    words, stamp = frame.voice, round_.stamp
    whose = [text for text in (round_.info.organisation, round_.info.title) if text]
    versions = words.say(
        "footer.versions",
        id=stamp.id,
        version=stamp.version,
        policy=round_.policy_sha[:_SHOWN_DIGITS],
        software=round_.software,
    )
    return (
        *((" · ".join(whose),) if whose else ()),
        *_replaced(frame, round_.provenance),
        _promise(frame, round_.promise),
        versions,
    )


def _promise(frame: Frame, promise: Registered | Literal["of_each"] | None) -> str:
    """Return the short code of what was registered beforehand, and where to check it."""
    if promise is None:
        return frame.voice.say("footer.promise_none")
    if promise == "of_each":
        return frame.voice.say("footer.promise_of_each")
    return frame.voice.say(f"footer.promise_{promise.made}", code=promise.code)


def _replaced(frame: Frame, told: Provenance) -> tuple[str, ...]:
    """Name the release that these reports replace, so that nobody goes on with the old ones."""
    if told.replaces is None:
        return ()
    release = told.replaces[:_SHOWN_OF_ID]
    if told.replaces_date is None:
        return (frame.voice.say("footer.replaces", release=release),)
    return (frame.voice.say("footer.replaces_of", release=release, day=frame.voice.day(told.replaces_date)),)


def count_cell(frame: Frame, count: int | None) -> Cell:
    """Return a number of people as a cell; an empty one for None."""
    return NO_CELL if count is None else Cell(frame.voice.whole(count), "count", count)


def invited_cell(frame: Frame, response: Response) -> Cell:
    """Return N as a cell; a word, among the figures, where it is not known."""
    if response.invited is None:
        return Cell(frame.voice.say("expert.unknown"), "count")
    return count_cell(frame, response.invited)


def count_texts(frame: Frame, response: Response) -> tuple[str, str]:
    """Return n and N as people write them; N is "" where it is not known."""
    words, invited = frame.voice, response.invited
    return words.whole(response.n), "" if invited is None else words.whole(invited)

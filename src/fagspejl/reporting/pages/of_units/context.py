"""What a unit's leaders work in, as far as printed figures tell: how many lead, how many were asked about each. Pure.

Nothing that leaders answered about themselves is summed up: these are answers of named people.
"""

from __future__ import annotations

from fagspejl.disclosure.types import Response, UnitGroup, UnitRelease
from fagspejl.reporting.page_types.report import Section
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import group_title


def context_of(frame: Frame, unit: UnitRelease, below: int, leaders: int | None) -> Section | None:
    """Return how the unit is built; None where no figure of it is shown, so that withheld units look alike.

    How many people were asked about a leader is N by the leaders that the figures rest on, both as printed, in whole
    people. It is not told where N is unknown, or where a pool makes the number of leaders uncertain.
    """
    words = frame.voice
    shown = [group for group in unit.groups if isinstance(group.response, Response)]
    if not shown or leaders is None:
        return None
    said = [words.say("organisation.context_leaders", leaders=words.whole(leaders))]
    if below:
        said.append(words.say("organisation.context_below", units=words.whole(below)))
    for group in shown:
        asked = _asked_about_each(group)
        if asked is not None:
            label = group_title(frame, group.group)
            said.append(words.say("organisation.context_asked", group=label, n=words.whole(asked)))
    return Section("rammer", words.say("organisation.context_title"), tuple(said))


def _asked_about_each(group: UnitGroup) -> int | None:
    response = group.response
    if group.pooled or group.answers or not group.leaders or not isinstance(response, Response):
        return None
    if response.invited is None:
        return None
    return (2 * response.invited + group.leaders) // (2 * group.leaders)

"""What an organisation's page says of units that drew lots to begin first: one sentence. Pure."""

from __future__ import annotations

from fagspejl.disclosure.types import LotPrinted
from fagspejl.reporting.page_types.report import Section
from fagspejl.reporting.pages.frame import Frame


def lot_section(frame: Frame, lot: LotPrinted | None) -> Section | None:
    """Return the sentence under its title; None where no lot was drawn. It names a cause of nothing."""
    if lot is None:
        return None
    words, theme = frame.voice, frame.wording.themes[lot.theme].title
    return Section("lod", words.say("lot.title"), (_sentence(frame, lot, theme), words.say("lot.how")))


def _sentence(frame: Frame, lot: LotPrinted, theme: str) -> str:
    words, said = frame.voice, lot.effect
    if said is None:
        return words.say("lot.too_few", theme=theme)
    if not said.tells:
        lower, upper = (words.number(one / 100, 2) for one in (said.lower, said.upper))
        return words.say("lot.cannot", theme=theme, lower=lower, upper=upper)
    way = "higher" if said.lower > 0 else "lower"
    difference, near, far = (
        words.number(one / 100, 2)
        for one in (abs(said.hundredths), *sorted((abs(said.lower), abs(said.upper))))
    )
    return words.say(f"lot.{way}", theme=theme, difference=difference, lower=near, upper=far)

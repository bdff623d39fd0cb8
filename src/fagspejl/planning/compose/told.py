"""What is the matter with a choice or a text, in sentences; and where the words that are missing are to be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from fagspejl.evaluation.types.composition import KEPT, CompositionValues
from fagspejl.instrument.composing import CannotCompose, Composition, missing
from fagspejl.instrument.errors import InstrumentInvalid
from fagspejl.instrument.types import Gap, Instrument
from fagspejl.intake.questionnaires import NotAQuestionnaire
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.planning.compose.choosing import title_of
from fagspejl.planning.refusals import lines_of

_MOST_LINES: Final = 50  # of faults on a page


@dataclass(frozen=True, slots=True)
class GapLine:
    """Words that are missing, in a sentence. `url`: where they are written, "" where they cannot be written here."""

    text: str
    url: str


def told(error: FagspejlError, words: Wording, *, titles: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Return sentences about an error of composing. `titles`: theme ids with the titles that people know."""
    if isinstance(error, CannotCompose):
        about = dict(titles).get(error.about, error.about)
        return [words.say(f"compose_refused.{error.why}", theme=about, **error.facts)]
    if isinstance(error, NotAQuestionnaire):
        return [words.say(f"compose_file.{error.why}")]
    if isinstance(error, InstrumentInvalid):
        doubled = [fault for fault in error.faults if fault.code == "TWICE"]
        if doubled:
            return [words.say("compose_refused.twice", id=dict(fault.facts)["id"]) for fault in doubled]
        lines = [
            words.say("compose_file.fault", file=fault.file, key=fault.key, reason=fault.say(words.language))
            if fault.key
            else f"{fault.file}: {fault.say(words.language)}"
            for fault in error.faults[:_MOST_LINES]
        ]
        more = len(error.faults) - len(lines)
        return lines + ([words.say("compose_file.more", count=more)] if more else [])
    return lines_of(error, words)


def gap_lines(
    values: CompositionValues,
    composition: Composition,
    instrument: Instrument,
    gaps: Iterable[Gap],
    words: Wording,
    round_id: object,
) -> list[GapLine]:
    """Return one line for each theme, language and kind of words that somebody would miss."""
    lines: dict[GapLine, None] = {}
    lacking = missing(composition)
    for one in lacking:
        source = _source(values, one.theme)
        text = words.say("compose_gap.theme", theme=one.title, language=_language(one.language, words))
        lines[GapLine(text, _mended_at(source, one.theme))] = None
    left_out = {one.language for one in lacking}
    for gap in gaps:
        if gap.part == "language" and gap.language in left_out:
            continue
        slots = {
            "language": _language(gap.language, words),
            "who": words.say(f"planning_perspective.{gap.perspective}") if gap.perspective else "",
            "theme": title_of(instrument, gap.theme, words.language) if gap.theme else "",
        }
        if gap.part == "comment":
            url = reverse("planning-form-comments", args=[round_id])
        else:
            url = _mended_at(_source(values, gap.theme), gap.theme)
        key = gap.part if f"compose_gap.{gap.part}" in words.keys else "about"
        lines[GapLine(words.say(f"compose_gap.{key}", **slots), url)] = None
    return list(lines)


def _language(code: str, words: Wording) -> str:
    return words.say(f"compose_language.{code}")


def _source(values: CompositionValues, theme: str) -> str:
    return next((chosen.source for chosen in values.themes if chosen.theme == theme), "")


def _mended_at(source: str, theme: str) -> str:
    """The page where an own theme's words are written; a shipped theme's words are not written here."""
    if not source.startswith(KEPT):
        return ""
    return reverse("planning-theme", args=[source.removeprefix(KEPT), theme])

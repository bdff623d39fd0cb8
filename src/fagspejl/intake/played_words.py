"""What was understood of the files, in finished sentences: what counts as what, how many, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fagspejl.analysis.types import Missing
from fagspejl.instrument.types import Instrument
from fagspejl.instrument.types import Wording as InstrumentWording
from fagspejl.intake.findings import listing, shown
from fagspejl.intake.played import PlayedAnswer, PlayedBack, PlayedFile
from fagspejl.intake.sentences import WORDS
from fagspejl.lib.language import Language
from fagspejl.lib.sameness import normal
from fagspejl.lib.wording import Wording, wording

_ASIDE: Final = 8  # headings named
_MISSING: Final = {
    Missing.BLANK: "blank",
    Missing.DONT_KNOW: "dont_know",
    Missing.NO_DISCLOSE: "no_disclose",
    Missing.NOT_ASKED: "not_asked",
}
_OWN: Final = ("leader", "perspective", "person")


def lines(played: PlayedBack, instrument: Instrument, language: Language) -> list[str]:
    """Return the sentences, one per line; each file's columns stand indented below it."""
    words = wording(language, WORDS, terminal=True)
    told: list[str] = []
    for file in played.files:
        told += _file(file, words, instrument, language)
    told.append(words.say("played.scale"))
    told += [f"  {_answer(answer, instrument, words, language)}" for answer in played.scale]
    told.append(" · ".join(_counts(played, words)))
    return told


def _file(file: PlayedFile, words: Wording, instrument: Instrument, language: Language) -> Iterator[str]:
    facts = {"file": file.file, "sheet": file.sheet, "system": file.system}
    key = (
        "sheet_of"
        if file.system and file.sheet
        else "of"
        if file.system
        else "sheet"
        if file.sheet
        else "file"
    )
    yield words.say(f"played.file_{key}", **facts)
    for column in file.columns:
        ours = _ours(column.ours, instrument, words, language)
        why = words.say(f"played.why.{column.why}")
        yield "  " + words.say("played.column", heading=shown(column.heading), ours=ours, why=why)
    if file.perspective:
        yield "  " + words.say("played.perspective", who=words.say(f"perspective.{file.perspective}"))
    if file.aside:
        names = listing(file.aside, _ASIDE)
        yield "  " + words.counted("played.aside", len(file.aside), names=names)


def _ours(ours: str, instrument: Instrument, words: Wording, language: Language) -> str:
    if ours in _OWN:
        return words.say(f"played.ours.{ours}")
    spoken = instrument.wordings.get(language)
    if ours.startswith("comment_"):
        return words.say("played.ours.comment", name=_question(ours.removeprefix("comment_"), spoken))
    shorts = (
        {} if spoken is None else {k: v for theme in spoken.themes.values() for k, v in theme.short.items()}
    )
    return words.say("played.ours.statement", name=shorts.get(ours, ours))


def _question(name: str, spoken: InstrumentWording | None) -> str:
    """Return the open question as people read it, cut to what fits a line; its id where we have no words for it."""
    asked = {} if spoken is None else spoken.comments.get(name, {})
    return shown(next(iter(asked.values()), name))


def _answer(answer: PlayedAnswer, instrument: Instrument, words: Wording, language: Language) -> str:
    spoken = instrument.wordings.get(language)
    if answer.code < 0:
        label = words.say(f"played.{_MISSING[Missing(-answer.code)]}")
    elif spoken is not None and len(spoken.options) >= answer.code:
        label = spoken.options[answer.code - 1]
    else:
        label = str(answer.code + instrument.scale.lo - 1)
    texts = [shown(text) for text in answer.texts if normal(text) != normal(label)]
    said = f"{', '.join(texts)} = {label}" if texts else label
    return words.counted("played.answer", answer.count, answer=said)


def _counts(played: PlayedBack, words: Wording) -> Iterator[str]:
    leaders = words.counted("played.leaders", played.leaders)
    yield words.counted("played.answers", played.answers, leaders=leaders)
    left_out: dict[str, int] = {}
    for file in played.files:
        for reason, count in file.left_out:
            left_out[reason] = left_out.get(reason, 0) + count
    if left_out:
        reasons = [words.counted(f"played.left_out.{reason}", count) for reason, count in left_out.items()]
        yield words.counted("played.rows_left_out", sum(left_out.values()), reasons=", ".join(reasons))

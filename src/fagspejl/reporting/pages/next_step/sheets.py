"""Sheets of one page for meetings: one for each statement, one for each step that is suggested. Pure.

A sheet holds words of the questionnaire and our own, and no figure of anybody's report: everybody may see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fagspejl.disclosure.types import ThemeInfo
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording
from fagspejl.reporting.page_types.report import ContentsEntry, Fact, Head
from fagspejl.reporting.pages.frame import READERS_WORDS, Frame, frame_for
from fagspejl.reporting.pages.next_step.shown import KNOWN
from fagspejl.reporting.pages.next_step.suggestion import MINUTES, STEPS
from fagspejl.reporting.pages.next_step.types import MeetingSheet, SheetName, SheetsPage, SheetStep, Statement
from fagspejl.reporting.pages.next_step.words import step_words
from fagspejl.reporting.pages.view_of_part import ReleasedRound

TOOLS: Final[tuple[SheetName, ...]] = tuple(name for name in STEPS if name not in {"meeting", "talk"})


def statements(frame: Frame, themes: Sequence[ThemeInfo]) -> tuple[Statement, ...]:
    """Return every statement of a report with its question, in questionnaire order."""
    return tuple(_statements(frame, themes))


def _statements(frame: Frame, themes: Sequence[ThemeInfo]) -> Iterator[Statement]:
    words = step_words(frame.voice.language)
    for number, theme in enumerate(themes, start=1):
        wording = frame.wording.themes.get(theme.id)
        own = tuple(item for item, _ in theme.items) == KNOWN
        asked = wording.team_question if wording else ""
        for place, (item, _) in enumerate(theme.items, start=1):
            yield Statement(
                place=f"{number}.{place}",
                theme=frame.theme_title(theme.id),
                number=place,
                short=frame.short(theme.id, item),
                stem=_stem(frame, theme.id),
                text=frame.statement(theme.id, item),
                question=words.say(f"question.{item}")
                if own
                else asked or frame.voice.say("theme.default_question"),
            )


def _stem(frame: Frame, theme: str) -> str:
    wording = frame.wording.themes.get(theme)
    stems = wording.stem if wording else {}
    return next((stems[name] for name in READERS_WORDS if name in stems), "")


def meeting_sheet(words: Wording, about: Statement, *, several: bool) -> MeetingSheet:
    """Return the sheet of one statement: question, silence, pairs, choose. `several`: the report has more themes."""
    title = words.say(
        "sheets.of_theme_statement" if several else "sheets.of_statement",
        theme=about.theme,
        number=about.number,
        statement=about.short,
    )
    return _sheet(words, "meeting", f"ark-{about.place.replace('.', '-')}", title, about)


def tool_sheet(words: Wording, name: SheetName) -> MeetingSheet:
    """Return the sheet of a step, or the agenda of the talk with the leader's own leader."""
    return _sheet(words, name, f"ark-{name}", words.say(f"sheet.{name}.title"), None)


def _sheet(words: Wording, name: SheetName, anchor: str, title: str, about: Statement | None) -> MeetingSheet:
    known = f"sheet.{name}.lines"
    steps = zip(STEPS[name], words.pairs(f"sheet.{name}.steps"), strict=True)
    time = words.say("sheets.minutes", minutes=MINUTES[name])
    return MeetingSheet(
        id=anchor,
        title=title,
        lead=words.say(f"sheet.{name}.lead"),
        facts=(
            Fact(words.say("sheets.time"), time),
            Fact(words.say("sheets.who"), words.say(f"sheet.{name}.who")),
            Fact(words.say("sheets.bring"), words.say(f"sheet.{name}.bring")),
        ),
        stem=about.stem if about else "",
        statement=about.text if about else "",
        question=about.question if about else "",
        steps=tuple(
            SheetStep(words.say("sheets.minutes", minutes=minutes), title, text)
            for minutes, (title, text) in steps
        ),
        lines=words.listed(known if known in words.keys else "sheets.lines"),
    )


def sheets_page(frame: Frame, round_: ReleasedRound, sheets: tuple[MeetingSheet, ...]) -> SheetsPage:
    """Return these sheets as one page, each on a sheet of paper of its own."""
    words = step_words(frame.voice.language)
    alone = len(sheets) == 1
    return SheetsPage(
        kind="sheets",
        language=words.language,
        labels=frame.labels,
        head=Head(
            document_title=words.say("sheets.document_one", title=sheets[0].title)
            if alone
            else words.say("sheets.document_title"),
            kicker=round_.info.title or round_.info.organisation,
            title=words.say("sheets.title"),
            facts=(),
            purpose=() if alone else words.listed("sheets.purpose"),
        ),
        contents=() if alone else tuple(ContentsEntry(sheet.id, sheet.title) for sheet in sheets),
        question=words.say("sheets.question"),
        sheets=sheets,
        footer=tuple(text for text in (round_.info.organisation, round_.info.title) if text),
    )


def all_sheets(round_: ReleasedRound, instrument: Instrument, language: Language) -> SheetsPage:
    """Return every sheet: the talk with the leader's own leader, each statement, each step. Raises NoSuchLanguage."""
    frame = frame_for(instrument, language, round_.scale)
    words, several = step_words(language), len(round_.themes) > 1
    meetings = (meeting_sheet(words, one, several=several) for one in statements(frame, round_.themes))
    return sheets_page(
        frame, round_, (tool_sheet(words, "talk"), *meetings, *(tool_sheet(words, name) for name in TOOLS))
    )

"""The page model: everything a reader is told, in finished sentences and chart structures. Pure.

HTML, SVG, alternative texts, PDF and XLSX render these values and add no word and no number of their own. Every
value is a str, int, bool, None, tuple or another class of this module or of `chart_types`, so `pages.plain.dumps`
writes any of them as JSON. Texts are plain: no markup, and they hold non-breaking spaces where a line must not
break. User text (names, comments) stands in them as it was written and must be escaped by who renders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import ScaleChart, StatementChart, Table
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.page_types.first_page import FirstPage
from fagspejl.reporting.page_types.withheld import WithheldPart


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its text, for lists of facts: ("Periode", "1.–14. marts 2026")."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Heading and paragraphs. `id` is an anchor, unique on the page, of a-z, 0-9, - and _."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The page's own fixed words, for who renders it."""

    skip_to_content: str
    contents: str
    show_table: str
    show_more: str
    statement: str
    statements: str
    question_to_team: str
    what: str
    why: str
    reading: str
    page: str
    of: str
    one_person: str
    withheld: str
    organisation_report: str
    index: str
    reversed_note: str
    units_above: str
    list_goes_on: str
    other_words: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents; `id` is the anchor of its section."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a page. `document_title` names the file for readers and assistive technology."""

    document_title: str
    kicker: str  # the round
    title: str
    facts: tuple[Fact, ...]
    purpose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParticipationGroup:
    """How many of one group answered, or the neutral text. `notes`: few answers, all answered."""

    kind: PerspectiveName
    label: str
    sentence: str
    withheld: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """Who was asked and how many answered."""

    id: str
    title: str
    groups: tuple[ParticipationGroup, ...]
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A mark of the charts and what it is."""

    kind: PerspectiveName | Literal["band", "bounds", "segment", "dots"]
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the report: the legend, and bands explained once with the leader's own numbers."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    legend: tuple[LegendEntry, ...]
    bands: tuple[str, ...]  # the explanation in words with numbers; never empty where a group is shown


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """One statement: its words, answers as dots where there are enough, one line with a mark per perspective.

    Reading order: text, note, `dots` (answers before averages), chart, sentences. `chart` is None where nothing may
    be drawn; `sentences` then tells so. `note` speaks of a turned statement.
    """

    id: str
    number: int
    text: str
    note: str
    chart: ScaleChart | None
    sentences: tuple[str, ...]
    dots: tuple[StatementChart, ...]


@dataclass(frozen=True, slots=True)
class OtherWords:
    """The statements as they were put to `who`, each with its number, where their words differ from the page's."""

    who: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """One theme. Reading order: title, what, why, reading, `before` (spread), chart, sentences, items, question."""

    id: str
    number: int
    title: str
    what: tuple[str, ...]
    why: tuple[str, ...]
    reading: tuple[str, ...]  # how to read the theme's answers; empty where no group is shown
    before: tuple[str, ...]
    chart: ScaleChart | None
    sentences: tuple[str, ...]
    stem: str
    items: tuple[ItemBlock, ...]
    question: str
    after_question: str
    adapted: str = ""  # that some answered the same statements in words of their own
    other_words: tuple[OtherWords, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentQuestion:
    """The comments to one question, word for word."""

    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommentGroup:
    """One group's, or one named person's, comments; or `withheld`, the one neutral text, and no questions."""

    kind: PerspectiveName
    label: str
    questions: tuple[CommentQuestion, ...]
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Comments:
    """All comments of a report."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    groups: tuple[CommentGroup, ...]


@dataclass(frozen=True, slots=True)
class CaseBlock:
    """A short practice case and the question it leaves."""

    title: str
    paragraphs: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class ThemeWork:
    """Advice, questions and cases of one theme. Titles are "" where nothing is below them; of several, they name it."""

    theme: str
    questions_title: str
    questions: tuple[str, ...]
    cases_title: str
    cases: tuple[CaseBlock, ...]
    advice_title: str = ""
    advice: tuple[str, ...] = ()  # how to work with the theme, paragraphs; read before the questions


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a short name, and how."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """What the leader can do on Monday: a few steps, then questions and cases theme by theme."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    steps: tuple[Step, ...]
    themes: tuple[ThemeWork, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list of what happens next."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Expert:
    """The panel for who wants to know more; collapsed where the medium can."""

    id: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One leader's report, in reading order."""

    kind: Literal["report"]
    language: Language
    labels: Labels
    head: Head
    contents: tuple[ContentsEntry, ...]
    first: FirstPage
    withheld: WithheldPart | None
    asked: Participation
    reading: Reading
    strengths: Section | None
    themes: tuple[ThemeSection, ...]
    comments: Comments | None
    work: Work
    next_steps: Steps
    limits: Section
    expert: Expert
    footer: tuple[str, ...]
    development: Development | None = None  # None where no round before this one is known


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file beside this one: what it is called and where it lies, relative to the index."""

    format: str  # html, pdf, xlsx, json, ics
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One leader's report, no figures. `unit` is the unit's name, `depth` its depth in the tree."""

    name: str
    unit: str
    path: str
    depth: int
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What the folder holds: reports in tree order, the organisation report, the release."""

    kind: Literal["index"]
    language: Language
    labels: Labels
    head: Head
    organisation_title: str
    organisation: tuple[FileLink, ...]
    leaders_title: str
    leaders: tuple[IndexEntry, ...]
    release_title: str
    release_text: str
    release: tuple[FileLink, ...]
    footer: tuple[str, ...]
    sheets_title: str = ""
    sheets_text: str = ""
    sheets: tuple[FileLink, ...] = ()  # for all leaders alike

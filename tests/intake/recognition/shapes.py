"""The same answers in the shape of each survey system, as tables made of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from fagspejl.analysis.types import Missing, Perspective
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.intake.answers.answer_file import Answers, read_answers
from fagspejl.intake.answers.foreign import ForeignItems
from fagspejl.intake.answers.understood import open_rows
from fagspejl.intake.findings import Findings
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.recognition.recognise import recognise
from fagspejl.intake.recognition.types import Given, Understanding
from fagspejl.intake.sheet import Sheet, turn
from fagspejl.intake.tables import HEAD_ROWS, Codebook, Heading, Record, Table
from fagspejl.intake.types import AnswerFile, ScaleDirection
from fagspejl.lib.language import Language

INSTRUMENT = load("faglig-ledelse")
ITEMS = [item.id for item in INSTRUMENT.items]
DONT_KNOW, BLANK = -int(Missing.DONT_KNOW), -int(Missing.BLANK)


def table_of(rows: Sequence[Sequence[str]], name: str = "", codebook: Codebook | None = None) -> Table:
    """A table of these rows, numbered from 1, as `open_book` would give it."""
    width = max((len(row) for row in rows), default=0)
    filled = [
        Record(number, tuple(row)) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)
    ]

    def opened(heading: Heading) -> Sheet:
        below = [[*row, *[""] * (width - len(row))][: len(heading.names)] for row in rows[heading.row :]]
        block = turn(below, heading.row + 1, len(heading.names), lambda row, cells: None)
        return Sheet("svar.csv", heading.names, heading.row, iter([] if block is None else [block]))

    head = tuple(islice(filled, HEAD_ROWS))
    return Table("svar.csv", name, head, opened, codebook=codebook or Codebook())


@dataclass(frozen=True)
class Form:
    """What one person answered: codes by item, as `Answers.codes` has them."""

    leader: str
    codes: tuple[int, ...]
    finished: bool = True


@dataclass(frozen=True)
class Round:
    """Forms in one language and perspective, and the words they were asked in."""

    forms: tuple[Form, ...]
    language: Language = "da"
    perspective: PerspectiveName = "employee"
    instrument: Instrument = field(default=INSTRUMENT)

    @property
    def statements(self) -> list[str]:
        """The statements in the order of the questionnaire."""
        themes = self.instrument.wordings[self.language].themes
        words = {
            name: text for theme in themes.values() for name, text in theme.items[self.perspective].items()
        }
        return [words[item.id] for item in self.instrument.items]

    def label(self, code: int) -> str:
        """An answer in words."""
        wording = self.instrument.wordings[self.language]
        if code == DONT_KNOW:
            return wording.dont_know
        return "" if code == BLANK else wording.options[code - 1]

    def number(self, code: int, dont_know: str = "6", *, turned: bool = False) -> str:
        """An answer as a number; with `turned`, 1 is the strongest agreement."""
        if code > 0:
            return str(6 - code if turned else code)
        return dont_know if code == DONT_KNOW else ""

    @property
    def labelled(self) -> list[list[str]]:
        """Leader and answers in words, form by form."""
        return [[form.leader, *map(self.label, form.codes)] for form in self.forms]

    def numbered(self, dont_know: str = "", *, turned: bool = False) -> list[list[str]]:
        """Leader and answers in numbers, form by form."""
        return [
            [form.leader, *(self.number(code, dont_know, turned=turned) for code in form.codes)]
            for form in self.forms
        ]


def understood(
    tables: Iterable[Table],
    *,
    told: FileMapping | None = None,
    direction: ScaleDirection | None = None,
    perspective: Perspective | None = None,
    findings: Findings | None = None,
    instrument: Instrument = INSTRUMENT,
) -> Understanding | None:
    """Recognise tables."""
    return recognise(
        tuple(tables),
        instrument,
        told=told or FileMapping(),
        given=Given(direction, perspective),
        findings=findings or Findings(50),
    )


def read(*tables: Table, **told: Any) -> Answers:
    """Recognise tables and read the rows; the file must leave no question."""
    findings = Findings(50)
    found = understood(tables, findings=findings, **told)
    findings.refuse_if_any()
    assert found is not None
    assert found.questions == ()
    answered, _ = open_rows(AnswerFile(Any), found, findings)  # type: ignore[arg-type]  # the path is not looked at
    foreign = ForeignItems(INSTRUMENT)
    said = read_answers([answered], INSTRUMENT, roster=None, foreign=foreign, findings=findings)
    findings.refuse_if_any()
    assert said is not None
    return said


def forms_of(answers: Answers) -> list[Form]:
    """The forms that were read, in their order."""
    return [
        Form(answers.leaders[leader], tuple(int(code) for code in codes))
        for leader, codes in zip(answers.leader, answers.codes, strict=True)
    ]


def questions(*tables: Table, **told: Any) -> list[str]:
    """The codes of what is asked about the tables."""
    found = understood(tables, **told)
    assert found is not None
    return [question.code for question in found.questions]


STEM = "Hvor enig er du i følgende udsagn?"
Shape = Callable[[Round], list[list[str]]]


def own_words(given: Round) -> list[list[str]]:
    """Our columns, the statements as headings, answers in words."""
    return [["leder", *given.statements], *given.labelled]


def qualtrics(given: Round) -> list[list[str]]:
    """Variable, text, ImportId; previews and unfinished forms are Qualtrics' own rows."""
    names = [
        "StartDate",
        "Status",
        "Progress",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "DistributionChannel",
    ]
    items = [f"Q1_{number}" for number in range(1, len(given.statements) + 1)]
    texts = [f"{STEM} - {text}" for text in given.statements]
    rows = [[*names, *items, "LederID"], [*names, *texts, "LederID"]]
    rows.append([f'{{"ImportId":"{name}"}}' for name in rows[0]])
    for number, form in enumerate(given.forms):
        finished = "True" if form.finished else "False"
        meta = ["2026-03-02", "IP Address", "100", finished, "2026-03-02", f"R_{number}", "email"]
        rows.append([*meta, *map(given.label, form.codes), form.leader])
    return rows


def surveymonkey(given: Round) -> list[list[str]]:
    """The question over the first statement, blanks over the others."""
    meta = ["Respondent ID", "Collector ID", "Start Date", "Hvem er din leder?"]
    first = [*meta, STEM, *[""] * (len(given.statements) - 1)]
    rows = [first, ["", "", "", "Response", *given.statements]]
    for number, form in enumerate(given.forms):
        rows.append(
            [str(118052219061 + number), "446", "03/02/2026", form.leader, *map(given.label, form.codes)]
        )
    return rows


def limesurvey(given: Round) -> list[list[str]]:
    """Full texts, statements in brackets."""
    meta = ["Svar-ID", "Dato afsendt", "Sidste side", "Startsprog", "Leder"]
    rows = [[*meta, *(f"{STEM} [{text}]" for text in given.statements)]]
    for number, form in enumerate(given.forms, 1):
        sent = "2026-03-02 09:00:00" if form.finished else ""
        answers = [given.label(code) or "N/A" for code in form.codes]
        rows.append([str(number), sent, "2", "da", form.leader, *answers])
    return rows


def google_forms(given: Round) -> list[list[str]]:
    """A time first, statements in brackets."""
    rows = [["Timestamp", "Hvem er din leder?", *(f"{STEM} [{text}]" for text in given.statements)]]
    return rows + [["2026/03/02 09:00:00 AM CET", *row] for row in given.labelled]


def microsoft_forms(given: Round) -> list[list[str]]:
    """No-break spaces and line breaks in headings."""
    texts = [text.replace(" ", "\u00a0", 1) + "\n" for text in given.statements]
    rows = [["Id", "Start time", "Completion time", "Email", "Name", "Hvem er din leder?\n", *texts]]
    meta = ["2026-03-02T09:00:00", "2026-03-02T09:03:00", "anonymous", ""]
    return rows + [[str(number), *meta, *row] for number, row in enumerate(given.labelled, 1)]


def kobo_labels(given: Round) -> list[list[str]]:
    """Group and label with a stroke between."""
    head = [
        "start",
        "end",
        "Om din leder/Hvem er din leder?",
        *(f"Ledelse/{text}" for text in given.statements),
    ]
    rows = [[*head, "_id", "_uuid", "_submission_time", "_index"]]
    for number, row in enumerate(given.labelled, 1):
        rows.append(
            ["2026-03-02", "2026-03-02", *row, str(number), f"uuid{number}", "2026-03-02", str(number)]
        )
    return rows


def kobo_names(given: Round) -> list[list[str]]:
    """Group and our own names, answers as XML names."""
    head = ["start", "end", "om/leder", *(f"ledelse/{item}" for item in ITEMS)]
    rows = [[*head, "_id", "_uuid", "_submission_time", "_index"]]
    for number, (leader, *answers) in enumerate(given.labelled, 1):
        names = [answer.lower().replace(" ", "_").replace("'", "") for answer in answers]
        rows.append(["a", "b", leader, *names, str(number), f"uuid{number}", "2026-03-02", str(number)])
    return rows


def redcap(given: Round) -> list[list[str]]:
    """Labels with tags, the state of the form last."""
    meta = ["Record ID", "Event Name", "Survey Identifier", "Survey Timestamp", "Leder"]
    rows = [[*meta, *(f"<b>{text}</b>" for text in given.statements), "Complete?"]]
    for number, form in enumerate(given.forms, 1):
        state = "Complete" if form.finished else "Incomplete"
        answers = map(given.label, form.codes)
        rows.append([str(number), "Event 1", "", "2026-03-02", form.leader, *answers, state])
    return rows


def formbricks(given: Round) -> list[list[str]]:
    """Numbered questions."""
    meta = ["No.", "Response ID", "Timestamp", "Finished", "Survey ID", "Formbricks ID (internal)", "leder"]
    rows = [[*meta, *(f"1. {STEM} - {text}" for text in given.statements)]]
    for number, form in enumerate(given.forms, 1):
        state = "Yes" if form.finished else "No"
        answers = map(given.label, form.codes)
        rows.append([str(number), f"cl{number}", "2026-03-02", state, "s1", "f1", form.leader, *answers])
    return rows


def enalyzer(given: Round) -> list[list[str]]:
    """The text of each question, the state of the form in words."""
    rows = [["Respondent key", "Response status", "Completion date", "Leder", *given.statements]]
    for number, form in enumerate(given.forms, 1):
        state = "Complete" if form.finished else "Incomplete"
        rows.append([f"k{number}", state, "2026-03-02", form.leader, *map(given.label, form.codes)])
    return rows


def surveyxact(given: Round, *, turned: bool = False) -> list[Table]:
    """Numbers, with texts and labels on sheets of their own."""
    names = [f"s_4_{number}" for number in range(1, len(ITEMS) + 1)]
    rows = [["survey", "respondentid", "organization", "closetime", "starttime", "leder", *names]]
    for number, form in enumerate(given.forms, 1):
        numbers = [given.number(code, turned=turned) for code in form.codes]
        rows.append(["1", str(825478428 + number), "2", "a", "b", form.leader, *numbers])
    texts = [
        ["Variable", "Text"],
        *([n, f"{STEM} - {t}"] for n, t in zip(names, given.statements, strict=True)),
    ]
    codes = [*range(1, 6), DONT_KNOW]
    labels = [[n, given.number(code, turned=turned), given.label(code)] for n in names for code in codes]
    return [table_of(rows, "Dataset"), table_of(texts, "Variables"), table_of(labels, "Labels")]


def spss(given: Round, *, turned: bool = False) -> list[Table]:
    """Variables with the dictionary of a .sav file."""
    names = [f"v{number}" for number in range(1, len(ITEMS) + 1)]
    rows = [["leder", *names], *given.numbered("99", turned=turned)]
    labels = {
        given.number(code, "99", turned=turned): given.label(code) for code in (*range(1, 6), DONT_KNOW)
    }
    book = Codebook(dict(zip(names, given.statements, strict=True)), dict.fromkeys(names, labels))
    return [table_of(rows, codebook=book)]


WORDED: dict[str, Shape] = {
    "": own_words,
    "qualtrics": qualtrics,
    "surveymonkey": surveymonkey,
    "limesurvey": limesurvey,
    "google_forms": google_forms,
    "microsoft_forms": microsoft_forms,
    "kobotoolbox": kobo_labels,
    "redcap": redcap,
    "formbricks": formbricks,
    "enalyzer": enalyzer,
}

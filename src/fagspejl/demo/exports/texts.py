"""Text files as survey systems write them: headings, delimiters, quotation marks and encodings of each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from fagspejl.demo.exports.forms import Form, Survey

Row = Sequence[object]


def qualtrics(survey: Survey) -> bytes:
    """Three rows of headings; previews and unfinished responses stand among the others."""
    keys = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished"]
    keys += ["RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail"]
    keys += [
        "ExternalReference",
        "LocationLatitude",
        "LocationLongitude",
        "DistributionChannel",
        "UserLanguage",
    ]
    texts = [
        "Start Date",
        "End Date",
        "Response Type",
        "IP Address",
        *keys[4:7],
        "Recorded Date",
        "Response ID",
    ]
    texts += ["Recipient Last Name", "Recipient First Name", "Recipient Email", "External Data Reference"]
    texts += ["Location Latitude", "Location Longitude", "Distribution Channel", "User Language"]
    asked = [f"Q2_{place}" for place, _ in enumerate(survey.statements, 1)]
    about = [f"{survey.stem} - {statement}" for statement in survey.statements]
    head = [
        [*keys, "Q1", *asked, "Q3"],
        [*texts, "Hvem er din leder?", *about, survey.comment_question],
        [json.dumps({"ImportId": key}) for key in [*keys, "QID1", *asked, "QID3_TEXT"]],
    ]

    def row(form: Form) -> Row:
        kind = "Survey Preview" if form.state == "preview" else "IP Address"
        done = form.state != "unfinished"
        told = [form.begun, form.begun, kind, "", 100 if done else 40, 180, done, form.begun]
        told += [f"R_{form.number:015d}", "", "", "", "", "", "", "anonymous", "DA"]
        return [*told, form.leader, *map(survey.label, form.marks), form.comment]

    return _csv([*head, *map(row, survey.forms)], encoding="utf-8-sig")


def surveymonkey(survey: Survey) -> bytes:
    """Two rows of headings: questions, and what stands below each of them."""
    keys = [
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        "Custom Data 1",
    ]
    blanks = [""] * (len(survey.statements) - 1)
    head = [
        [*keys, "Hvem er din leder?", survey.stem, *blanks, survey.comment_question],
        [""] * len(keys) + ["Response", *survey.statements, "Open-Ended Response"],
    ]

    def row(form: Form) -> Row:
        begun = form.begun.strftime("%m/%d/%Y %I:%M:%S %p")
        told = [118052219000 + form.number, 446111201, begun, begun, "", "", "", "", ""]
        return [*told, form.leader, *map(survey.label, form.marks), form.comment]

    return _csv([*head, *map(row, survey.forms)])


_LIME = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate", "datestamp"]
_LIME_TEXTS = ["Svar-ID", "Dato afsendt", "Sidste side", "Startsprog", "Seed", "Adgangskode", "Startdato"]
_LIME_TEXTS += ["Seneste handling"]


def limesurvey_codes(survey: Survey) -> bytes:
    """Question codes above answer codes (A1 to A7): neither holds a word, so a mapping has to say what they are."""
    head = [*_LIME, "leder", *(f"FL[SQ{place:03d}]" for place, _ in enumerate(survey.statements, 1)), "mere"]
    rows = ([*_lime(form), form.leader, *_coded(survey, form), form.comment] for form in survey.forms)
    return _csv([head, *rows], encoding="utf-8-sig", every=True)


def limesurvey_full(survey: Survey) -> bytes:
    """The questions' texts above the answers' texts."""
    head = [*_LIME_TEXTS, "Leder", *(f"{survey.stem} [{text}]" for text in survey.statements)]
    rows = (
        [*_lime(form), form.leader, *map(survey.label, form.marks), form.comment] for form in survey.forms
    )
    return _csv([[*head, survey.comment_question], *rows], delimiter=";", encoding="utf-8-sig", every=True)


def limesurvey_vv(survey: Survey) -> bytes:
    """The file that LimeSurvey gives to be read again: tabs, texts above codes, answer codes."""
    codes = [f"FL_SQ{place:03d}" for place, _ in enumerate(survey.statements, 1)]
    head = [
        [
            *_LIME_TEXTS,
            "Leder",
            *(f"{survey.stem} ({text})" for text in survey.statements),
            survey.comment_question,
        ],
        [*_LIME, "leder", *codes, "mere"],
    ]
    rows = ([*_lime(form), form.leader, *_coded(survey, form), form.comment] for form in survey.forms)
    return _csv([*head, *rows], delimiter="\t", encoding="utf-8-sig", every=True)


def _lime(form: Form) -> list[object]:
    sent = form.begun if form.state != "unfinished" else ""
    return [
        form.number,
        sent,
        2,
        "da",
        1000000000 + form.number,
        f"tok{form.number:03d}",
        form.begun,
        form.begun,
    ]


def _coded(survey: Survey, form: Form) -> Iterator[str]:
    return (f"A{number}" if number else "" for number in map(survey.number, form.marks))


def google_forms(survey: Survey) -> bytes:
    """A time, and grids as "question [statement]"."""
    head = ["Tidsstempel", "Hvem er din leder?", *(f"{survey.stem} [{text}]" for text in survey.statements)]

    def row(form: Form) -> Row:
        begun = form.begun.strftime("%Y/%m/%d %I:%M:%S %p CET")
        return [begun, form.leader, *map(survey.label, form.marks), form.comment]

    return _csv([[*head, survey.comment_question], *map(row, survey.forms)], every=True)


def kobotoolbox(survey: Survey) -> bytes:
    """Group and question with a stroke between them, and the system's own columns to the right."""
    head = ["start", "end", "Om din leder/Hvem er din leder?"]
    head += [f"Faglig ledelse/{text}" for text in survey.statements] + [f"Åbne/{survey.comment_question}"]
    head += ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"]
    head += ["__version__", "_tags", "_index"]

    def row(form: Form) -> Row:
        begun = f"{form.begun.isoformat()}.000+01:00"
        told = [
            1000 + form.number,
            f"uuid-{form.number:04d}",
            form.begun.isoformat(),
            "",
            "",
            "submitted_via_web",
        ]
        answers = [form.leader, *map(survey.label, form.marks), form.comment]
        return [begun, begun, *answers, *told, "", "vX", "", form.number]

    return _csv([head, *map(row, survey.forms)], delimiter=";", encoding="utf-8-sig", every=True)


def redcap(survey: Survey) -> bytes:
    """Labels with the marks of layout that designers put into them, and the form's state."""
    head = ["Record ID", "Event Name", "Survey Identifier", "Survey Timestamp", "Leder"]
    head += [f"<b>{text}</b>" for text in survey.statements] + [survey.comment_question, "Complete?"]

    def row(form: Form) -> Row:
        state = "Incomplete" if form.state == "unfinished" else "Complete"
        told = [form.number, "Event 1", "", form.begun, form.leader]
        return [*told, *map(survey.label, form.marks), form.comment, state]

    return _csv([head, *map(row, survey.forms)], every=True)


def formbricks(survey: Survey) -> bytes:
    """Numbered questions, each statement behind its question."""
    head = ["No.", "Response ID", "Timestamp", "Finished", "Survey ID", "Formbricks ID (internal)", "User ID"]
    head += ["Notes", "Tags", "leder", *(f"1. {survey.stem} - {text}" for text in survey.statements)]

    def row(form: Form) -> Row:
        done = "No" if form.state == "unfinished" else "Yes"
        told = [
            form.number,
            f"cl{form.number}",
            f"{form.begun.isoformat()}.000Z",
            done,
            "s1",
            "f1",
            "",
            "",
            "",
        ]
        return [*told, form.leader, *map(survey.label, form.marks), form.comment]

    return _csv([[*head, f"2. {survey.comment_question}"], *map(row, survey.forms)], every=True)


def surveyxact_csv(survey: Survey) -> bytes:
    """Variables and numbers alone, in UTF-16 with semicolons: what they mean stands in the workbook only."""
    head = ["survey", "respondentid", "organization", "created", "modified", "closetime", "email", "leder"]
    head += [f"s_4_{place}" for place, _ in enumerate(survey.statements, 1)] + ["s_9", "statoverall_4"]

    def row(form: Form) -> Row:
        begun = form.begun.strftime("%d-%m-%Y %H:%M:%S")
        told = [1325978, 825478000 + form.number, 269318, begun, begun, begun, f"p{form.number}@example.dk"]
        return [*told, form.leader, *map(survey.number, form.marks), form.comment, 1]

    return _csv([head, *map(row, survey.forms)], delimiter=";", encoding="utf-16")


def _csv(rows: Iterable[Row], *, delimiter: str = ",", encoding: str = "utf-8", every: bool = False) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    )
    writer.writerows(rows)
    return text.getvalue().encode(encoding)

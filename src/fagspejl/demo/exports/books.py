"""Spreadsheets and an SPSS file as survey systems write them; the same content gives the same bytes."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from fagspejl.demo.exports.forms import Form, Survey

Cell = int | str | datetime
Sheets = Sequence[tuple[str, Sequence[Sequence[Cell]]]]
_MADE = datetime(2026, 3, 20)  # noqa: DTZ001 - a workbook's date has no zone


def surveyxact(survey: Survey) -> bytes:
    """Numbers in one sheet, and what they mean in three more."""
    return _xlsx(_surveyxact(survey))


def surveyxact_2003(survey: Survey) -> bytes:
    """The same four sheets as the XML that Excel wrote in 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = ['<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>']
    text.append(f'<Workbook xmlns="{space}" xmlns:ss="{space}">')
    for name, rows in _surveyxact(survey):
        text.append(f'<Worksheet ss:Name="{name}"><Table>')
        text += ["<Row>" + "".join(map(_cell_2003, row)) + "</Row>" for row in rows]
        text.append("</Table></Worksheet>")
    return "\n".join([*text, "</Workbook>", ""]).encode()


def _cell_2003(cell: Cell) -> str:
    kind = "Number" if isinstance(cell, int) else "DateTime" if isinstance(cell, datetime) else "String"
    shown = f"{cell.isoformat()}.000" if isinstance(cell, datetime) else escape(str(cell))
    return f'<Cell><Data ss:Type="{kind}">{shown}</Data></Cell>'


def _surveyxact(survey: Survey) -> Sheets:
    names = [f"s_4_{place}" for place, _ in enumerate(survey.statements, 1)]
    head = ["survey", "respondentid", "organization", "created", "modified", "closetime", "email", "leder"]
    data: list[list[Cell]] = [[*head, *names, "s_9", "statoverall_4"]]
    for form in survey.forms:
        told: list[Cell] = [1325978, 825478000 + form.number, 269318, form.begun, form.begun, form.begun]
        told += [f"p{form.number}@example.dk", form.leader]
        data.append([*told, *map(survey.number, form.marks), form.comment, 1])
    variables: list[list[Cell]] = [["Variable", "Text"]]
    variables += [[n, f"{survey.stem} - {t}"] for n, t in zip(names, survey.statements, strict=True)]
    variables.append(["s_9", survey.comment_question])
    options = (*survey.options, survey.dont_know, survey.no_disclose)
    labels: list[list[Cell]] = [
        [name, place, option] for name in names for place, option in enumerate(options, 1)
    ]
    structure: list[list[Cell]] = [["Variable", "Type"]]
    structure += [[name, "Single"] for name in names]
    structure.append(["s_9", "Open"])
    return [("Dataset", data), ("Variables", variables), ("Labels", labels), ("Structure", structure)]


def microsoft_forms(survey: Survey) -> bytes:
    """Headings with a no-break space and a line's end, as the designer's text has them."""
    head = ["Id", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn", "Hvem er din leder?\n"]
    head += [f"{text.replace(' ', chr(160), 1)}\n" for text in survey.statements]
    rows = [
        [form.number, form.begun, form.begun, "anonymous", "", *_answers(survey, form)]
        for form in survey.forms
    ]
    return _xlsx([("Form1", [[*head, f"{survey.comment_question}\u00a0"], *rows])])


def enalyzer(survey: Survey) -> bytes:
    """Respondents with the state of each response, and answers in words."""
    head = ["Respondent ID", "Respondentnøgle", "Svarstatus", "Seneste svar", "Hvem er din leder?"]
    rows = []
    for form in survey.forms:
        state = "Ikke afsluttet" if form.state == "unfinished" else "Afsluttet"
        rows.append(
            [form.number, f"K{7000 + form.number}", state, form.begun, *_answers(survey, form)],
        )
    return _xlsx([("Data", [[*head, *survey.statements, survey.comment_question], *rows])])


def _answers(survey: Survey, form: Form) -> list[Cell]:
    return [form.leader, *map(survey.label, form.marks), form.comment]


def spss(survey: Survey) -> bytes:
    """Names and numbers; their words stand in the dictionary. Needs the extra `sav`."""
    import polars
    import pyreadstat

    names = [f"v{place}" for place, _ in enumerate(survey.statements, 1)]
    marks = [[survey.number(mark) or None for mark in form.marks] for form in survey.forms]
    columns: dict[str, list[object]] = {"leder": [form.leader for form in survey.forms]}
    columns |= {name: [row[place] for row in marks] for place, name in enumerate(names)}
    columns["mere"] = [form.comment for form in survey.forms]
    options: dict[int | float, str] = dict(
        enumerate((*survey.options, survey.dont_know, survey.no_disclose), 1)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.sav"
        pyreadstat.write_sav(
            polars.DataFrame(columns, strict=False),
            str(path),
            column_labels=["Leder", *survey.statements, survey.comment_question],
            variable_value_labels=dict.fromkeys(names, options),
        )
        return path.read_bytes()


def _xlsx(sheets: Sheets) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE})
        date_format = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(number, place, cell, date_format)
                    elif cell != "":
                        sheet.write(number, place, cell)
    return target.getvalue()

"""`fagspejl answers`: what a file of answers from another system is taken to mean, before anything is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fagspejl.commands.cli import WRONG_USE
from fagspejl.commands.console import FILE, Terminal, json_option, language_option
from fagspejl.commands.error_edge import notice_lines, refusing
from fagspejl.commands.from_files.answer_files import answer_files, answer_options, asked, mapping_option
from fagspejl.commands.from_files.mended_rows import MendedRows, mending_options
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Instrument
from fagspejl.intake import Asked, IntakeRefused, answers_template, look, played_lines, read_round
from fagspejl.intake.types import AnswerFile, RoundData, ScaleDirection
from fagspejl.lib.language import Language
from fagspejl.operations.services.mended_files import write_template
from fagspejl.operations.services.report_files import NoWording

_instrument_option = click.option(
    "--instrument",
    default="faglig-ledelse",
    show_default=True,
    metavar="NAME_OR_PATH",
    help="The questionnaire.",
)


@click.group()
def answers() -> None:
    """See what a file of answers means, before reports are made of it."""


@answers.command()
@click.argument("file", type=FILE)
@_instrument_option
@click.option("--leaders", type=FILE, help="Leaders, units, and how many were asked.")
@mapping_option
@answer_options
@mending_options
@click.option(
    "--write-mapping", type=FILE, metavar="FILE", help="Write what was understood as a mapping (TOML)."
)
@json_option
@language_option("what is said, and of the comments in the mapping")
def recognise(
    file: Path,
    instrument: str,
    leaders: Path | None,
    mappings: tuple[Path, ...],
    perspectives: tuple[str, ...],
    scale_direction: ScaleDirection | None,
    yes: bool,
    mended: MendedRows,
    write_mapping: Path | None,
    as_json: bool,
    language: Language,
) -> None:
    """Say what a file from any survey system is taken to mean, and what it does not prove.

    Nothing is made of the answers. The mapping says the same in a form that can be corrected, and is then given with
    --mapping; what nobody has said yet stands in it as "?". Exit codes: 0 all is understood; 2 something is not.
    """
    terminal = Terminal(language=language, quiet=as_json)
    with refusing(terminal, write_mapping or file):
        questionnaire = load(instrument)
        (one,) = answer_files(terminal, (file,), mappings, perspectives, scale_direction)
        if not yes:
            (one,) = asked(terminal, (one,), questionnaire)
        questions = _looked_at(terminal, one, questionnaire, write_mapping)
        data, refused = _read(one, questionnaire, leaders, mended, language)
    if as_json:
        terminal.document(_document(data, questions))
    elif data is not None and data.played is not None:
        for line in (
            *played_lines(data.played, questionnaire, language),
            *notice_lines(data.warnings, language),
        ):
            terminal.line(line)
    if write_mapping is not None:
        terminal.tell("answers.mapping_written", file=write_mapping)
    if refused is not None:
        with refusing(terminal, file):
            raise refused
    if data is None:
        raise SystemExit(WRONG_USE)


@answers.command()
@click.argument("file", type=FILE)
@_instrument_option
@language_option("the headings, the notes and of what is said here")
def template(file: Path, instrument: str, language: Language) -> None:
    """Write a file of answers to begin from: every column with a note, and a row for everybody who may answer.

    FILE is a new XLSX or ODS file. Put your own rows in place of the examples.
    """
    terminal = Terminal(language=language)
    with refusing(terminal, file):
        questionnaire = load(instrument)
        if language not in questionnaire.wordings:
            raise NoWording(questionnaire.id, tuple(questionnaire.wordings))
        write_template(answers_template(questionnaire, language), file)
    terminal.tell("mending.template", file=file)


def _looked_at(
    terminal: Terminal, one: AnswerFile, instrument: Instrument, write_mapping: Path | None
) -> tuple[Asked, ...]:
    """Recognise a file, write the mapping if it is wanted, and return what is left to be said."""
    found = look(one, instrument, terminal.language)
    if write_mapping is not None:
        if write_mapping.exists():
            terminal.refuse("answers.mapping_exists", file=write_mapping)
        write_mapping.write_text(found.mapping, encoding="utf-8")
    return found.questions


def _read(
    one: AnswerFile, instrument: Instrument, leaders: Path | None, mended: MendedRows, language: Language
) -> tuple[RoundData | None, IntakeRefused | None]:
    try:
        with mended.of([one.path, leaders], language) as mending:
            return read_round([one], instrument, leaders=leaders, mending=mending), None
    except IntakeRefused as refused:
        return None, refused


def _document(data: RoundData | None, questions: tuple[Asked, ...]) -> dict[str, Any]:
    """Return the same for other programs."""
    return {
        "understood": data is not None,
        "questions": [
            {
                "code": q.notice.code,
                "option": q.option,
                "choices": list(q.choices),
                "facts": dict(q.notice.facts),
            }
            for q in questions
        ],
        **({} if data is None else _played(data)),
    }


def _played(data: RoundData) -> dict[str, Any]:
    played = data.played
    if played is None:
        return {}
    return {
        "answers": played.answers,
        "leaders": played.leaders,
        "scale": [{"code": a.code, "texts": list(a.texts), "count": a.count} for a in played.scale],
        "files": [
            {
                "file": f.file,
                "sheet": f.sheet,
                "system": f.system,
                "perspective": f.perspective,
                "answers": f.rows,
                "columns": [{"column": c.ours, "heading": c.heading, "why": c.why} for c in f.columns],
                "not_read": list(f.aside),
                "rows_left_out": dict(f.left_out),
            }
            for f in played.files
        ],
    }

"""What a file of answers does not prove, for somebody who can be asked before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.mapping.mapping_file import read_mapping
from fagspejl.intake.mapping.types import FileMapping, answer_columns
from fagspejl.intake.opening import check_file, open_book
from fagspejl.intake.recognition.shaped import recognise_any_shape
from fagspejl.intake.recognition.types import Given, Question, Understanding
from fagspejl.intake.recognition.written_mapping import mapping_text
from fagspejl.intake.sentences import sentence
from fagspejl.intake.types import AnswerFile, Notice
from fagspejl.lib.language import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one file, its place told. `option` answers it, with one of `choices`; () where a mapping must."""

    notice: Notice
    option: str
    choices: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        """Return it as one line."""
        return sentence(self.notice, language)


@dataclass(frozen=True, slots=True)
class Look:
    """A file that was looked at: its mapping as text, and the questions it leaves."""

    mapping: str
    questions: tuple[Asked, ...]


def recognised(
    one: AnswerFile, instrument: Instrument, findings: Findings, *, limits: Limits = CLI_LIMITS
) -> Understanding | None:
    """Return what the beginning of a file says, questions and all; None with an error where it cannot be read."""
    for path in (one.mapping, one.path):
        if path is not None:
            check_file(path, findings)
    if findings.total:
        return None
    told: FileMapping | None = FileMapping()
    if one.mapping is not None:
        columns = answer_columns(instrument)
        told = read_mapping(
            one.mapping, answer_columns=columns, scale=instrument.scale, limits=limits, findings=findings
        )
    if told is None:
        return None
    tables = open_book(one.path, limits=limits, findings=findings, progress=None)
    given = Given(one.direction, one.perspective)
    return (
        recognise_any_shape(tables, instrument, told=told, findings=findings, given=given) if tables else None
    )


def questions_of(one: AnswerFile, instrument: Instrument) -> list[Asked]:
    """Return what a person must say of a file; [] where it proves all, or cannot be read: reading it tells that."""
    found = recognised(one, instrument, Findings(0))
    return [] if found is None else _asked_of(found)


def look(one: AnswerFile, instrument: Instrument, language: Language) -> Look:
    """Return the mapping of a file and what is still to be said. Raises IntakeRefused where it cannot be read."""
    findings = Findings(CLI_LIMITS.listed)
    found = recognised(one, instrument, findings)
    findings.refuse_if_any()
    if found is None:  # every way to None has recorded an error
        raise AssertionError("a file was not recognised without a reason")
    return Look(mapping_text(found, instrument, language), tuple(_asked_of(found)))


def _asked_of(found: Understanding) -> list[Asked]:
    """Return the questions that an understanding leaves."""
    return [
        Asked(_placed(question, found), question.option, question.choices) for question in found.questions
    ]


def _placed(question: Question, found: Understanding) -> Notice:
    findings = Findings(1)
    findings.warn(question.code, found.table.file, found.heading.row, None, **dict(question.facts))
    return findings.warnings[0]

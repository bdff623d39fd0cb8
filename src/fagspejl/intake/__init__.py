"""Intake: answer files, leaders files, mappings.

Knows rows, columns and their faults; never rules of disclosure or the database.
"""

from fagspejl.intake.answers.questions import Asked, look, questions_of
from fagspejl.intake.answers.read import read_round
from fagspejl.intake.cpr import masked
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.faulty_rows import FaultyRow, FaultySheet
from fagspejl.intake.limits import CLI_LIMITS, WEB_LIMITS, Limits
from fagspejl.intake.mending import Mending
from fagspejl.intake.played_words import lines as played_lines
from fagspejl.intake.source import HeldFile
from fagspejl.intake.templates import Template, answers_template, roster_template

__all__ = [
    "CLI_LIMITS",
    "WEB_LIMITS",
    "Asked",
    "FaultyRow",
    "FaultySheet",
    "HeldFile",
    "IntakeRefused",
    "Limits",
    "Mending",
    "Template",
    "answers_template",
    "look",
    "masked",
    "played_lines",
    "questions_of",
    "read_round",
    "roster_template",
]

"""Questionnaires that are handed in: our own files, packed or not, and surveys of LimeSurvey. All in memory."""

from fagspejl.intake.cpr import holds_cpr
from fagspejl.intake.questionnaires.lss import Aside, LimeSurvey, read_lss
from fagspejl.intake.questionnaires.packed import LARGEST_UPLOAD, NotAQuestionnaire, packed, unpacked

__all__ = [
    "LARGEST_UPLOAD",
    "Aside",
    "LimeSurvey",
    "NotAQuestionnaire",
    "holds_cpr",
    "packed",
    "read_lss",
    "unpacked",
]

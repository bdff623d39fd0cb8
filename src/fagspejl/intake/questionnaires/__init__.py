"""Questionnaires that are handed in: our own files, packed or not, and surveys of LimeSurvey. All in memory."""

from fagspejl.intake.questionnaires.lss import Aside, LimeSurvey, read_lss
from fagspejl.intake.questionnaires.packed import NotAQuestionnaire, packed, unpacked

__all__ = ["Aside", "LimeSurvey", "NotAQuestionnaire", "packed", "read_lss", "unpacked"]

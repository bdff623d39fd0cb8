"""The sentences of the reports, one file per language with the same keys."""

from __future__ import annotations

from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, wording


def words_in(language: Language) -> Wording:
    """Return the sentences of the reports in one language."""
    return wording(language, __name__)

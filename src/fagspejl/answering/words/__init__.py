"""Every fixed sentence of the respondent's pages."""

from __future__ import annotations

from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, wording


def words_in(language: Language) -> Wording:
    """Return the sentences of the respondent's pages in one language."""
    return wording(language, __name__)

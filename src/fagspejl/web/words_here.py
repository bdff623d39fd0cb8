"""The words of the page that is being answered: those of the language that the request chose."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from fagspejl.lib.wording import Wording, wording


def words_here() -> Wording:
    """Return the sentences of the staff's pages in the language of this request."""
    return wording(get_language() or "", *settings.STAFF_WORDS)

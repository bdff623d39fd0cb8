"""The words of mails and letters, and how deadlines are written in them."""

from __future__ import annotations

from datetime import date, datetime

from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, wording
from fagspejl.mailing.types import MailingKind


def words_in(language: Language) -> Wording:
    """Return the sentences of mails and letters in one language."""
    return wording(language, __name__)


def name_of_mailing(kind: MailingKind, number: int, language: Language) -> str:
    """Return what planners call a mailing: »Påmindelse 2«. `number` counts the round's mailings of that kind."""
    return words_in(language).say(f"{kind}.name", number=number)


def deadline_words(moment: datetime, language: Language) -> str:
    """Return a moment as it stands in a mail: »fredag den 15. september kl. 12«.

    Mails are plain text that programs of every age break and search, so every space is an ordinary one.
    """
    words = words_in(language)
    told = words.moment_of_week(moment, year=False, padded=True)
    return words.say("deadline.moment", moment=told).replace("\u00a0", " ")


def day_words(day: date, language: Language) -> str:
    """Return a day as it stands in a mail: »15. september 2026«, with ordinary spaces."""
    return words_in(language).day(day).replace("\u00a0", " ")

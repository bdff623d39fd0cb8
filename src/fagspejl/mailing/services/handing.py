"""Handing a mailing's messages to the hook: for people without an address, one after the other, as mails go.

What goes is worked out at the moment it goes, and kept nowhere. The words are the hook's own: a letter's promises
hold for these people too, such as that no draft is shown again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from fagspejl.lib.clock import ZONE
from fagspejl.lib.derivation import derive
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.mailing.layout import as_plain
from fagspejl.mailing.selectors import usual_text
from fagspejl.mailing.services.hook import Hook, HookFailed, HookFault, HookStatus, RunningHook
from fagspejl.mailing.services.message import Recipient, Sender, Telling, about, address_of, one_line, written
from fagspejl.mailing.types import REMINDERS, MailingKind, MailText
from fagspejl.mailing.words import deadline_words, words_in
from fagspejl.organisation.services import note_refused_address

VERSION: Final = 1  # of the lines that the hook reads
_PATIENCE: Final = 3  # faults in a row; then the hook is left alone until the next turn
# Reports are read after a log-in, which needs an address; a new link is made because one was lost or leaked.
_NOT_HANDED: Final = frozenset({MailingKind.REPORT, MailingKind.REISSUE})
_OWN_TEXT: Final = frozenset(
    {
        MailingKind.INFORM,
        MailingKind.INVITE,
        MailingKind.REMIND,
        MailingKind.LAST_DAY,
        MailingKind.EXTEND,
    }
)


def goes_by_hook(kind: MailingKind, *, silent: bool) -> bool:
    """Whether mailings of a kind go by the hook.

    A silent reminder never does: it goes to those alone who have not answered, and a gateway outside the house is told
    nothing of that. Nobody is reminded needlessly by it either, as the start page promises.
    """
    return kind not in _NOT_HANDED and not (silent and kind in REMINDERS)


class Handing:
    """Hands over the messages of one mailing. `handed`: how many were taken; `fault`: the last one of the program."""

    def __init__(self, hook: Hook, telling: Telling, mailing: UUID, mail_key: bytes, sender: Sender) -> None:
        self._running, self._mailing, self._mail_key, self._sender = (
            RunningHook(hook),
            mailing,
            mail_key,
            sender,
        )
        self._telling = replace(telling, texts=_texts(telling))
        self._faults = self.handed = 0
        self.fault: HookFault | None = None

    def hand(self, person: UUID, key: str, to: Recipient) -> HookStatus:
        """Hand over one person's message; who cannot be reached is noted on the roster, and gets a letter."""
        if self._faults >= _PATIENCE:
            return HookStatus.LATER
        try:
            reply = self._running.hand_over(self._message(person, key, to))
        except HookFailed as error:
            self._faults, self.fault = self._faults + 1, error.fault
            return HookStatus.LATER
        self._faults = 0
        if reply.status == HookStatus.TAKEN:
            self.handed += 1
        if reply.status != HookStatus.LATER:
            note_refused_address(person, "", reply.reason or "")
        return reply.status

    def close(self) -> None:
        """Let the program end; the next message starts it again."""
        self._running.close()

    def _message(self, person: UUID, key: str, to: Recipient) -> Mapping[str, object]:
        """The message as docs/how-to/reach-people-without-mail.md describes it."""
        found, kind = self._telling.found, self._telling.kind
        subject, blocks = written(self._telling, to, self._sender)
        links = [
            {"about": about(link, to.language), "address": address_of(link.link, self._sender.base_url)}
            for link in to.links
        ]
        facts = {
            "organisation": found.organisation,
            "title": found.title,
            "deadline": deadline_words(found.deadline, to.language),
        }
        short = one_line(words_in(to.language).say(f"hook.short_{kind}", **facts))
        return {
            "version": VERSION,
            "id": derive(self._mail_key, "mail", self._mailing.bytes, person.bytes).hex(),
            "person": key,
            "name": to.name,
            "language": to.language,
            "kind": str(kind),
            "organisation": found.organisation,
            "title": found.title,
            "deadline": found.deadline.astimezone(ZONE).isoformat(timespec="minutes"),
            "subject": subject,
            "text": as_plain(blocks),
            "short": "\n".join([short, *(f"{link['about']}: {link['address']}" for link in links)]),
            "links": links,
        }


def _texts(telling: Telling) -> Mapping[Language, MailText]:
    """The hook's own words where mails speak of mail; where they do not, the usual ones."""
    kind = telling.kind
    texts = {language: usual_text(kind, language) for language in LANGUAGES}
    if kind not in _OWN_TEXT:
        return texts
    return {
        language: MailText(text.subject, words_in(language).sections["hook"][kind].strip())
        for language, text in texts.items()
    }

"""Who was mailed what, looked at mail by mail: nobody twice, nobody who is asked no more, no link but one's own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import mail

from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.evaluation.states import can
from fagspejl.lib.clock import utc_now
from fagspejl.lib.private_files import read_secret
from fagspejl.mailing.models import Outbox, PersonalMail
from fagspejl.mailing.services.message import message_id
from fagspejl.mailing.types import ACTS, REMINDERS, WITHOUT_LINKS, MailingKind
from fagspejl.operations.services.post_office import sender_here
from fagspejl.organisation.models import Person

_LINK: Final = re.compile(r"/svar/([a-z2-7]{26})/")
_HALF: Final = re.compile(r"/noeglehalvdel/([a-z2-7]{26})/")
# What may reach the same person again: each is the answer to something that was done for that person.
_OF_A_ROUND: Final = frozenset(str(kind) for kind in MailingKind)
_AGAIN: Final = (MailingKind.REISSUE,)


@dataclass(frozen=True)
class Meant:
    """What a mail is, found again by its Message-ID. `occasion`: what nobody is told of twice."""

    person: UUID
    kind: str
    occasion: str
    halted: str = ""


def _meant() -> dict[str, Meant]:
    """Every mail that could have gone by now, by its Message-ID."""
    key, sender = read_secret(settings.KEYS / "mail.secret").encode("ascii"), sender_here()
    found = {}
    rows = Outbox.objects.values_list(
        "mailing_id", "person_id", "mailing__kind", "mailing__queued_on", "mailing__halted"
    )
    for mailing, person, kind, day, halted in rows:
        told = "reminder" if kind in REMINDERS else str(kind)
        again = str(mailing) if kind in _AGAIN else str(day) if told in ("reminder", "extend") else ""
        found[message_id(key, mailing, person, sender)] = Meant(person, kind, f"{told} {again}", halted)
    for row, person, kind, about in PersonalMail.objects.values_list("id", "person_id", "kind", "about"):
        found[message_id(key, row, person, sender)] = Meant(person, kind, f"{kind} {about}")
    return found


class Mailed:
    """The mails of one round."""

    def __init__(self, round_id: UUID) -> None:
        self.id, self.seen = round_id, 0
        self.kinds: Counter[str] = Counter()
        self._told: Counter[tuple[UUID, str]] = Counter()

    def look(self, links: dict[UUID, str], dead: set[str], answered: set[UUID], half: str) -> None:
        """Look at the mails that went since; `half`: the link to the representative's half, where there is one."""
        new, meant = mail.outbox[self.seen :], _meant() if len(mail.outbox) > self.seen else {}
        self.seen = len(mail.outbox)
        for message in new:
            told = meant[message.extra_headers["Message-ID"]]
            self.kinds[told.kind] += 1
            self._told[told.person, told.occasion] += 1
            assert self._told[told.person, told.occasion] == 1, f"twice: {told}"
            assert told.halted == "", f"sent although stopped: {told}"
            assert message.to == [Person.objects.get(id=told.person).email]
            body = "\n".join((str(message.body), *(str(content) for content, _ in message.alternatives)))
            if told.kind in _OF_A_ROUND:
                self._one(told, set(_LINK.findall(body)), links, dead, answered)
            assert set(_HALF.findall(body)) == ({half} if told.kind == "witness" else set())

    def _one(
        self, told: Meant, held: set[str], links: dict[UUID, str], dead: set[str], answered: set[UUID]
    ) -> None:
        kind, found = MailingKind(told.kind), round_facts(self.id)
        assert found is not None
        assert can(ACTS[kind], found.state), f"{kind} while the round is {found.state}"
        own = Invitation.objects.filter(round_id=self.id, person_id=told.person, revoked=False)
        live = {links[one] for one in own.values_list("id", flat=True)}
        assert held == (set() if kind in WITHOUT_LINKS else live), f"{kind} with other links"
        assert not held & dead
        if kind == MailingKind.INFORM:
            asking, _ = who_is_asked(self.id, now=utc_now())
            assert told.person in {pair.rater for pair in asking.asked}
        elif kind != MailingKind.REPORT:  # a leader reads her report whether she was asked or not
            assert live, f"{kind} to somebody who is asked no more"
        if kind in REMINDERS and policy_of(self.id).access.reminder_mode == "silent":
            assert set(own.values_list("id", flat=True)) - answered, "reminded although all is answered"

"""Who gets a mail and what stands in it, worked out for a batch at the moment it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, cast
from uuid import UUID

from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.selectors.notices import notices_for
from fagspejl.evaluation.selectors.people import links_in
from fagspejl.instrument.types import PerspectiveName
from fagspejl.mailing.services.message import PersonalLink
from fagspejl.mailing.types import WITHOUT_LINKS, MailingKind, ReportReady
from fagspejl.organisation.selectors import people_by_id
from fagspejl.organisation.types import PersonFacts

Answered = Callable[[UUID], Collection[UUID]]  # round -> invitations with a registered answer; never stored
# round, people -> reports of each
Granted = Callable[[UUID, Collection[UUID]], Mapping[UUID, Sequence[ReportReady]]]
ORDER: Final = ("self", "employee", "subordinate_leader", "superior", "peer")


class Recipients:
    """The people of a batch with their links. `mails_for` is None for who gets nothing."""

    def __init__(
        self,
        round_id: UUID,
        key: bytes | None,
        people: Collection[UUID],
        answered: Collection[UUID],
        ready: Mapping[UUID, Sequence[ReportReady]],
        kind: MailingKind,
        coming: Mapping[UUID, Collection[str]],
        *,
        by_hook: bool = False,
    ) -> None:
        self.ready, self._coming, self._by_hook = ready, coming, by_hook
        self.notices = notices_for(round_id, people) if kind == MailingKind.INVITE else {}
        self._people = people_by_id(set(people))
        self._links: dict[UUID, list[PersonalLink]] = {}
        self._open: set[UUID] = set()  # people who have not answered everything
        for person, link, invitation in _links(round_id, key, people):
            self._links.setdefault(person, []).append(link)
            if invitation not in answered:
                self._open.add(person)

    def mail_for(
        self, person: UUID, kind: MailingKind
    ) -> tuple[PersonFacts, list[PersonalLink], Collection[str]] | None:
        """Return the person, the links to send and the perspectives of what is asked.

        None: has answered everything, or has no address and no hook reaches such people. Thanks go to everybody in the
        mailing; word of reports to who may read one at this moment, and word of what is coming to who would be asked at
        this moment.
        """
        found = self._people.get(person)
        if found is None or not (found.email or self._by_hook) or not self._is_told(person, kind):
            return None
        if kind in WITHOUT_LINKS:
            return found, [], self._coming.get(person, ())
        links = self._links[person]
        return found, links, {given.perspective for given in links}

    def key_of(self, person: UUID) -> str:
        """Return the roster's own id of a person who gets something."""
        return self._people[person].key

    def _is_told(self, person: UUID, kind: MailingKind) -> bool:
        if kind == MailingKind.THANKS:
            return True
        if kind == MailingKind.INFORM:
            return person in self._coming
        return bool(self.ready.get(person)) if kind == MailingKind.REPORT else person in self._open


def links_by_person(round_id: UUID, key: bytes, people: Collection[UUID]) -> dict[UUID, list[PersonalLink]]:
    """Return each person's links, the one about the person self first, then by perspective and name."""
    found: dict[UUID, list[PersonalLink]] = {}
    for person, link, _ in _links(round_id, key, people):
        found.setdefault(person, []).append(link)
    return found


def _links(
    round_id: UUID, key: bytes | None, people: Collection[UUID]
) -> list[tuple[UUID, PersonalLink, UUID]]:
    rows = links_in(round_id, people)
    rows.sort(key=lambda row: (ORDER.index(row.perspective), row.leader, row.invitation))
    return [
        (
            row.person,
            PersonalLink(
                row.leader,
                cast(PerspectiveName, row.perspective),
                "" if key is None else link_of(key, round_id, row.invitation, row.generation),
            ),
            row.invitation,
        )
        for row in rows
    ]

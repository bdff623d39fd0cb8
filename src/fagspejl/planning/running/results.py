"""What there is of a published round for its planner: where it is read, what was checked, who has been told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from fagspejl.accounts.types import Staff
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.selectors import organisation_withdrawal
from fagspejl.evaluation.selectors import policy_of, registered_of
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.promise import registered_in
from fagspejl.lib.wording import Wording
from fagspejl.mailing.selectors import mailings_of
from fagspejl.mailing.types import MailingKind
from fagspejl.organisation.selectors import people_by_id
from fagspejl.reporting.selectors import readable_leaders, readers_in

_TOLD: Final = (MailingKind.REPORT, MailingKind.THANKS)


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go, and what is found there."""

    url: str
    title: str
    text: str = ""


def links(facts: RoundFacts, staff: Staff, words: Wording) -> Iterator[Link]:
    """Yield what this planner may read and take away, as the round's policy allows."""
    if facts.reports_deleted_on is not None or organisation_withdrawal(facts.id) is not None:
        return
    for_hr = policy_of(facts.id).access.hr_reads_reports
    reads_some = bool(readable_leaders(facts.id, staff.person))
    files = "files_none" if reads_some and not for_hr else "files_hr" if for_hr else "files_text"
    for name, text in (("organisation", "organisation_text"), ("organisation-files", files)):
        key = name.removeprefix("organisation-")
        said = words.say(f"running_results.{text}")
        yield Link(reverse(name, args=[facts.id]), words.say(f"running_results.{key}"), said)
    lot = reverse("planning-lot", args=[facts.id])
    yield Link(lot, words.say("running_results.lot"), words.say("running_results.lot_text"))


def checked(facts: RoundFacts, words: Wording) -> list[str]:
    """Return what says that the Release is whole: that it was audited when it was made, and its promise."""
    if facts.reports_deleted_on is not None:
        return [words.say("running_results.deleted", day=words.day(facts.reports_deleted_on))]
    said = [words.say("running_results.audited")]
    promise = registered_of(facts.id)
    if promise:
        said.append(words.say("running_results.promise", code=registered_in(promise).code))
    withdrawn = organisation_withdrawal(facts.id)
    if withdrawn is not None:
        said.append(words.say("running_results.withdrawn", note=withdrawn))
    return said


def told(round_id: UUID, words: Wording) -> list[str]:
    """Return who has been told of the publication, and who has to be told by somebody else."""
    queued = {}
    for entry in entries_about(round_id, events=[Event.MAILING_QUEUED]):
        queued[entry.facts.get("kind")] = int(entry.facts.get("people", 0))
    said = []
    for mailing in mailings_of(round_id):
        if mailing.kind in _TOLD:
            stage = "sent" if mailing.finished else "halted" if mailing.halted else "going"
            key = f"running_results.{mailing.kind}_{stage}"
            said.append(words.counted(key, queued.get(str(mailing.kind), 0)))
    if not said:
        said.append(words.say("running_results.nobody_told"))
    people = people_by_id(readers_in(round_id))
    unreached = sum(not one.email for one in people.values())
    if unreached:
        said.append(words.counted("running_results.unreached", unreached))
    return said


def next_year(round_id: UUID, words: Wording) -> Link:
    """Return the way to a new draft made of this round."""
    url = reverse("planning-copy", args=[round_id])
    return Link(url, words.say("running_results.copy"), words.say("running_results.copy_text"))

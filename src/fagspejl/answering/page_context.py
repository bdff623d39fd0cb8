"""Who sits at a page: what a link opens, and what the page in hand holds. Reads, never writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast
from uuid import UUID

from fagspejl.answering.errors import LinkDead, LinkMoving, LinkUnknown
from fagspejl.answering.promise import Promise, is_named, takes_comments
from fagspejl.answering.promised import promise_of
from fagspejl.answering.questionnaire import Form, form_of
from fagspejl.answering.rules import takes_saves, takes_starts
from fagspejl.answering.sealed import form_check
from fagspejl.answering.types import Place, Values
from fagspejl.answering.words import words_in
from fagspejl.evaluation.keys.derivation import lookup_of
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.lookup import count_of_invited, invitation_by_lookup
from fagspejl.evaluation.selectors.lots import began_by_lot
from fagspejl.evaluation.selectors.notices import quotes_anything
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.types import InvitationFacts, RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording


@dataclass(frozen=True, slots=True)
class PageContext:
    """A live link and what its owner is asked, in the language of the page.

    `check`: what binds a page to this link and this form. `by_letter`: the link came on paper. `kiosk`: the code was
    typed on a shared screen, which no page tells anything by letter does not.
    """

    link: str
    invitation: InvitationFacts
    round: RoundFacts
    policy: RoundPolicyValues
    form: Form
    check: str
    by_letter: bool
    kiosk: bool = False

    @property
    def perspective(self) -> str:
        """In which role the owner answers."""
        return self.invitation.perspective

    @property
    def words(self) -> Wording:
        """The words of the page's language."""
        return words_in(self.form.language)

    @property
    def place(self) -> Place:
        """Where the answer lies."""
        return Place(self.link, self.round.id, self.invitation.form)

    @property
    def address(self) -> dict[str, str]:
        """The fields by which the next request finds its way back here."""
        fields = {"kode": self.link, "tjek": self.check, "sprog": self.form.language}
        if self.kiosk:
            fields["kiosk"] = "1"
        return {**fields, "brev": "1"} if self.by_letter else fields

    def in_role(self) -> int:
        """Return how many answer in a named role; where answers are not named it makes no difference, and is 1."""
        return self.asked_together()[0] if is_named(self.perspective) else 1

    def promise(self, in_role: int) -> Promise:
        """Return what the round promises its owner, with the leader's name left open."""
        return promise_of(self.round.id, self.round.policy_sha, self.form.language, self.perspective, in_role)

    def asked_together(self) -> tuple[int, int]:
        """Return how many are asked about this leader in this rater's group, and how many of them lead others."""
        asked = count_of_invited(self.round.id, self.invitation.leader)
        merged = ("employee", "subordinate_leader")
        if self.perspective not in merged or self.policy.access.separate_subordinate_leaders:
            return asked.get(self.perspective, 0), 0
        return sum(asked.get(name, 0) for name in merged), asked.get(merged[1], 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page holds: the values, the draft's version it has seen, and the digest of what was last saved or shown.

    `changed`: something was saved in this visit, so it was a person who chose it.
    """

    values: Values
    version: int
    known: str
    changed: bool = False


def open_page_context(
    link: str,
    *,
    now: datetime,
    starting: bool,
    wanted: Sequence[str] = (),
    by_letter: bool = False,
    kiosk: bool = False,
) -> PageContext:
    """Return what a link opens at this moment; `wanted` are the languages asked for, the most wanted first.

    Raises LinkDead, and of it LinkUnknown; LinkMoving while the answer is on its way to a new link.
    """
    asked = invitation_by_lookup(lookup_of(link))
    if asked is None:
        raise LinkUnknown
    takes = takes_starts if starting else takes_saves
    if not takes(asked.round, now=now):
        raise LinkDead
    if asked.invitation.moving:
        raise LinkMoving
    policy = _policy(asked.round.id, asked.round.policy_sha)
    questionnaire = asked.round.instrument, asked.round.instrument_sha
    languages = _languages(_instrument(*questionnaire), policy.access.languages)
    form = _form(
        *questionnaire,
        cast(PerspectiveName, asked.invitation.perspective),
        asked.invitation.form.rpartition(":")[2],
        _first((*wanted, asked.invitation.language), languages),
        languages,
        takes_comments(policy),
    )
    check = form_check(link, asked.invitation.form)
    on_paper = by_letter or kiosk or asked.by_letter
    return PageContext(link, asked.invitation, asked.round, policy, form, check, on_paper, kiosk)


@lru_cache(maxsize=256)
def _policy(round_id: UUID, sha: str) -> RoundPolicyValues:
    """The promise of a round: frozen at opening, so it is read once."""
    return policy_of(round_id)


@lru_cache(maxsize=256)
def quotes(round_id: UUID) -> bool:
    """Whether anything is quoted from leaders in a round: decided at opening, so it is read once."""
    return quotes_anything(round_id)


@lru_cache(maxsize=256)
def by_lot(round_id: UUID) -> bool:
    """Whether a round follows a lot of who begins first: decided when it opens, so it is read once."""
    return began_by_lot(round_id)


@lru_cache(maxsize=64)
def _instrument(name: str, sha: str) -> Instrument:
    return frozen_instrument(name, sha)


@lru_cache(maxsize=1024)
def _form(
    name: str,
    sha: str,
    perspective: PerspectiveName,
    profession: str,
    language: Language,
    languages: tuple[Language, ...],
    comments: bool,
) -> Form:
    """One object for everybody who is asked the same in the same words: rendered pages hang on it."""
    instrument = _instrument(name, sha)
    return form_of(instrument, perspective, profession, language, languages=languages, comments=comments)


def _languages(instrument: Instrument, promised: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages of the round that the questionnaire has, in the questionnaire's order."""
    return tuple(name for name in instrument.wordings if name in promised) or tuple(instrument.wordings)[:1]


def _first(wanted: Sequence[str], languages: tuple[Language, ...]) -> Language:
    return next((have for name in wanted for have in languages if have == name), languages[0])

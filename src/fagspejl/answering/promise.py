"""The exact promise of a start page, generated from the round's frozen policy. Pure.

Fixed strings and their variants: docs/explanation/rules.md 3.7 (words/da.toml, words/en.toml).
`tests/answering/` holds every one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.evaluation.types.policy import Audience, RoundPolicyValues
from fagspejl.lib.wording import Wording

NAMED = ("self", "superior")
LEADER = "{leader}"  # where the name goes in what is kept for a whole round


def is_named(perspective: str) -> bool:
    """Whether answers in this perspective are shown as this one person's."""
    return perspective in NAMED


def takes_comments(policy: RoundPolicyValues) -> bool:
    """Whether the round asks for comments: somebody must be there to read them."""
    return policy.access.comments and bool(policy.access.comment_readers)


def readers(
    words: Wording,
    perspective: str,
    who: Sequence[Audience],
    leader: str,
    *,
    subject: bool = False,
    in_role: int = 1,
) -> str:
    """Return who reads, as this rater calls them: "din leder, din leders leder og HR".

    `subject`: the words stand before a verb; `in_role`: how many are asked in a named role.
    """
    return words.series(_names(words, perspective, who, leader, subject=subject, in_role=in_role))


def _names(
    words: Wording, perspective: str, who: Sequence[Audience], leader: str, *, subject: bool, in_role: int
) -> tuple[str, ...]:
    names = []
    for left, reader in zip(range(len(who) - 1, -1, -1), who, strict=True):
        key = f"who.{reader}"
        if reader == "hr":
            names.append(words.say(key))
        elif perspective == "superior" and reader == "leader":
            names.append(leader)
        elif perspective == "superior":
            form = "_subject" if subject else ""
            names.append(words.say(f"{key}_superior{'_several' if in_role > 1 else ''}{form}"))
        elif perspective == "peer" and reader == "leader" and (left == 1 or (subject and not left)):
            names.append(words.say("who.leader_peer_first"))  # a clause that ends, with its comma
        elif perspective in ("peer", *NAMED):
            names.append(words.say(f"{key}_{perspective}"))
        else:
            names.append(words.say(key))
    return tuple(names)


@dataclass(frozen=True, slots=True)
class Promise:
    """What one rater is told. `**` marks stressed words.

    `named`: what somebody is told whose answers are shown as this one person's, else "". `lines`: the sentences that
    stand first, each by itself and in bold. `paragraphs`: the rest. `comment`: what stands at the fields for comments,
    "" where none are asked for.
    """

    named: str
    lines: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    comment: str

    def about(self, leader: str) -> Promise:
        """Return the promise with the leader's name where "{leader}" stands."""

        def named(text: str) -> str:
            return text.replace(LEADER, leader)

        return Promise(
            named(self.named),
            tuple(map(named, self.lines)),
            tuple(tuple(map(named, paragraph)) for paragraph in self.paragraphs),
            named(self.comment),
        )

    @property
    def text(self) -> str:
        """The start page's promise as one text: the fixed string."""
        told = (
            self.named,
            *self.lines,
            *(sentence for paragraph in self.paragraphs for sentence in paragraph),
        )
        return " ".join(sentence for sentence in told if sentence)


def promise(
    words: Wording,
    policy: RoundPolicyValues,
    perspective: str,
    *,
    leader: str,
    in_role: int = 1,
    number: str | None = None,
    by_name: bool = True,
) -> Promise:
    """Return the promise to one rater.

    `leader` is the leader's name; `in_role` is how many are asked in a named role, and `number` how that is written
    (as a word unless given). `by_name`: a superior is shown by name; False for rounds that promised the role alone.
    """
    comment = comment_warning(words, policy, perspective, leader, in_role) if takes_comments(policy) else ""
    voluntary = words.say("promise.voluntary")
    if is_named(perspective):
        key = _named_key(perspective, in_role, by_name=by_name)
        roles = readers(words, perspective, policy.access.audience, leader, in_role=in_role)
        written_number = number or words.number_word(in_role)
        named = words.say(key, leader=leader, roles=roles, number=written_number)
        closing = words.say(
            "promise.mixed_named_copy" if _has_copy_outside(policy) else "promise.mixed_named"
        )
        until = (*_until_the_deadline(words, policy), closing, words.say("promise.misuse"))
        return Promise(named, (voluntary,), (until,), comment)
    access, disclosure = policy.access, policy.disclosure
    k = words.number_word(disclosure.k)
    peer = "_peer" if perspective == "peer" else ""
    copy = _kept_outside(policy)
    few = [words.say("promise.few", k=k)]
    written: tuple[tuple[str, ...], ...] = ()
    if takes_comments(policy):
        few += [words.say("promise.few_counted")]
        told = words.say(
            "promise.comments",
            roles=readers(words, perspective, access.comment_readers, leader, subject=True),
            k_comments=words.number_word(disclosure.k_comments),
            comment_authors=words.number_word(disclosure.comment_authors),
        )
        written = ((told, words.say("promise.reveal")),)
    else:
        few += [words.say("promise.few_counted_plain")]
    return Promise(
        "",
        (voluntary, words.say(f"promise.afterwards{copy}"), words.say("promise.behind", k=k)),
        (
            (words.say(f"promise.unseen{peer}"), *_until_the_deadline(words, policy)),
            _after_closing(words, policy),
            tuple(few),
            *written,
            (
                words.say("promise.report", roles=readers(words, perspective, access.audience, leader)),
                *_team_version(words, policy, perspective),
                *_research(words, policy),
            ),
        ),
        comment,
    )


def _team_version(words: Wording, policy: RoundPolicyValues, perspective: str) -> tuple[str, ...]:
    """Tell those whose answers it is made of that the leader may show them a version, and what stands in it."""
    access, disclosure = policy.access, policy.disclosure
    among_employees = perspective == "employee" or not access.separate_subordinate_leaders
    if not access.team_version or perspective == "peer" or not among_employees:
        return ()
    least = disclosure.team_least
    few = "" if least >= disclosure.k_distribution else "_few"
    return (
        words.say(
            f"promise.team_version{few}",
            least=words.number_word(least),
            whole=words.number_word(disclosure.k_distribution),
        ),
    )


def _research(words: Wording, policy: RoundPolicyValues) -> tuple[str, ...]:
    """Who gets the totals by agreement, told before the first question; nothing where nobody does."""
    access = policy.access
    if not access.research_recipient:
        return ()
    told = words.say(
        "promise.research", recipient=access.research_recipient, agreement=access.research_agreement
    )
    return (told,)


def comment_warning(
    words: Wording, policy: RoundPolicyValues, perspective: str, leader: str, in_role: int = 1
) -> str:
    """Return what stands at the fields for comments: everybody who reads them, and what not to write."""
    names = comment_readers(words, policy, perspective, leader, in_role)
    if not names:
        return words.say("fixed.comment_field_own")
    return words.counted("fixed.comment_field", len(names), Readers=_first_large(words.series(names)))


def reads_exactly(
    words: Wording, policy: RoundPolicyValues, perspective: str, leader: str, in_role: int = 1
) -> str:
    """Return the heading over what was written: everybody who reads it as it stands there."""
    names = comment_readers(words, policy, perspective, leader, in_role)
    if not names:
        return words.say("review.reads_exactly_own")
    return words.counted("review.reads_exactly", len(names), Readers=_first_large(words.series(names)))


def comment_readers(
    words: Wording, policy: RoundPolicyValues, perspective: str, leader: str, in_role: int = 1
) -> tuple[str, ...]:
    """Return everybody who reads a comment exactly as written, as the subject of a sentence; none: only the writer."""
    names = _names(words, perspective, policy.access.comment_readers, leader, subject=True, in_role=in_role)
    if perspective == "self":
        names = tuple(dict.fromkeys((words.say("who.leader_self"), *names)))
        return names if len(names) > 1 else ()
    return names


def _named_key(perspective: str, in_role: int, *, by_name: bool) -> str:
    if perspective != "superior":
        return f"named.{perspective}"
    return f"named.superior{'_several' * (in_role > 1)}{'_role' * (not by_name)}"


def _until_the_deadline(words: Wording, policy: RoundPolicyValues) -> tuple[str, ...]:
    everyone = "_everyone" if policy.access.reminder_mode == "everyone" else ""
    told: tuple[str, ...] = (words.say(f"promise.confidential{everyone}"),)
    if _has_copy_outside(policy):
        halved = "_witnessed" if policy.access.escrow == "witnessed" else ""
        told += words.say(f"promise.copy{halved}"), words.say(f"promise.copy_misuse{halved}")
    return told


def _after_closing(words: Wording, policy: RoundPolicyValues) -> tuple[str, ...]:
    copy = _kept_outside(policy)
    first = "reports_first_witnessed" if copy == "_witnessed" else "reports_first"
    keys = ("mixed_copy", first, f"after{copy}", "misuse") if copy else ("mixed", "after", "misuse")
    return tuple(words.say(f"promise.{key}") for key in keys)


def _kept_outside(policy: RoundPolicyValues) -> str:
    """How the sentences end that tell of a copy which people keep; "" where there is none."""
    if not _has_copy_outside(policy):
        return ""
    return "_witnessed" if policy.access.escrow == "witnessed" else "_copy"


def _has_copy_outside(policy: RoundPolicyValues) -> bool:
    """Whether people hold a copy of the key: closing cannot destroy it, nor wait for it for ever.

    Source: docs/explanation/rules.md 3.4.
    """
    return policy.access.has_copy_outside


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]

"""The exact promise of a start page, generated from the round's frozen policy. Pure.

Fixed strings and their variants: docs/explanation/rules.md 3.7 (words/da.toml, words/en.toml).
`tests/answering/` holds every one.
"""

from __future__ import annotations

from collections.abc import Sequence

from fagspejl.evaluation.types.policy import Audience, RoundPolicyValues
from fagspejl.lib.wording import Wording

NAMED = ("self", "superior")


def is_named(perspective: str) -> bool:
    """Whether answers in this perspective are shown as this one person's."""
    return perspective in NAMED


def takes_comments(policy: RoundPolicyValues) -> bool:
    """Whether the round asks for comments: somebody must be there to read them."""
    return policy.access.comments and bool(policy.access.comment_readers)


def readers(words: Wording, perspective: str, who: Sequence[Audience], leader: str) -> str:
    """Return who reads, as this rater calls them: "din leder, din leders leder og HR"."""
    names = []
    for number, reader in enumerate(who):
        key = f"who.{reader}"
        if reader == "hr":
            names.append(words.say(key))
        elif perspective == "superior" and reader == "leader":
            names.append(leader)
        elif perspective == "peer" and reader == "leader" and len(who) == 2 and number == 0:
            names.append(words.say("who.leader_peer_first"))
        elif perspective in ("peer", *NAMED):
            names.append(words.say(f"{key}_{perspective}"))
        else:
            names.append(words.say(key))
    return words.series(names)


def promise(
    words: Wording, policy: RoundPolicyValues, perspective: str, *, leader: str, in_role: int = 1
) -> tuple[tuple[str, ...], ...]:
    """Return the promise as paragraphs of sentences; joined with single spaces it is the fixed text.

    `leader` is the leader's name; `in_role` is how many are asked in a named role. "**" marks stressed words.
    """
    if is_named(perspective):
        return _named(words, policy, perspective, leader, in_role)
    access, disclosure = policy.access, policy.disclosure
    k = words.number_word(disclosure.k)
    peer = "_peer" if perspective == "peer" else ""
    few = [words.say("promise.few", k=k)]
    if takes_comments(policy):
        few += [
            words.say("promise.few_counted"),
            words.say(
                "promise.comments",
                roles=readers(words, perspective, access.comment_readers, leader),
                k_comments=words.number_word(disclosure.k_comments),
                comment_authors=words.number_word(disclosure.comment_authors),
            ),
            words.say("promise.reveal"),
        ]
    else:
        few += [words.say("promise.few_counted_plain")]
    return (
        (
            words.say("promise.voluntary"),
            words.say(f"promise.unseen{peer}"),
            words.say("promise.threshold", k=k),
        ),
        _until_the_deadline(words, policy),
        _after_closing(words, policy),
        tuple(few),
        (words.say("promise.report", roles=readers(words, perspective, access.audience, leader)),),
    )


def your_leader(words: Wording, policy: RoundPolicyValues, perspective: str, leader: str) -> str | None:
    """Return who reads a comment exactly as written, as the subject of a sentence; None: only the writer does."""
    if perspective == "superior":
        return leader
    if perspective == "self":
        alone = "superior" not in policy.access.report_readers
        return None if alone else _first_large(words.say("who.superior_self"))
    reader = "leader" if "leader" in policy.access.comment_readers else "superior"
    if perspective == "peer":
        return _first_large(words.say("who.leader_peer_first" if reader == "leader" else "who.superior_peer"))
    return _first_large(words.say(f"who.{reader}"))


def _named(
    words: Wording, policy: RoundPolicyValues, perspective: str, leader: str, in_role: int
) -> tuple[tuple[str, ...], ...]:
    roles = readers(words, perspective, policy.access.audience, leader)
    key = "named.superior_several" if perspective == "superior" and in_role > 1 else f"named.{perspective}"
    told = words.say(key, leader=leader, roles=roles, number=words.number_word(in_role))
    return (
        (told,),
        (words.say("promise.voluntary"),),
        _until_the_deadline(words, policy),
        (words.say("promise.mixed_named_copy" if _has_copy_outside(policy) else "promise.mixed_named"),),
    )


def _until_the_deadline(words: Wording, policy: RoundPolicyValues) -> tuple[str, ...]:
    everyone = "_everyone" if policy.access.reminder_mode == "everyone" else ""
    told: tuple[str, ...] = words.say(f"promise.confidential{everyone}"), words.say("promise.misuse")
    if _has_copy_outside(policy):
        told += words.say("promise.copy"), words.say("promise.copy_misuse")
    return told


def _after_closing(words: Wording, policy: RoundPolicyValues) -> tuple[str, ...]:
    if _has_copy_outside(policy):
        return tuple(words.say(f"promise.{key}") for key in ("mixed_copy", "reports_first", "after_copy"))
    return words.say("promise.mixed"), words.say("promise.after")


def _has_copy_outside(policy: RoundPolicyValues) -> bool:
    """Whether a person holds a copy of the key: closing cannot destroy it, nor wait for it for ever.

    Source: docs/explanation/rules.md 3.4.
    """
    return policy.access.escrow == "offline"


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]

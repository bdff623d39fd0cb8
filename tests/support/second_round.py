"""A year after a published round: the same people are asked again, and the second round is published too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from fagspejl.answering.services import submit
from fagspejl.evaluation.keys.derivation import key_check
from fagspejl.evaluation.models import Round, RoundPolicy
from fagspejl.evaluation.types import RoundState
from fagspejl.operations.services.desk import publish_and_grant
from support.published import ITEMS, PublishedRound, seal
from support.small_round import KEY, SmallRound, invite
from support.staff import PER

YEAR = timedelta(days=365)
Value = Callable[[str, int], int]  # rater's name, place of the statement -> answer


def year_after(
    first: PublishedRound,
    folder: Path,
    value: Value,
    *,
    after: timedelta = YEAR,
    tree: dict[str, Any] | None = None,
    close: Callable[[SmallRound, Path], PublishedRound] = seal,
) -> PublishedRound:
    """Ask everybody of the first round again, answer with `value`, and publish. `tree`: only leaders in it are asked about."""
    old = Round.objects.get(id=first.id)
    made = Round.objects.create(
        title="Evaluering 2027",
        organisation=old.organisation,
        instrument=old.instrument,
        instrument_sha=old.instrument_sha,
        deadline=old.deadline + after,
        created_at=old.created_at + after,
        opened_at=old.opened_at + after,
    )
    policy = RoundPolicy.objects.get(round=old)
    RoundPolicy.objects.create(
        round=made,
        values=policy.values,
        sha256=policy.sha256,
        k=policy.k,
        k_comments=policy.k_comments,
    )
    again = SmallRound(made, KEY, leaders=dict(first.made.leaders))
    stays = {leader["id"] for leader in (tree or old.tree)["leaders"]}
    again.leaders = {name: leader for name, leader in again.leaders.items() if str(leader.id) in stays}
    for asked in old.invitations.filter(leader__in=stays).select_related("person", "leader"):
        invite(again, asked.person, asked.leader, asked.perspective)
    made.key_check, made.tree, made.state = key_check(KEY), tree or old.tree, RoundState.OPEN
    made.save()
    for rater, leader in again.links:
        values: dict[str, object] = {item: value(rater, place) for place, item in enumerate(ITEMS)}
        submit(again.place(rater, leader), values, save_id="s")
    published = close(again, folder)
    assert publish_and_grant(published.id, PER)
    return published

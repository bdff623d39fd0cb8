"""New links for one person: the old ones die and the mail with the new ones is queued, together or not at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.evaluation.selectors.links import LinkFacts
from fagspejl.evaluation.services.correcting import begin_new_links
from fagspejl.mailing.services.queueing import queue_new_links


def give_new_links(
    round_id: UUID,
    links: Collection[LinkFacts],
    round_key: bytes,
    *,
    by_mail: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Begin new links for one person and, `by_mail`, put a mail to this person alone in the outbox.

    In one transaction, so that nobody is left with a dead link when the process is killed. Answers follow in
    transactions of their own: `answering.services.finish_moves`. Raises RoundInOtherState.
    """
    with transaction.atomic():
        begin_new_links(round_id, links, round_key, by_mail=by_mail, actor=actor, now=now)
        if by_mail:
            (person,) = {one.person for one in links}
            queue_new_links(round_id, person, now=now)

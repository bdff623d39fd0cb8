"""`fagspejl round escrow-destroyed`, and what other commands say of the copy of a key that a person keeps."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import click

from fagspejl.commands.console import Terminal
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site


@click.command("escrow-destroyed")
@click.argument("which", metavar="ROUND")
@with_site(acts=True)
def escrow_destroyed(site: Site, which: str) -> None:
    """Write down that the holder of the key's copy has confirmed that it is destroyed.

    Only of a round with offline escrow whose own key is destroyed. It is said once: a second time tells when it was
    confirmed, and changes nothing. Exit codes: 0 confirmed, now or before; 1 refused; 2 no such round.
    """
    from fagspejl.evaluation.selectors.escrow import copy_outside
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.escrow import confirm_escrow_destroyed
    from fagspejl.evaluation.states import Act, can
    from fagspejl.lib.clock import utc_now

    with refusing(site):
        round_id = find_round(which)
        new = confirm_escrow_destroyed(round_id, actor=site.actor, now=utc_now())
    copy = copy_outside(round_id)
    if copy is None:
        return
    site.tell("round.copy_confirmed_now" if new else "round.copy_confirmed_before", day=copy.confirmed_on)
    if can(Act.PUBLISH, copy.state):
        site.tell("round.publish_next", round=round_id)


def copy_lines(round_id: UUID, terminal: Terminal) -> Iterator[str]:
    """Yield whether the copy that a person keeps is confirmed as destroyed, and what waits for that.

    Nothing while the round's own key stands, and nothing of a round of whose key no person keeps a copy.
    """
    from fagspejl.evaluation.selectors.escrow import copy_outside

    copy = copy_outside(round_id)
    if copy is None or copy.key_destroyed_on is None:
        return
    if copy.confirmed_on is not None:
        yield terminal.say("round.copy_confirmed", day=copy.confirmed_on)
        return
    yield terminal.say("round.copy_unconfirmed", round=round_id)
    if copy.publication_from is not None:
        yield terminal.say("round.copy_waits", until=copy.publication_from)

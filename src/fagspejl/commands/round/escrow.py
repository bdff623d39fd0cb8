"""`fagspejl round escrow-destroyed`, and what other commands say of the copy of a key that a person keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import click

from fagspejl.commands.console import Terminal
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site

if TYPE_CHECKING:
    from fagspejl.evaluation.selectors.escrow import CopyOutside


@click.command("escrow-destroyed")
@click.argument("which", metavar="ROUND")
@click.option(
    "--half",
    type=click.Choice(["planner", "representative"]),
    help="Whose sheet is destroyed, where two people hold half of what opens the copy.",
)
@with_site(acts=True)
def escrow_destroyed(site: Site, which: str, half: str | None) -> None:
    """Write down that the holder of the key's copy has confirmed that it is destroyed.

    Only of a round with offline or witnessed escrow whose own key is destroyed. With witnessed escrow each holder
    confirms on a page of her own; `--half` is for one who cannot. It is said once: a second time tells when it was
    confirmed, and changes nothing. Exit codes: 0 confirmed, now or before; 1 refused; 2 no such round.
    """
    from fagspejl.evaluation.selectors.escrow import copy_outside
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.escrow import confirm_escrow_destroyed
    from fagspejl.evaluation.states import Act, can
    from fagspejl.lib.clock import utc_now

    with refusing(site):
        round_id = find_round(which)
        if half is not None:
            _destroyed_half(site, round_id, half)
            return
        new = confirm_escrow_destroyed(round_id, actor=site.actor, now=utc_now())
    copy = copy_outside(round_id)
    if copy is None:
        return
    site.tell("round.copy_confirmed_now" if new else "round.copy_confirmed_before", day=copy.confirmed_on)
    if can(Act.PUBLISH, copy.state):
        site.tell("round.publish_next", round=round_id)


def _destroyed_half(site: Site, round_id: UUID, half: str) -> None:
    from fagspejl.evaluation.errors import NotWitnessed
    from fagspejl.evaluation.selectors.witnessed import witnessed_copy
    from fagspejl.evaluation.services.witnessing import note_destroyed
    from fagspejl.evaluation.types.witnessed import Holder
    from fagspejl.lib.clock import utc_now

    pair = witnessed_copy(round_id)
    if pair is None:
        raise NotWitnessed
    note_destroyed(round_id, Holder(half), turn=pair.turn, actor=site.actor, now=utc_now())
    for line in copy_lines(round_id, site):
        if not site.quiet:
            site.line(line)


def copy_lines(round_id: UUID, terminal: Terminal) -> Iterator[str]:
    """Yield whether the copy that a person keeps is confirmed as destroyed, and what waits for that.

    Nothing while the round's own key stands, but for halves that are unread or lost; and nothing of a round of whose
    key no person keeps a copy.
    """
    from fagspejl.evaluation.selectors.escrow import copy_outside

    copy = copy_outside(round_id)
    if copy is not None and copy.is_witnessed:
        yield from _witnessed_lines(round_id, copy, terminal)
        return
    if copy is None or copy.key_destroyed_on is None:
        return
    if copy.confirmed_on is not None:
        yield terminal.say("round.copy_confirmed", day=copy.confirmed_on)
        return
    yield terminal.say("round.copy_unconfirmed", round=round_id)
    if copy.publication_from is not None:
        yield terminal.say("round.copy_waits", until=copy.publication_from)


def _witnessed_lines(round_id: UUID, copy: CopyOutside, terminal: Terminal) -> Iterator[str]:
    """Yield where the halves stand: whose is unread or lost while the key stands, whose sheet remains after it."""
    from fagspejl.evaluation.selectors.witnessed import witnessed_copy

    pair = witnessed_copy(round_id)
    halves = [] if pair is None else list(pair.halves.values())
    for half in halves:
        told = {"name": half.name, "round": round_id, "half": half.holder.value}
        if half.lost_on is not None:
            yield terminal.say("round.half_lost", day=half.lost_on, **told)
        elif copy.key_destroyed_on is None and half.read_back_on is None:
            yield terminal.say("round.half_unread", **told)
        elif copy.is_open and half.taken_at is not None and half.destroyed_on is None:
            yield terminal.say("round.half_undestroyed", **told)
    if copy.key_destroyed_on is None:
        if pair is not None and pair.is_lost:
            yield terminal.say("round.pair_lost")
    elif copy.confirmed_on is not None:
        yield terminal.say("round.pair_gone", day=copy.confirmed_on)
    elif copy.publication_from is not None:
        yield terminal.say("round.copy_waits", until=copy.publication_from)

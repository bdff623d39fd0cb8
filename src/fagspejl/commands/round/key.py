"""`fagspejl round key-here`, and what other commands say of who holds a round's key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click

from fagspejl.commands.console import Terminal
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site


@click.command("key-here")
@click.argument("which", metavar="ROUND")
@with_site(acts=True)
def key_here(site: Site, which: str) -> None:
    """Say that a round's key was moved to this key folder on this machine, which holds it from now on.

    The key and its second copy must lie here; nothing may be left where they were. Exit codes: 0 done; 1 refused;
    2 no such round.
    """
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.key_custody import move_key
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.desk import key_store

    with refusing(site):
        round_id = find_round(which)
        move_key(round_id, key_store(round_id), actor=site.actor, now=utc_now())
    if not site.quiet:
        for line in holder_lines(round_id, site):
            site.line(line)
        site.tell("round.key_moved")


def holder_lines(round_id: UUID, terminal: Terminal) -> Iterator[str]:
    """Yield who holds a round's key, and a warning where its copy lies on the same disk.

    Nothing once the key is destroyed, and nothing before it is written down who holds it.
    """
    from fagspejl.evaluation.selectors import round_facts
    from fagspejl.evaluation.selectors.key_holder import key_holder
    from fagspejl.operations.services.desk import key_store
    from fagspejl.operations.services.keys.key_places import on_one_device

    facts, held = round_facts(round_id), key_holder(round_id)
    if facts is None or facts.keys_destroyed_on is not None or not held.is_named:
        return
    places = {"node": held.node, "folder": held.folder, "escrow": held.escrow}
    yield terminal.say("round.key_holder" if held.escrow else "round.key_holder_alone", **places)
    here = held.node == key_store().node
    if here and held.escrow and on_one_device(Path(held.folder), Path(held.escrow)):
        yield terminal.say("round.same_disk", **places)

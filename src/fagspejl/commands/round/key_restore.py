"""`fagspejl round key-restore`: a round's key, put together again from the two halves of its witnessed copy."""

from __future__ import annotations

import click

from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site


@click.command("key-restore")
@click.argument("which", metavar="ROUND")
@with_site(acts=True)
def key_restore(site: Site, which: str) -> None:
    """Put a lost key together again from both halves of its witnessed copy, and put it in the key folder.

    Each half is asked for and not shown: the planner's first, then the representative's, as they stand on the sheets.
    From a file or another program they are read as two lines. Exit codes: 0 done; 1 refused; 2 no such round.
    """
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.witnessing import restore_key
    from fagspejl.evaluation.types.witnessed import Holder
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.desk import key_store

    with refusing(site):
        round_id = find_round(which)
        typed = {holder: site.secret(f"round.type_half_{holder}") for holder in Holder}
        restore_key(round_id, key_store(round_id), typed, actor=site.actor, now=utc_now())
    site.tell("round.key_restored")

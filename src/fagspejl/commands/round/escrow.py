"""`fagspejl round escrow-destroyed`, and what other commands say of the copy of a key that a person keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click

from fagspejl.commands.console import operator, site_options
from fagspejl.commands.database import use_existing
from fagspejl.commands.round.sentences import say
from fagspejl.lib.language import Language


@click.command("escrow-destroyed")
@click.argument("which", metavar="ROUND")
@site_options
def escrow_destroyed(
    which: str, data: Path | None, keys: Path | None, language: Language, quiet: bool
) -> None:
    """Write down that the holder of the key's copy has confirmed that it is destroyed.

    Only of a round with offline escrow whose own key is destroyed. It is said once: a second time tells when it was
    confirmed, and changes nothing. Exit codes: 0 confirmed, now or before; 1 refused; 2 no such round.
    """
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told
    from fagspejl.evaluation.selectors.escrow import copy_outside
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.escrow import confirm_escrow_destroyed
    from fagspejl.evaluation.states import Act, can
    from fagspejl.lib.clock import utc_now

    with round_told(language):
        round_id = find_round(which)
        new = confirm_escrow_destroyed(round_id, actor=operator(), now=utc_now())
    copy = copy_outside(round_id)
    if quiet or copy is None:
        return
    click.echo(say("copy_confirmed_now" if new else "copy_confirmed_before", language, day=copy.confirmed_on))
    if can(Act.PUBLISH, copy.state):
        click.echo(say("publish_next", language, round=round_id))


def copy_lines(round_id: UUID, language: Language) -> Iterator[str]:
    """Yield whether the copy that a person keeps is confirmed as destroyed, and what waits for that.

    Nothing while the round's own key stands, and nothing of a round of whose key no person keeps a copy.
    """
    from fagspejl.evaluation.selectors.escrow import copy_outside

    copy = copy_outside(round_id)
    if copy is None or copy.key_destroyed_on is None:
        return
    if copy.confirmed_on is not None:
        yield say("copy_confirmed", language, day=copy.confirmed_on)
        return
    yield say("copy_unconfirmed", language, round=round_id)
    if copy.publication_from is not None:
        yield say("copy_waits", language, until=copy.publication_from)

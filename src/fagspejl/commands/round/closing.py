"""`fagspejl round close` and `fagspejl round publish`: from the deadline to the reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

import click

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.commands.console import Terminal, bar_of_steps
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.round.escrow import copy_lines
from fagspejl.commands.site import Site, with_site
from fagspejl.lib.errors import FagspejlError

if TYPE_CHECKING:
    from fagspejl.operations.services.desk import Announced

_NUMBERS: Final = ("counted", "drafts", "revoked")


@click.command("close")
@click.argument("which", metavar="ROUND")
@click.option(
    "--confirm/--no-confirm",
    default=None,
    help="Destroy the keys without asking, or stop before it. [default: ask at a terminal, else destroy]",
)
@with_site(acts=True)
def close(site: Site, which: str, confirm: bool | None) -> None:
    """Close a round: count its answers once, seal the reports, destroy the keys.

    Only the folder that holds the round's key closes it: `round status` names it. May be started again after any
    interruption; it goes on where it stopped. Exit codes: 0 done; 1 refused, and nothing was lost.
    """
    from fagspejl.evaluation.selectors import policy_of
    from fagspejl.operations.services.desk import close_desk, close_round, confirm_close

    round_id = _round_meant(site, which)
    with refusing(site, only=FagspejlError, round=round_id):
        with bar_of_steps(site) as tell:
            record = close_round(round_id=round_id, desk=close_desk(round_id, site.actor, tell))
        if not site.quiet:
            for line in record_lines(site, record, policy_of(round_id).disclosure):
                site.line(line)
        if confirm is None:
            confirm = site.confirmed("close.ask") if sys.stdin.isatty() else True
        if not confirm:
            site.line(site.say("close.waiting"))
            return
        confirm_close(round_id=round_id, desk=close_desk(round_id, site.actor))
    if not site.quiet:
        for line in _keys_gone(site, round_id):
            site.line(line)


@click.command("publish")
@click.argument("which", metavar="ROUND")
@click.option(
    "--mail/--no-mail",
    default=None,
    help="Tell by mail, also later of a round that was published without; or tell nobody. "
    "[default: tell when it is published]",
)
@click.option(
    "--letters",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the thanks to those asked who have no e-mail address into this new file (PDF) as well.",
)
@with_site(acts=True)
def publish(site: Site, which: str, mail: bool | None, letters: Path | None) -> None:
    """Let leaders read their reports, and tell them and everybody asked: of a closed round whose keys are destroyed.

    Leaders and their own leaders are told that reports are ready, everybody asked gets thanks and hears what happens
    now, answered or not alike. No mail holds a result.
    With offline escrow it is refused until the copy is confirmed as destroyed, a week at most.
    """
    from django.conf import settings

    from fagspejl.commands.round.mail import write_notices
    from fagspejl.operations.services.desk import announce, publish_and_grant
    from fagspejl.operations.services.post_office import check_sending

    round_id = _round_meant(site, which)
    with refusing(site, only=FagspejlError, round=round_id):
        if letters is not None and letters.exists():
            site.refuse("round.letters_exist", file=letters)
        if mail is not False:
            check_sending()
        published = publish_and_grant(round_id, site.actor, mail=mail is not False)
        told = announce(round_id, site.actor) if mail or (published and mail is None) else None
    if not site.quiet:
        site.tell("close.published" if published else "close.already")
        for line in _announced_lines(
            site, told, published=published, round_id=round_id, address=settings.BASE_URL
        ):
            site.line(line)
        for line in copy_lines(round_id, site):
            site.line(line)
    if letters is not None:
        with refusing(site, round=round_id):
            write_notices(site, round_id, letters)


def _announced_lines(
    site: Site, told: Announced | None, *, published: bool, round_id: UUID, address: str
) -> Iterator[str]:
    """Yield who is told of a publication by mail, and whom somebody else has to tell."""
    if told is None:
        if published:
            yield site.say("close.nobody_told", address=address, round=round_id)
        return
    yield site.say("close.told", readers=told.readers.people, asked=told.asked.people)
    if told.unreached:
        yield site.say("close.unreached", count=told.unreached)


def _round_meant(site: Site, which: str) -> UUID:
    """Return the round that an id, its beginning or a title means; a whole id stands for itself."""
    from fagspejl.evaluation.selectors.progress import find_round

    try:
        return UUID(which)
    except ValueError:
        with refusing(site):
            return find_round(which)


def _keys_gone(site: Site, round_id: UUID) -> Iterator[str]:
    """Yield what holds now that the round's own key is destroyed, and the command that comes next."""
    from fagspejl.evaluation.selectors.escrow import copy_outside

    copy = copy_outside(round_id)
    if copy is None:
        yield site.say("close.keys_gone", round=round_id)
        return
    yield site.say("close.server_key_gone")
    if copy.is_open:
        yield site.say("close.copy_to_destroy")
    yield from copy_lines(round_id, site)
    yield site.say("close.publish_next", round=round_id)


def record_lines(terminal: Terminal, record: Mapping[str, int], policy: DisclosurePolicy) -> Iterator[str]:
    """Yield the close record, one number a line, no result; of what does not count only numbers that stand there."""
    for key in _NUMBERS:
        if key in record:
            yield f"  {terminal.say(f'close.record.{key}')}: {terminal.grouped(record[key])}"
    yield terminal.say("close.record.note", k=policy.k)

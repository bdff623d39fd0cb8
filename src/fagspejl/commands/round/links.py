"""`fagspejl round reissue` and `revoke`: one person's link was lost or leaked, or should not have been given."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import confirmed, operator, site_options
from fagspejl.commands.database import use_existing
from fagspejl.commands.file_errors import end
from fagspejl.commands.round.mail import write_letters
from fagspejl.commands.round.sentences import say
from fagspejl.lib.language import Language

_which = click.argument("which", metavar="ROUND")
_person = click.argument("person", metavar="PERSON")
_leader = click.option("--leader", metavar="LEADER", help="Only the link about this leader.  [default: all]")


@click.command()
@_which
@_person
@_leader
@click.option(
    "--letters",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the letter into this new file (PDF) instead of sending mail.",
)
@site_options
def reissue(
    which: str,
    person: str,
    leader: str | None,
    letters: Path | None,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Give PERSON a new link; the old one is dead at once. PERSON is an id of the roster, an address or a name.

    An answer, if there is one, moves along; nobody is told whether there is. A mail with all the person's links is put
    in the outbox. Exit codes: 0 done; 1 refused; 2 nobody, or more than one, is called that.
    """
    use_existing(data, keys, language=language)
    from fagspejl.answering.services import finish_moves
    from fagspejl.commands.round.errors import round_told
    from fagspejl.evaluation.selectors import key_check_of
    from fagspejl.evaluation.selectors.links import links_meant
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.desk import key_store
    from fagspejl.operations.new_links import give_new_links

    with round_told(language):
        round_id = find_round(which)
        links = links_meant(round_id, person, leader)
        owner = links[0]
        if letters is None and not owner.has_address:
            end(REFUSED, say("no_address", language, name=owner.name))
        if letters is not None and letters.exists():
            end(REFUSED, say("letters_exist", language, file=letters))
        key = key_store(round_id).read(round_id, key_check_of(round_id))
        give_new_links(round_id, links, key, by_mail=letters is None, actor=operator(), now=utc_now())
        finish_moves(round_id, key)
        if not quiet:
            for one in links:
                click.echo(say("new_link", language, name=one.name, leader=one.leader))
        if letters is not None:
            write_letters(round_id, letters, language, only=owner.person, quiet=quiet)
        elif not quiet:
            click.echo(say("new_link_mail", language))


@click.command()
@_which
@_person
@_leader
@click.option(
    "--reason",
    type=click.Choice(["left", "wrong-leader", "other"]),
    required=True,
    help="Why; it stands in the access log.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@site_options
def revoke(
    which: str,
    person: str,
    leader: str | None,
    reason: str,
    yes: bool,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Ask PERSON no longer: the link is dead for good, and an answer, if there is one, is not counted.

    Nobody is told whether there is. Exit codes: 0 done; 1 refused; 2 nobody, or more than one, is called that.
    """
    use_existing(data, keys, language=language)
    from fagspejl.commands.round.errors import round_told
    from fagspejl.evaluation.selectors.links import links_meant
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.correcting import revoke_links
    from fagspejl.evaluation.types import RevokeReason
    from fagspejl.lib.clock import utc_now

    with round_told(language):
        round_id = find_round(which)
        links = links_meant(round_id, person, leader)
        leaders = ", ".join(one.leader for one in links)
        if not yes and not confirmed(
            say("ask_revoke", language, name=links[0].name, leaders=leaders), language
        ):
            raise SystemExit(REFUSED)
        revoke_links(round_id, links, reason=RevokeReason(reason), actor=operator(), now=utc_now())
    if not quiet:
        for one in links:
            click.echo(say("link_revoked", language, name=one.name, leader=one.leader))

"""`fagspejl round reissue` and `revoke`: one person's link was lost or leaked, or should not have been given."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.round.mail import write_letters
from fagspejl.commands.site import Site, with_site

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
@with_site(acts=True)
def reissue(site: Site, which: str, person: str, leader: str | None, letters: Path | None) -> None:
    """Give PERSON a new link; the old one is dead at once. PERSON is an id of the roster, an address or a name.

    An answer, if there is one, moves along; nobody is told whether there is. A mail with all the person's links is put
    in the outbox. Exit codes: 0 done; 1 refused; 2 nobody, or more than one, is called that.
    """
    from fagspejl.answering.services import finish_moves
    from fagspejl.evaluation.selectors import key_check_of
    from fagspejl.evaluation.selectors.links import links_meant
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.lib.clock import utc_now
    from fagspejl.operations.services.desk import key_store
    from fagspejl.operations.services.post_office import check_sending
    from fagspejl.operations.services.rounds.new_links import give_new_links

    with refusing(site):
        round_id = find_round(which)
        links = links_meant(round_id, person, leader)
        owner = links[0]
        if letters is None and not owner.has_address:
            site.refuse("round.no_address", name=owner.name)
        if letters is not None and letters.exists():
            site.refuse("round.letters_exist", file=letters)
        if letters is None:
            check_sending()
        key = key_store(round_id).read(round_id, key_check_of(round_id))
        give_new_links(round_id, links, key, by_mail=letters is None, actor=site.actor, now=utc_now())
        finish_moves(round_id, key)
        for one in links:
            site.tell("round.new_link", name=one.name, leader=one.leader)
        if letters is not None:
            write_letters(site, round_id, letters, only=owner.person)
        else:
            site.tell("round.new_link_mail")


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
@with_site(acts=True)
def revoke(site: Site, which: str, person: str, leader: str | None, reason: str, yes: bool) -> None:
    """Ask PERSON no longer: the link is dead for good, and an answer, if there is one, is not counted.

    Nobody is told whether there is. Exit codes: 0 done; 1 refused; 2 nobody, or more than one, is called that.
    """
    from fagspejl.evaluation.selectors.links import links_meant
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.evaluation.services.correcting import revoke_links
    from fagspejl.evaluation.types import RevokeReason
    from fagspejl.lib.clock import utc_now

    with refusing(site):
        round_id = find_round(which)
        links = links_meant(round_id, person, leader)
        leaders = ", ".join(one.leader for one in links)
        if not yes and not site.confirmed("round.ask_revoke", name=links[0].name, leaders=leaders):
            raise SystemExit(REFUSED)
        revoke_links(round_id, links, reason=RevokeReason(reason), actor=site.actor, now=utc_now())
    for one in links:
        site.tell("round.link_revoked", name=one.name, leader=one.leader)

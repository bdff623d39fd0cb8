"""`fagspejl carry-unit`: a unit became part of another, and its agreements and sessions go along."""

from __future__ import annotations

import click

from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site
from fagspejl.lib.errors import FagspejlError


@click.command()
@click.option(
    "--from", "old", metavar="UNIT", help="The unit as it was, by the roster's id; none: see below."
)
@click.option("--to", "new", metavar="UNIT", help="The unit that it became part of, by the roster's id.")
@click.option("--dry-run", is_flag=True, help="Carry nothing; only say what would be carried.")
@with_site(acts=True)
def carry_unit(site: Site, old: str | None, new: str | None, dry_run: bool) -> None:
    """Carry a unit's agreements and sessions to the unit it became part of.

    Without --from and --to it lists the units with agreements that are not there any more, by the id that --from takes.
    Paths, reflections and reports belong to people and are never carried. Exit codes: 0 done; 1 refused; 2 wrong use.
    """
    from fagspejl.workspace.home.carrying import carry_unit as carry
    from fagspejl.workspace.home.carrying import forgotten_units, look_at_carrying

    if old is None and new is None:
        found = forgotten_units()
        for unit, count in found.items():
            site.tell("carry_unit.forgotten", unit=unit, count=count)
        if not found:
            site.tell("carry_unit.none_forgotten")
        return
    if old is None or new is None or old == new:
        raise click.UsageError(site.say("carry_unit.two_units"))
    with refusing(site, only=FagspejlError):
        done = look_at_carrying(old, new) if dry_run else carry(old, new, actor=site.actor)
    key = "carry_unit.would" if dry_run else "carry_unit.done"
    site.tell(key, old=done.old, new=done.new, agreements=done.agreements, sessions=done.sessions)

"""`fagspejl round extract`: a signed extract of a published round's totals, for a picture of several organisations."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.console import FILE
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.out_place import check_outside_site
from fagspejl.commands.site import Site, with_site


@click.command("extract")
@click.argument("which", metavar="ROUND")
@click.option("--out", type=FILE, required=True, help="The new file.")
@with_site(acts=True)
def extract(site: Site, which: str, out: Path) -> None:
    """Write a signed extract of a published round: printed totals of the whole and of the units one level down.

    No leader, comment or single person's answer is in it, and no total that could single out a leader to anybody who
    reads reports of the round. Others add it to theirs with `fagspejl federate`. Exit codes: 0 done; 1 refused, and
    nothing was written.
    """
    from fagspejl.accounts.selectors import planner_named
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.operations.services.federation.extract import extract_round

    check_outside_site(site, out)
    with refusing(site, out):
        planner = planner_named(site.named)
        extract_round(find_round(which), out, planner=planner, actor=site.actor, language=site.language)
    site.tell("round.extracted", file=out)

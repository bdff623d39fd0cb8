"""`fagspejl round research`: a published round's totals for the research that its raters were told of."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.console import FILE
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.out_place import check_outside_site
from fagspejl.commands.site import Site, with_site


@click.command("research")
@click.argument("which", metavar="ROUND")
@click.option("--out", type=FILE, required=True, help="The folder of files; replaced as a whole.")
@with_site(acts=True)
def research(site: Site, which: str, out: Path) -> None:
    """Write a published round's totals for research, as CSV with its DDI description.

    Only where the round was created with --research-recipient and --research-agreement, which its start pages told.
    Units have made-up names; no leader and no comment is in the files. Who wrote them is in the staff access log. Exit
    codes: 0 done; 1 refused, and nothing was changed.
    """
    from fagspejl.accounts.selectors import planner_named
    from fagspejl.evaluation.selectors.progress import find_round
    from fagspejl.operations.services.research_files import write_research_files

    check_outside_site(site, out)
    with refusing(site, out):
        planner = planner_named(site.named)
        round_id = find_round(which)
        recipient = write_research_files(
            round_id, out, planner=planner, actor=site.actor, language=site.language
        )
    site.tell("round.research", folder=out, recipient=recipient)

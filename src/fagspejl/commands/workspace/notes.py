"""`fagspejl notes`: a copy of the keys of leaders' private notes, apart from the database's copies."""

from __future__ import annotations

from pathlib import Path

import click

from fagspejl.commands.console import FOLDER
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site


@click.group()
def notes() -> None:
    """Keep a copy of the keys of leaders' private notes."""


@notes.command()
@click.option("--to", required=True, type=FOLDER, help="Where the copy goes; replaced as a whole.")
@with_site(acts=True)
def copy(site: Site, to: Path) -> None:
    """Copy the keys of private notes to a folder of their own, never beside a copy of the database.

    Whoever has both reads the notes. A key that its owner destroyed is not in the next copy: make it often, and keep
    one only. Exit codes: 0 done; 1 refused, or somebody's key is missing here; 2 the folder cannot be used.
    """
    from fagspejl.workspace.reflection.services.custody import copy_keys

    with refusing(site):
        done = copy_keys(to, actor=site.actor)
    site.tell("notes.copied", count=done.brought, folder=to)
    if done.lacking:
        site.refuse("notes.lacking_here", count=done.lacking)


@notes.command()
@click.option("--from", "source", required=True, type=FOLDER, help="The copy that `notes copy` made.")
@with_site(acts=True)
def restore(site: Site, source: Path) -> None:
    """Put back keys of private notes that are missing here, or that open nothing; no other is touched.

    Exit codes: 0 every note opens; 1 refused, or somebody's key is neither here nor in the copy; 2 the folder holds no
    such copy.
    """
    from fagspejl.workspace.reflection.services.custody import restore_keys

    with refusing(site):
        done = restore_keys(source, actor=site.actor)
    site.tell("notes.restored", brought=done.brought, here=done.here)
    if done.lacking:
        site.refuse("notes.lacking", count=done.lacking)

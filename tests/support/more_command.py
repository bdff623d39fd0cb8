"""Do more than is written here.

A command as another package would bring it.
"""

from __future__ import annotations

import click


@click.command()
def more() -> None:
    """Say that it ran."""
    click.echo("more")

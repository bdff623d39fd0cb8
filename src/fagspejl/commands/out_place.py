"""Where files may be written: never among a site's own, whose folders are backed up, closed to others and listed."""

from __future__ import annotations

import os
from pathlib import Path

from fagspejl.commands.console import Terminal


def check_outside_site(terminal: Terminal, out: Path) -> None:
    """End the command with exit code 1 where `out` is, or lies in, the site's data, keys, or their second copy.

    Also for commands that need no site: a folder that is not there holds none.
    """
    data = Path(os.environ.get("FAGSPEJL_DATA", "var/data")).resolve()
    keys = Path(os.environ.get("FAGSPEJL_KEYS", f"{data}-keys")).resolve()
    escrow = Path(os.environ.get("FAGSPEJL_ESCROW", f"{keys}-escrow")).resolve()
    place = out.resolve()
    for folder in (data, keys, escrow):
        if folder.is_dir() and place.is_relative_to(folder):
            terminal.refuse("site.out_inside", file=out, folder=folder)

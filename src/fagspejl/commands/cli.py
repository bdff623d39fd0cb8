"""The command line's entry: one group, whose commands are imported only when somebody asks for them.

Exit codes, the same for every command (docs/reference/commands.md): 0 done; 1 refused, or a fault was found;
2 the command was used wrongly, or what it was given cannot be used. An error of ours never shows as a traceback,
unless FAGSPEJL_DEBUG=1.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

import fagspejl
from fagspejl.lib.errors import FagspejlError

REFUSED, WRONG_USE = 1, 2

# name on the command line -> (module in this room, its click command, what it does). The last stands here so that
# `fagspejl --help` imports nothing else.
_COMMANDS = {
    "access-log": (
        "commands.access_log",
        "access_log",
        "Print what staff did, and check that nobody changed it.",
    ),
    "analyse": ("commands.analyse", "analyse", "Compute statistics for an analyst, never for one leader."),
    "audit-anonymity": (
        "commands.audit_anonymity",
        "audit_anonymity",
        "Look for anything that connects a person with an answer.",
    ),
    "audit-release": (
        "commands.audit_release",
        "audit_release",
        "Check a release.json against the rules of anonymity.",
    ),
    "demo": ("demo.command", "demo", "Make a believable organisation and all its reports."),
    "instrument": ("commands.instrument", "instrument", "List, show and check questionnaires."),
    "report": ("commands.report", "report", "Turn a file of answers into every leader's report."),
    "roster": ("commands.roster", "roster", "Take in who works where and who leads whom."),
    "round": ("commands.round.group", "round_", "Ask, remind, close and publish."),
    "serve": ("commands.serve", "serve", "Serve the site."),
    "user": ("commands.user", "user", "Say who may log in and what they may do."),
    "worker": ("commands.worker", "worker", "Send what is due and close what is over, again and again."),
}


class LazyGroup(click.Group):
    """A group that lists the commands this installation has and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands whose modules exist, in alphabetical order."""
        present = [name for name, (module, _, _) in _COMMANDS.items() if find_spec(_path(module))]
        return sorted({*present, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        if cmd_name in self.commands or cmd_name not in self.list_commands(ctx):
            return self.commands.get(cmd_name)
        module, attribute, _ = _COMMANDS[cmd_name]
        command = getattr(import_module(_path(module)), attribute)
        assert isinstance(command, click.Command), f"{module}.{attribute} is not a click command"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands in `--help` without importing any of them."""
        names = [name for name in self.list_commands(ctx) if name in _COMMANDS]
        if names:
            with formatter.section("Commands"):
                formatter.write_dl([(name, _COMMANDS[name][2]) for name in names])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run, and turn an error that no command has put into words into one line and exit code 2."""
        try:
            return super().main(args, *rest, **extra)
        except (FagspejlError, OSError) as error:
            if os.environ.get("FAGSPEJL_DEBUG") == "1":
                raise
            click.echo(f"{self.name}: {_one_line(error)}", err=True)
            raise SystemExit(WRONG_USE) from None


@click.group(name="fagspejl", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(fagspejl.__version__, prog_name="fagspejl")
def main() -> None:
    """Safe, honest reports on leadership of professionals.

    Every command has its own --help. Exit codes: 0 done, 1 refused or a fault found, 2 wrong use.
    """


def _path(module: str) -> str:
    return f"fagspejl.{module}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__

"""The command line's entry: one group, whose commands are imported only when somebody asks for them.

Commands of this room stand in a list here; those of a room above are found by their entry points
(`fagspejl.commands` in pyproject.toml), so that nothing here knows of it.

Exit codes, the same for every command (docs/reference/commands.md): 0 done; 1 refused, or a fault was found;
2 the command was used wrongly, or what it was given cannot be used. An error of ours never shows as a traceback,
unless FAGSPEJL_DEBUG=1.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click

import fagspejl
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.private_files import make_private
from fagspejl.lib.wording import plain

REFUSED, WRONG_USE = 1, 2
_GROUP: Final = "fagspejl.commands"  # of entry points

# name on the command line -> (module, its click command, what it does). The last stands here so that
# `fagspejl --help` imports nothing else.
_COMMANDS = {
    "access-log": (
        "fagspejl.commands.access_log",
        "access_log",
        "Print what staff did, and check that nobody changed it.",
    ),
    "analyse": (
        "fagspejl.commands.analyse",
        "analyse",
        "Compute statistics for an analyst, never for one leader.",
    ),
    "audit-anonymity": (
        "fagspejl.commands.audit_anonymity",
        "audit_anonymity",
        "Look for anything that connects a person with an answer.",
    ),
    "audit-release": (
        "fagspejl.commands.audit_release",
        "audit_release",
        "Check a release.json against the rules of anonymity.",
    ),
    "instrument": ("fagspejl.commands.instrument", "instrument", "List, show and check questionnaires."),
    "report": ("fagspejl.commands.report", "report", "Turn a file of answers into every leader's report."),
    "roster": ("fagspejl.commands.roster", "roster", "Take in who works where and who leads whom."),
    "round": ("fagspejl.commands.round.group", "round_", "Ask, remind, close and publish."),
    "serve": ("fagspejl.commands.serve", "serve", "Serve the site."),
    "user": ("fagspejl.commands.user", "user", "Say who may log in and what they may do."),
    "worker": (
        "fagspejl.commands.worker",
        "worker",
        "Send what is due and close what is over, again and again.",
    ),
}


class LazyGroup(click.Group):
    """A group that lists the commands this installation has and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands there are, in alphabetical order."""
        return sorted({*_COMMANDS, *_from_above(), *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        if cmd_name in _COMMANDS:
            module, attribute, _ = _COMMANDS[cmd_name]
            command = getattr(import_module(module), attribute)
        else:
            found = _from_above().get(cmd_name)
            command = None if found is None else found.load()
        assert command is None or isinstance(command, click.Command), f"{cmd_name} is not a click command"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands in `--help` without importing any of them."""
        known = {name: what for name, (_, _, what) in _COMMANDS.items()}
        known |= {name: _first_sentence(found.module) for name, found in _from_above().items()}
        if known:
            with formatter.section("Commands"):
                formatter.write_dl(sorted(known.items()))

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run, and turn an error that no command has put into words into one line and exit code 2."""
        make_private()
        try:
            return super().main(args, *rest, **extra)
        except (FagspejlError, OSError) as error:
            if os.environ.get("FAGSPEJL_DEBUG") == "1":
                raise
            click.echo(plain(f"{self.name}: {_one_line(error)}"), err=True)
            raise SystemExit(WRONG_USE) from None


@click.group(name="fagspejl", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(fagspejl.__version__, prog_name="fagspejl")
def main() -> None:
    """Safe, honest reports on professional leadership.

    Every command has its own --help. Exit codes: 0 done, 1 refused or a fault found, 2 wrong use.
    """


def _from_above() -> Mapping[str, EntryPoint]:
    """Return the commands of other rooms by name, none of them imported."""
    return {found.name: found for found in entry_points(group=_GROUP)}


def _first_sentence(module: str) -> str:
    """Return the first line of a module's docstring, read from its source: importing it would take long."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return ""
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__

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
from click.shell_completion import CompletionItem

import fagspejl
from fagspejl.commands.help.spoken import SpokenGroup, first_sentence, spoken
from fagspejl.commands.help.texts import room_of, what_it_does, words
from fagspejl.commands.interrupts import keep_interrupts
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
    "answers": (
        "fagspejl.commands.from_files.answers",
        "answers",
        "See what a file of answers means, before reports are made of it.",
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
    "carry-unit": (
        "fagspejl.commands.workspace.carry_unit",
        "carry_unit",
        "Carry a unit's agreements and sessions to the unit it became part of.",
    ),
    "federate": (
        "fagspejl.commands.federate",
        "federate",
        "Add several organisations' extracts to one report.",
    ),
    "identity": (
        "fagspejl.commands.identity",
        "identity",
        "Show others which key this installation signs with.",
    ),
    "instrument": ("fagspejl.commands.instrument", "instrument", "List, show and check questionnaires."),
    "notes": (
        "fagspejl.commands.workspace.notes",
        "notes",
        "Keep a copy of the keys of leaders' private notes.",
    ),
    "promise": ("fagspejl.commands.promise", "promise", "Check what was promised before anybody answered."),
    "report": ("fagspejl.commands.report", "report", "Turn a file of answers into every leader's report."),
    "reports": ("fagspejl.commands.reports", "reports", "Write every leader's report of a round as PDF."),
    "retention": (
        "fagspejl.commands.retention",
        "retention",
        "Delete what need not be kept any more, and report it.",
    ),
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


class LazyGroup(SpokenGroup):
    """A group that lists the commands this installation has and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands there are, in alphabetical order."""
        return sorted({*_COMMANDS, *_from_above(), *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        if cmd_name in self.commands:
            command: object = self.commands[cmd_name]
        elif cmd_name in _COMMANDS:
            module, attribute, _ = _COMMANDS[cmd_name]
            command = getattr(import_module(module), attribute)
        elif cmd_name in _from_above():
            command = _from_above()[cmd_name].load()
        else:
            return None
        assert isinstance(command, click.Command), f"{cmd_name} is not a click command"
        return spoken(command, (cmd_name,))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed. Whoever types the name alone asks what there is, and that is no wrong use."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands in `--help` without importing any of them."""
        with formatter.section(words().say("usage.commands")):
            formatter.write_dl(sorted(_listed().items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin so, imported as little as for `--help`, and the options."""
        found = [
            CompletionItem(name, help=what) for name, what in _listed().items() if name.startswith(incomplete)
        ]
        return [
            *sorted(found, key=lambda one: str(one.value)),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; one that is interrupted where nobody says more ends in one sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo(plain(words().say("usage.stopped")), err=True)
            raise SystemExit(REFUSED) from None

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run, and turn an error that no command has put into words into one line and exit code 2."""
        make_private()
        keep_interrupts()
        try:
            return super().main(args, *rest, **extra)
        except (FagspejlError, OSError) as error:
            if os.environ.get("FAGSPEJL_DEBUG") == "1":
                raise
            click.echo(plain(f"{self.name}: {_one_line(error)}"), err=True)
            raise SystemExit(WRONG_USE) from None


@click.group(name="fagspejl", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(fagspejl.__version__, prog_name="fagspejl", message="%(prog)s %(version)s")
def main() -> None:
    """Safe, honest reports on professional leadership.

    Every command has its own --help, and says what it does in Danish or English: FAGSPEJL_LANGUAGE chooses, else
    LANG. Exit codes: 0 done, 1 refused or a fault found, 2 wrong use.
    """


def _listed() -> Mapping[str, str]:
    """Return every command's name with its first sentence, none of them imported."""
    known = {name: (room_of(module), what) for name, (module, _, what) in _COMMANDS.items()}
    known |= {
        name: (room_of(found.module), _first_line(found.module)) for name, found in _from_above().items()
    }
    return {name: first_sentence(what_it_does(room, (name,)) or what) for name, (room, what) in known.items()}


def _from_above() -> Mapping[str, EntryPoint]:
    """Return the commands of other rooms by name, none of them imported."""
    return {found.name: found for found in entry_points(group=_GROUP)}


def _first_line(module: str) -> str:
    """Return the first line of a module's docstring, read from its source: importing it would take long."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return ""
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__

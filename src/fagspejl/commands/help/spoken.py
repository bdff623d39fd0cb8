"""Commands that speak the reader's language: the same commands, with --help and errors of usage in Danish or English.

A command is written as plain click; `spoken` returns a copy that says everything click would say in words of ours.
"""

from __future__ import annotations

import inspect
import re
from typing import Any

import click

from fagspejl.commands.help.texts import examples, named, room_of, what_it_does, what_it_means, words
from fagspejl.commands.help.wrong_use import in_words, no_such_command


class SpokenCommand(click.Command):
    """A command that speaks the language of the terminal. `path`: how it is called, without `fagspejl`."""

    path: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        """The room whose files hold what is said of this command."""
        return room_of(getattr(inspect.unwrap(self.callback), "__module__", "")) if self.callback else ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what may follow the command's name, each piece in the reader's language."""
        return [named(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that says how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{words().say('usage.usage')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        text = what_it_does(self.room, self.path) or self.help or ""
        if text:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(inspect.cleandoc(text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every option with what it means."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option) and not one.hidden]
        rows = [self._row(one, ctx) for one in options]
        with formatter.section(words().say("usage.options")):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, each on a line of its own that can be pasted."""
        lines = examples(self.room, self.path)
        if lines:
            with formatter.section(words().say("usage.examples")):
                for line in lines:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def means(self, param: click.Option) -> str:
        """Return what an option means, in the reader's language."""
        name = max(param.opts, key=len).lstrip("-") if param.opts[0][:2] != "--" else param.opts[0][2:]
        return what_it_means(self.room, self.path, name) or param.help or ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed. Raises WrongUse in the reader's language."""
        typed = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise in_words(error, self, ctx, typed) from None

    def _row(self, param: click.Option, ctx: click.Context) -> tuple[str, str]:
        extra = param.get_help_extra(ctx)
        more = []
        if "default" in extra:
            more.append(words().say("usage.default", value=extra["default"]))
        if "range" in extra:
            more.append(extra["range"])
        if "required" in extra:
            more.append(words().say("usage.required"))
        text = self.means(param)
        return named(param.get_help_spec(ctx)), f"{text}  [{'; '.join(more)}]".strip() if more else text


class SpokenGroup(SpokenCommand, click.Group):
    """A group that does the same, and so do the commands in it."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command of the group, or None where there is none of that name."""
        found = click.Group.get_command(self, ctx, cmd_name)
        return None if found is None else spoken(found, (*self.path, cmd_name))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and after them the commands."""
        SpokenCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the first sentence of what it does."""
        rows = []
        for name in self.list_commands(ctx):
            found = self.get_command(ctx, name)
            assert isinstance(found, SpokenCommand)
            rows.append((name, first_sentence(what_it_does(found.room, found.path) or found.help or "")))
        with formatter.section(words().say("usage.commands")):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed. Raises WrongUse, which names those that were perhaps meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not isinstance(error, click.exceptions.NoSuchCommand):
                raise in_words(error, self, ctx, args) from None
            raise no_such_command(error.command_name, self, ctx) from None


def spoken(command: click.Command, path: tuple[str, ...]) -> click.Command:
    """Return a copy of a command that speaks the reader's language; the command itself stays as it is."""
    kind = SpokenGroup if isinstance(command, click.Group) else SpokenCommand
    made: Any = kind.__new__(kind)
    made.__dict__.update(command.__dict__)
    made.path = path
    assert isinstance(made, SpokenCommand)
    return made


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, on one line."""
    line = " ".join(inspect.cleandoc(text).split("\n\n")[0].split())
    return re.split(r"(?<=\.) ", line, maxsplit=1)[0]

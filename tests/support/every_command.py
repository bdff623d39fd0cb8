"""Every command there is, and a command line read as the program reads it, without running anything."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from copy import copy
from itertools import takewhile

import click

from fagspejl.commands.cli import main


def every_command() -> dict[tuple[str, ...], click.Command]:
    """Return every command by how it is called, () for `fagspejl` itself."""
    return dict(_walk(main, ()))


def wrong_with(line: str) -> str | None:
    """Return what is wrong with a command line, None where the program would run it.

    Read as far as the program reads it before it does anything: the command's name, its options and their values.
    """
    words = _until_the_shell(shlex.split(line, comments=True))
    assert words[0] == "fagspejl", line
    command: click.Command = main
    context = click.Context(main, info_name="fagspejl")
    rest = words[1:]
    try:
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            name, found, rest = command.resolve_command(context, rest)
            assert found is not None
            assert name is not None
            command, context = found, click.Context(found, info_name=name, parent=context)
        if rest in (["--help"], ["-h"], ["--version"]):
            return None
        command.params = [_any_path(one) for one in command.params]
        command.parse_args(context, rest)
    except click.exceptions.NoArgsIsHelpError:
        return f"{line} names no command"
    except click.exceptions.Exit:
        return None
    except click.UsageError as error:
        return error.format_message()
    return None


def _until_the_shell(words: list[str]) -> list[str]:
    """Return what the program is given: what follows is the shell's."""
    return list(takewhile(lambda word: word not in {">", "|", "&&", "&", ";"}, words))


def _any_path(param: click.Parameter) -> click.Parameter:
    """Return the parameter, for a file that need not be there."""
    if isinstance(param.type, click.Path):
        param = copy(param)
        param.type = click.Path()
    return param


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1] if path else "fagspejl")
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _walk(inner, (*path, name))

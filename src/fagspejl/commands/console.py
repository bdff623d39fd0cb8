"""What every command that touches a database has in common: its options, who acts, and a bar that shows how far."""

from __future__ import annotations

import getpass
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from fagspejl.audit.types import Actor
from fagspejl.lib.language import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., object])
Advance = Callable[[int, int], None]
_COMMAND = re.compile(r"\bfagspejl (?:(?:worker|serve)\b|(?:round|roster|user) [a-z-]+)")
_YES, _NO = ("j", "ja", "y", "yes"), ("", "n", "nej", "no")
_folder = click.Path(path_type=Path, file_okay=False)


def site_options(command: Command) -> Command:
    """Give a command --data, --keys, --language and --quiet."""
    options = (
        click.option(
            "--data", type=_folder, help="The data folder.  [default: FAGSPEJL_DATA, else var/data]"
        ),
        click.option(
            "--keys", type=_folder, help="The key folder.  [default: FAGSPEJL_KEYS, else DATA-keys]"
        ),
        click.option(
            "--language",
            type=click.Choice(LANGUAGES),
            default="da",
            show_default=True,
            help="Language of what is said.",
        ),
        click.option("--quiet", is_flag=True, help="Say nothing but errors."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def pasteable(template: str) -> str:
    """Return a sentence's template in which every command of ours works when it is pasted where this one was typed.

    It then names the folders that this command was given.
    """
    context = click.get_current_context(silent=True)
    given = {} if context is None else context.params
    named = [f" --{name} {shlex.quote(str(given[name]))}" for name in ("data", "keys") if given.get(name)]
    folders = "".join(named).replace("{", "{{").replace("}", "}}")
    return _COMMAND.sub(lambda command: command[0] + folders, template)


def confirmed(question: str, language: str) -> bool:
    """Ask until somebody answers yes or no, in the language of the question; nothing typed is no."""
    choice = "[y/N]" if language == "en" else "[j/N]"
    while True:
        try:
            typed = click.prompt(f"{question} {choice}", default="", show_default=False, err=False)
        except click.Abort:
            click.echo()
            return False
        answer = str(typed).strip().casefold()
        if answer in _YES or answer in _NO:
            return answer in _YES


def operator() -> Actor:
    """Who the access log names: whoever runs the command on this machine."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "?"
    return Actor(id="command", name=name)


@contextmanager
def bar(words: str, *, quiet: bool) -> Iterator[Advance]:
    """Show on stderr how far the work is, where somebody is looking; the bar is gone when the work ends."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=quiet or not console.is_terminal
    ) as shown:
        task = shown.add_task(words, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)

"""What every command shares: how it speaks at a terminal, its options, its questions, and bars that show how far it is.

Everything that a command says goes through `Terminal`, so that no name in a file can disturb somebody's terminal.
"""

from __future__ import annotations

import getpass
import json
import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn, TypeVar

import click
from click.core import ParameterSource
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
)

from fagspejl.audit.types import Actor
from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.lib.language import LANGUAGES, Language, spoken
from fagspejl.lib.wording import Wording, plain, wording

Command = TypeVar("Command", bound=Callable[..., object])
Advance = Callable[[int, int], None]
WORDS: Final = "fagspejl.commands.words"
_GROUPED: Final = 1_000  # from here on a count has its thousands apart
_YES, _NO = ("j", "ja", "y", "yes"), ("", "n", "nej", "no")
FOLDER: Final = click.Path(path_type=Path, file_okay=False)
FILE: Final = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Whoever reads what a command says: the language, and whether anything but errors is wanted.

    `rooms`: the packages whose words are spoken. A fact that is a whole number is a count and has its thousands apart;
    a port or the number of a line is given as text.
    """

    language: Language = "da"
    quiet: bool = False
    rooms: tuple[str, ...] = (WORDS,)

    @property
    def words(self) -> Wording:
        """The sentences of this terminal's language."""
        return wording(self.language, *self.rooms, terminal=True)

    def say(self, key: str, /, **facts: object) -> str:
        """Return a sentence. A command in it can be pasted where this one was typed: it names the same folders."""
        return self.words.say(key, **self._shown(facts))

    def counted(self, key: str, count: int, /, **facts: object) -> str:
        """Return the sentence for one or for several."""
        return self.words.counted(key, count, **self._shown({"count": count, **facts}))

    def tell(self, key: str, /, **facts: object) -> None:
        """Print a sentence, unless nothing but errors is wanted."""
        if not self.quiet:
            self.line(self.say(key, **facts))

    def line(self, text: str = "", *, err: bool = False) -> None:
        """Print one line, whatever stands in it."""
        click.echo(plain(text), err=err)

    def document(self, value: object) -> None:
        """Print a JSON document; signs that could disturb a terminal stand in it as JSON writes them in ASCII."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        safe = (sign if sign == "\n" or sign.isprintable() else json.dumps(sign)[1:-1] for sign in text)
        click.echo("".join(safe))

    def end(self, code: int, *lines: str) -> NoReturn:
        """Print lines on stderr and end the command."""
        for line in lines:
            self.line(line, err=True)
        raise SystemExit(code) from None

    def refuse(self, key: str, /, **facts: object) -> NoReturn:
        """Say why it is not done, and end with exit code 1."""
        self.end(REFUSED, self.say(key, **facts))

    def misused(self, key: str, /, **facts: object) -> NoReturn:
        """Say what cannot be used, and end with exit code 2."""
        self.end(WRONG_USE, self.say(key, **facts))

    def grouped(self, count: int) -> str:
        """Return a count with its thousands apart."""
        return self.words.whole(count, least=_GROUPED)

    def more(self, left: int) -> list[str]:
        """Return the line that says how many are not listed, or none."""
        return ["  " + self.say("console.and_more", count=left)] if left > 0 else []

    def confirmed(self, question: str, /, **facts: object) -> bool:
        """Ask until somebody answers yes or no, in the language of the question; nothing typed is no."""
        asked = f"{self.say(question, **facts)} {self.say('console.choice')}"
        while True:
            try:
                typed = click.prompt(asked, default="", show_default=False)
            except click.Abort:
                self.line()
                return False
            answer = str(typed).strip().casefold()
            if answer in _YES or answer in _NO:
                return answer in _YES

    def chosen(self, name: str, choices: tuple[str, ...]) -> str:
        """Ask until somebody types one of the choices."""
        return str(click.prompt(name, type=click.Choice(choices)))

    def secret(self, question: str) -> str:
        """Ask for something that is not shown while it is typed."""
        return str(click.prompt(self.say(question), hide_input=True, err=True))

    def _shown(self, facts: dict[str, object]) -> dict[str, object]:
        shown = {name: self.grouped(fact) if isinstance(fact, int) else fact for name, fact in facts.items()}
        return {"folders": _folders_given(), **shown}


def _folders_given() -> str:
    """Return the options that name the folders and the person which this command was given."""
    context = click.get_current_context(silent=True)
    if context is None:
        return ""
    given = {name: context.params[name] for name in ("data", "keys") if context.params.get(name)}
    if context.get_parameter_source("acting") is ParameterSource.COMMANDLINE:
        given["as"] = context.params["acting"]
    return "".join(f" --{name} {shlex.quote(str(value))}" for name, value in given.items())


def formats_asked(terminal: Terminal, given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats of a list with commas, in the order known. Ends the command where one is not known."""
    names = [name.strip().lower() for name in given.split(",")]
    for name in names:
        if name not in known:
            terminal.misused("report.unknown_format", name=name, known=", ".join(known))
    return tuple(name for name in known if name in names)


def language_option(what: str) -> Callable[[Command], Command]:
    """Give a command --language. `what`: what is in that language."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=lambda: spoken(os.environ.get("FAGSPEJL_LANGUAGE")),
        help=f"Language of {what}.  [default: FAGSPEJL_LANGUAGE, else da]",
    )


def quiet_option(command: Command) -> Command:
    """Give a command --quiet."""
    return click.option("--quiet", is_flag=True, help="Say nothing but errors.")(command)


def json_option(command: Command) -> Command:
    """Give a command --json: what it shows, for other programs, and nothing that it does not show."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print the same as JSON, for other programs."
    )(command)


def site_options(command: Command) -> Command:
    """Give a command --data, --keys, --language and --quiet."""
    options = (
        click.option("--data", type=FOLDER, help="The data folder.  [default: FAGSPEJL_DATA, else var/data]"),
        click.option("--keys", type=FOLDER, help="The key folder.  [default: FAGSPEJL_KEYS, else DATA-keys]"),
        language_option("what is said"),
        quiet_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def acting_option(command: Command, *, hidden: bool = False) -> Command:
    """Give a command --as. A command that only looks takes it too, unseen: what another tells to paste may name it."""
    return click.option(
        "--as",
        "acting",
        metavar="EMAIL",
        envvar="FAGSPEJL_ACTOR",
        hidden=hidden,
        help="Who does it: address of a planner's or operator's account.  [default: FAGSPEJL_ACTOR]",
    )(command)


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
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with _progress(quiet, *columns) as shown:
        task = shown.add_task(words, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


@contextmanager
def bar_of_files(terminal: Terminal) -> Iterator[Callable[[str, str, int, int], None]]:
    """Show the steps from files to reports, each with its share: (step, file, done, of how many; 0 is not known)."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with _progress(terminal.quiet, *columns) as shown:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, file: str, done: int, total: int) -> None:
            words = terminal.say(f"report.{step}", file=file)
            if words not in tasks:
                for task in tasks.values():
                    shown.update(task, visible=False)
                tasks[words] = shown.add_task(words, total=total or None)
            shown.update(tasks[words], completed=done, total=total or None)

        yield advance


@contextmanager
def bar_of_steps(terminal: Terminal) -> Iterator[Callable[[str, float], None]]:
    """Show each step of closing with its share of the whole."""
    with _progress(terminal.quiet, TextColumn("{task.description}"), BarColumn()) as shown:
        task = shown.add_task("", total=1.0)
        yield lambda step, share: shown.update(
            task, description=terminal.say(f"close.step.{step}"), completed=share
        )


def _progress(quiet: bool, *columns: ProgressColumn) -> Progress:
    """Return bars on stderr that are gone when the work ends, and that leave no empty line in a log."""
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)

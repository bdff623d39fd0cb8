"""What `report`, `analyse` and `answers` share: files of answers, what they do not prove, and what was understood.

What was understood is said before anything is made of it. What a file does not prove is asked of somebody at a
terminal, and refused elsewhere with the option that answers it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar, get_args

import click

from fagspejl.analysis.types import Perspective
from fagspejl.commands.console import FILE, Terminal
from fagspejl.instrument.types import Instrument
from fagspejl.intake import played_lines, questions_of
from fagspejl.intake.types import AnswerFile, RoundData, ScaleDirection

Command = TypeVar("Command", bound=Callable[..., object])
_PERSPECTIVES: Final = {one.name.lower().replace("_", "-"): one for one in Perspective}
_DIRECTIONS: Final = get_args(ScaleDirection)


def answer_options(command: Command) -> Command:
    """Give a command --perspective, --scale-direction and --yes."""
    options = (
        click.option(
            "--perspective",
            "perspectives",
            multiple=True,
            type=click.Choice(tuple(_PERSPECTIVES)),
            help="Who answers in all of a file: once, or once for each --answers in the same order.",
        ),
        click.option(
            "--scale-direction",
            type=click.Choice(_DIRECTIONS),
            help="Which end of the scale 1 is, where the answers are numbers and the file does not prove it.",
        ),
        click.option("--yes", is_flag=True, help="Do not ask whether the files were understood correctly."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def answers_option(*, required: bool) -> Callable[[Command], Command]:
    """Give a command --answers, which may be given several times."""
    return click.option(
        "--answers",
        type=FILE,
        multiple=True,
        required=required,
        help="The answers: CSV, XLSX or ODS from any survey system. Several files are one round.",
    )


def mapping_option(command: Command) -> Command:
    """Give a command --mapping, once for all files or once for each."""
    return click.option(
        "--mapping",
        "mappings",
        type=FILE,
        multiple=True,
        help="What another system calls our columns and answers (TOML): once, or once for each --answers.",
    )(command)


def answer_files(
    terminal: Terminal,
    answers: Sequence[Path],
    mappings: Sequence[Path],
    perspectives: Sequence[str],
    direction: ScaleDirection | None,
) -> tuple[AnswerFile, ...]:
    """Put together what was said of each file. Ends the command where options do not fit the number of files."""
    for option, given in (("--mapping", mappings), ("--perspective", perspectives)):
        if len(given) not in (0, 1, len(answers)):
            terminal.misused("answers.how_many", option=option, given=len(given), files=len(answers))
    each = [
        mappings if len(mappings) == len(answers) else [*mappings, *[None] * len(answers)][:1] * len(answers),
        perspectives if len(perspectives) == len(answers) else [*perspectives, ""][:1] * len(answers),
    ]
    return tuple(
        AnswerFile(path, _PERSPECTIVES.get(who), mapping, direction)
        for path, mapping, who in zip(answers, *each, strict=True)
    )


def asked(terminal: Terminal, files: Sequence[AnswerFile], instrument: Instrument) -> tuple[AnswerFile, ...]:
    """Ask somebody at a terminal what the files do not prove; elsewhere they stay as they are, and are refused."""
    if not _somebody_there():
        return tuple(files)
    return tuple(_asked_of(terminal, one, instrument) for one in files)


def _asked_of(terminal: Terminal, one: AnswerFile, instrument: Instrument) -> AnswerFile:
    for question in questions_of(one, instrument):
        if question.choices:
            terminal.line(question.sentence(terminal.language))
            one = _answered(one, question.option, terminal.chosen(question.option, question.choices))
    return one


def play_back(terminal: Terminal, data: RoundData, instrument: Instrument, *, yes: bool) -> None:
    """Say what was understood of files that had to be recognised, and end the command where somebody says no."""
    if data.played is None or not data.played.recognised:
        return
    if not terminal.quiet:
        for line in played_lines(data.played, instrument, terminal.language):
            terminal.line(line)
    if not yes and _somebody_there() and not terminal.confirmed("answers.understood"):
        terminal.refuse("answers.not_understood")


def _answered(one: AnswerFile, option: str, said: str) -> AnswerFile:
    if option == "--perspective":
        return replace(one, perspective=_PERSPECTIVES[said.replace("_", "-")])
    return replace(one, direction="high-to-low" if said == "high-to-low" else "low-to-high")


def _somebody_there() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()

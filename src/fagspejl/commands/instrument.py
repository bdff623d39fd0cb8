"""`fagspejl instrument`: which questionnaires there are, what one says, and whether one can be used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fagspejl.commands.cli import REFUSED, WRONG_USE
from fagspejl.commands.instrument_sentences import gap_sentence, say
from fagspejl.instrument.errors import Fault, InstrumentInvalid, InstrumentNotFound
from fagspejl.instrument.loader import library, load, released_checksums
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import PERSPECTIVES, Gap, Instrument, PerspectiveName, Wording
from fagspejl.lib.language import LANGUAGES, Language

_PIPE_WIDTH: Final = 160  # characters, where nobody can tell how wide the reader's window is

_language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language of what is shown.",
)


@click.group()
def instrument() -> None:
    """List, show and check questionnaires."""


@instrument.command("list")
@_language
def list_(language: Language) -> None:
    """List the questionnaires that come with Fagspejl, all versions."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("name", "title", "statements", "languages", "tested"):
        table.add_column(say(heading, language), overflow="fold")
    for name, versions in library():
        for version in versions:
            found = load(f"{name}@{version}")
            table.add_row(
                Text(f"{name}@{version}", style="bold"),
                Text(_words(found, language).title),
                str(len(found.items)),
                ", ".join(found.wordings),
                say("yes" if found.validated else "no", language),
            )
    _console().print(table)


@instrument.command()
@click.argument("name")
@click.option(
    "--perspective",
    type=click.Choice(PERSPECTIVES),
    default="employee",
    show_default=True,
    help="Whose wording is shown.",
)
@_language
def show(name: str, perspective: PerspectiveName, language: Language) -> None:
    """Show one questionnaire: NAME, NAME@VERSION, or the path of a folder."""
    found = _loaded(name, language)
    console = _console()
    words = _words(found, language)
    _heading(console, found, words, language)
    for theme in found.themes:
        asked = words.themes[theme.id]
        console.print()
        console.print(Text.assemble((asked.title, "bold"), (f"  {theme.id}", "dim")))
        if perspective not in theme.perspectives:
            _line(console, say("not_asked", language), style="dim")
            continue
        for text in (asked.intro.get(perspective), asked.stem.get(perspective)):
            if text:
                _line(console, text)
        for item in theme.items:
            text = asked.items.get(perspective, {}).get(item.id)
            turned = f" ({say('reversed', language)})" if item.reversed else ""
            if perspective in item.perspectives:
                _line(console, text or say("no_words", language), label=item.id + turned)
    questions = {name: words.comments[name].get(perspective) for name in found.comments}
    if questions:
        _part(console, say("comments", language), [(name, text or "-") for name, text in questions.items()])
    if words.professions:
        professions = [(name, _profession(words, name)) for name in words.professions]
        _part(console, say("professions", language), professions)
    _coverage(console, coverage(found), language)


@instrument.command()
@click.argument("path")
@click.option("--complete", is_flag=True, help="Refuse too when words are missing that a round would need.")
@_language
def check(path: str, complete: bool, language: Language) -> None:
    """Check one questionnaire: PATH of a folder, or NAME of one that comes with Fagspejl.

    Says everything that is wrong at once, with file and key, and then which words are still missing. Exit codes: 0 it
    can be used; 1 it cannot; 2 there is none.
    """
    found = _loaded(path, language)
    console = _console()
    console.print(
        Text(say("can_be_used", language, name=f"{found.id}@{found.version}"), style="green"), soft_wrap=True
    )
    gaps = coverage(found)
    _coverage(console, gaps, language)
    if gaps and complete:
        raise SystemExit(REFUSED)


def _loaded(name: str, language: Language) -> Instrument:
    """The instrument; where there is none, say so and end: with 2 when not found, with 1 when it has faults."""
    errors = _console(stderr=True)
    try:
        return load(name)
    except InstrumentNotFound as error:
        message = say("not_found", language, name=error.name, known=", ".join(error.known))
        errors.print(Text(message), soft_wrap=True)
        raise SystemExit(WRONG_USE) from None
    except InstrumentInvalid as error:
        _faults(errors, error.faults, language)
        raise SystemExit(REFUSED) from None


def _faults(console: Console, faults: Sequence[Fault], language: Language) -> None:
    count = say("one_fault" if len(faults) == 1 else "faults", language, count=str(len(faults)))
    console.print(Text(count, style="red"), soft_wrap=True)
    for fault in faults:
        place = Text.assemble((fault.file, "bold"), f"  {fault.key}" if fault.key else "")
        console.print(place, soft_wrap=True)
        console.print(Text(f"    {fault.say(language)}"), soft_wrap=True)


def _coverage(console: Console, gaps: Sequence[Gap], language: Language) -> None:
    console.print()
    if not gaps:
        console.print(Text(say("complete", language)), soft_wrap=True)
        return
    count = say("one_gap" if len(gaps) == 1 else "gaps", language, count=str(len(gaps)))
    console.print(Text(count, style="yellow"), soft_wrap=True)
    for gap in gaps:
        console.print(Text(f"    {gap_sentence(gap, language)}"), soft_wrap=True)


def _heading(console: Console, found: Instrument, words: Wording, language: Language) -> None:
    console.print(Text.assemble((words.title, "bold"), (f"  {found.id}@{found.version}", "dim")))
    if words.source:
        _line(console, words.source)
    frozen = released_checksums().get((found.id, found.version))
    state = "" if frozen is None else say("as_released" if frozen == found.checksum else "changed", language)
    facts = [
        (say("tested", language), say("yes" if found.validated else "no", language)),
        (say("perspectives", language), ", ".join(found.perspectives)),
        (say("scale", language), "; ".join(_options(found, words))),
        (say("no_answer", language), f"{words.dont_know}; {words.no_disclose}"),
        (say("languages", language), ", ".join(found.wordings)),
        ("SHA-256", f"{found.checksum} {state}".strip()),
    ]
    facts += [(f"{say('change', language)} {change.version}", change.reason) for change in found.changes]
    _part(console, "", facts)


def _options(found: Instrument, words: Wording) -> list[str]:
    labels = zip(range(found.scale.lo, found.scale.hi + 1), words.options, strict=True)
    return [label if label.startswith(str(number)) else f"{number} {label}" for number, label in labels]


def _profession(words: Wording, name: str) -> str:
    example = words.examples.get(name)
    return f"{words.professions[name]}: {example}" if example else words.professions[name]


def _part(console: Console, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    console.print()
    if heading:
        console.print(Text(heading, style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        table.add_row(Text(name), Text(text))
    console.print(table)


def _line(console: Console, text: str, *, label: str = "", style: str = "") -> None:
    shown = Text.assemble((f"{label}  ", "dim"), text) if label else Text(text, style=style)
    console.print(Padding(shown, (0, 0, 0, 4)))


def _words(found: Instrument, language: Language) -> Wording:
    """The wording in the language asked for, else the one there is."""
    return found.wordings.get(language) or next(iter(found.wordings.values()))


def _console(*, stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=_PIPE_WIDTH)

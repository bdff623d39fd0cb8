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
from fagspejl.commands.console import Terminal, json_option, language_option
from fagspejl.instrument.errors import Fault, InstrumentInvalid, InstrumentNotFound
from fagspejl.instrument.loader import library, load, released_checksums
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import PERSPECTIVES, Gap, Instrument, PerspectiveName, Wording
from fagspejl.lib.language import Language
from fagspejl.lib.wording import plain

_PIPE_WIDTH: Final = 160  # characters, where nobody can tell how wide the reader's window is

_language = language_option("what is shown")


@click.group()
def instrument() -> None:
    """List, show and check questionnaires."""


@instrument.command("list")
@json_option
@_language
def list_(language: Language, as_json: bool) -> None:
    """List the questionnaires that come with Fagspejl, all versions."""
    terminal = Terminal(language=language)
    if as_json:
        names = [f"{name}@{version}" for name, versions in library() for version in versions]
        terminal.document({"instruments": [_document(name, language) for name in names]})
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("name", "title", "statements", "languages", "tested"):
        table.add_column(terminal.say(f"instrument.{heading}"), overflow="fold")
    for name, versions in library():
        for version in versions:
            found = load(f"{name}@{version}")
            table.add_row(
                _text(f"{name}@{version}", style="bold"),
                _text(_words(found, language).title),
                str(len(found.items)),
                ", ".join(found.wordings),
                terminal.say("instrument.yes" if found.validated else "instrument.no"),
            )
    _console().print(table)


def _document(name: str, language: Language) -> dict[str, object]:
    """Return what the list tells of one questionnaire."""
    found = load(name)
    return {
        "name": name,
        "title": _words(found, language).title,
        "statements": len(found.items),
        "languages": list(found.wordings),
        "tested": found.validated,
    }


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
    terminal = Terminal(language=language)
    found = _loaded(terminal, name)
    console = _console()
    words = _words(found, language)
    _heading(terminal, console, found, words)
    for theme in found.themes:
        asked = words.themes[theme.id]
        console.print()
        console.print(_assembled((asked.title, "bold"), (f"  {theme.id}", "dim")))
        if perspective not in theme.perspectives:
            _line(console, terminal.say("instrument.not_asked"), style="dim")
            continue
        for text in (asked.intro.get(perspective), asked.stem.get(perspective)):
            if text:
                _line(console, text)
        for item in theme.items:
            text = asked.items.get(perspective, {}).get(item.id)
            turned = f" ({terminal.say('instrument.reversed')})" if item.reversed else ""
            if perspective in item.perspectives:
                _line(console, text or terminal.say("instrument.no_words"), label=item.id + turned)
    questions = {name: words.comments[name].get(perspective) for name in found.comments}
    if questions:
        _part(
            console,
            terminal.say("instrument.comments"),
            [(name, text or "-") for name, text in questions.items()],
        )
    if words.professions:
        professions = [(name, _profession(words, name)) for name in words.professions]
        _part(console, terminal.say("instrument.professions"), professions)
    _coverage(terminal, console, coverage(found))


@instrument.command()
@click.argument("path")
@click.option("--complete", is_flag=True, help="Refuse too when words are missing that a round would need.")
@_language
def check(path: str, complete: bool, language: Language) -> None:
    """Check one questionnaire: PATH of a folder, or NAME of one that comes with Fagspejl.

    Says everything that is wrong at once, with file and key, and then which words are still missing. Exit codes: 0 it
    can be used; 1 it cannot; 2 there is none.
    """
    terminal = Terminal(language=language)
    found = _loaded(terminal, path)
    console = _console()
    console.print(
        _text(terminal.say("instrument.can_be_used", name=f"{found.id}@{found.version}"), style="green"),
        soft_wrap=True,
    )
    gaps = coverage(found)
    _coverage(terminal, console, gaps)
    if gaps and complete:
        raise SystemExit(REFUSED)


def _loaded(terminal: Terminal, name: str) -> Instrument:
    """The instrument; where there is none, say so and end: with 2 when not found, with 1 when it has faults."""
    errors = _console(stderr=True)
    try:
        return load(name)
    except InstrumentNotFound as error:
        message = terminal.say("errors.instrument_not_found", name=error.name, known=", ".join(error.known))
        errors.print(_text(message), soft_wrap=True)
        raise SystemExit(WRONG_USE) from None
    except InstrumentInvalid as error:
        _faults(terminal, errors, error.faults)
        raise SystemExit(REFUSED) from None


def _faults(terminal: Terminal, console: Console, faults: Sequence[Fault]) -> None:
    count = terminal.counted("instrument.faults", len(faults))
    console.print(_text(count, style="red"), soft_wrap=True)
    for fault in faults:
        place = _assembled((fault.file, "bold"), f"  {fault.key}" if fault.key else "")
        console.print(place, soft_wrap=True)
        console.print(_text(f"    {fault.say(terminal.language)}"), soft_wrap=True)


def _coverage(terminal: Terminal, console: Console, gaps: Sequence[Gap]) -> None:
    console.print()
    if not gaps:
        console.print(_text(terminal.say("instrument.complete")), soft_wrap=True)
        return
    count = terminal.counted("instrument.gaps", len(gaps))
    console.print(_text(count, style="yellow"), soft_wrap=True)
    for gap in gaps:
        console.print(_text(f"    {gap_sentence(terminal, gap)}"), soft_wrap=True)


def _heading(terminal: Terminal, console: Console, found: Instrument, words: Wording) -> None:
    console.print(_assembled((words.title, "bold"), (f"  {found.id}@{found.version}", "dim")))
    if words.source:
        _line(console, words.source)
    frozen = released_checksums().get((found.id, found.version))
    standing = "as_released" if frozen == found.checksum else "changed"
    state = "" if frozen is None else terminal.say(f"instrument.{standing}")
    facts = [
        (
            terminal.say("instrument.tested"),
            terminal.say("instrument.yes" if found.validated else "instrument.no"),
        ),
        (terminal.say("instrument.perspectives"), ", ".join(found.perspectives)),
        (terminal.say("instrument.scale"), "; ".join(_options(found, words))),
        (terminal.say("instrument.no_answer"), f"{words.dont_know}; {words.no_disclose}"),
        (terminal.say("instrument.languages"), ", ".join(found.wordings)),
        ("SHA-256", f"{found.checksum} {state}".strip()),
    ]
    facts += [
        (f"{terminal.say('instrument.change')} {change.version}", change.reason) for change in found.changes
    ]
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
        console.print(_text(heading, style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        table.add_row(_text(name), _text(text))
    console.print(table)


def _line(console: Console, text: str, *, label: str = "", style: str = "") -> None:
    shown = _assembled((f"{label}  ", "dim"), text) if label else _text(text, style=style)
    console.print(Padding(shown, (0, 0, 0, 4)))


def _words(found: Instrument, language: Language) -> Wording:
    """The wording in the language asked for, else the one there is."""
    return found.wordings.get(language) or next(iter(found.wordings.values()))


def _console(*, stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=_PIPE_WIDTH)


def gap_sentence(terminal: Terminal, gap: Gap) -> str:
    """Where words are missing: file, theme, who is asked, and what."""
    place = [f"{gap.language}.toml"]
    place += [part for part in (gap.theme, gap.perspective, gap.item) if part]
    return f"{', '.join(place)}: {terminal.say(f'instrument.part.{gap.part}')}"


def _text(text: str, style: str = "") -> Text:
    """Return what rich prints: words as they are, line by line, in which nothing can disturb a terminal."""
    return Text("\n".join(plain(line) for line in text.split("\n")), style=style)


def _assembled(*parts: str | tuple[str, str]) -> Text:
    texts = (_text(part) if isinstance(part, str) else _text(*part) for part in parts)
    return Text.assemble(*texts)

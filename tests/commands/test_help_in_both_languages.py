"""`--help` in Danish and in English: everything said, nothing of the other language, and two examples each."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from fagspejl.commands.help.spoken import SpokenCommand
from fagspejl.commands.help.texts import examples
from support.every_command import every_command, wrong_with

EVERY = every_command()
IDS = [" ".join(path) or "fagspejl" for path in EVERY]
# What click says by itself, and small words that no sentence of the other language does without.
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show|Examples|required|default|the|is|and|are|with)\b")
DANISH = re.compile(r"\b(Brug|Tilvalg|Kommandoer|Eksempler|ellers|skal|og|er|ikke|det)\b")
SPOKEN_BY_NAME = re.compile(r'"[^"]*"|»[^«]*«')


def _help(path: tuple[str, ...], **environ: str) -> str:
    result = CliRunner().invoke(main, [*path, "--help"], env=environ)
    assert result.exit_code == 0
    return result.output


def _prose(text: str, heading: str) -> str:
    """What is said, without the examples and without names of commands."""
    return SPOKEN_BY_NAME.sub("", text.partition(f"\n{heading}:")[0])


@pytest.mark.parametrize("path", EVERY, ids=IDS)
def test_danish_has_no_english(path: tuple[str, ...]) -> None:
    """Bente reads every --help in Danish, to the last option."""
    said = _help(path, FAGSPEJL_LANGUAGE="da")
    assert said.startswith("Brug: fagspejl" if not path else f"Brug: fagspejl {' '.join(path)}")
    assert ENGLISH.findall(_prose(said, "Eksempler")) == []


@pytest.mark.parametrize("path", EVERY, ids=IDS)
def test_english_has_no_danish(path: tuple[str, ...]) -> None:
    """Asta reads every --help in English, to the last option."""
    said = _help(path, FAGSPEJL_LANGUAGE="en")
    assert said.startswith("Usage: fagspejl")
    assert DANISH.findall(_prose(said, "Examples")) == []


@pytest.mark.parametrize("path", EVERY, ids=IDS)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    """Per finds no option without a word on what it means."""
    command = EVERY[path]
    assert isinstance(command, SpokenCommand)
    with pytest.MonkeyPatch.context() as patch:
        for language in ("da", "en"):
            patch.setenv("FAGSPEJL_LANGUAGE", language)
            options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
            mute = [one.opts for one in options if not command.means(one)]
            assert mute == [], language


@pytest.mark.parametrize("path", EVERY, ids=IDS)
def test_two_examples_that_would_run(path: tuple[str, ...]) -> None:
    """Bente can paste at least two lines from every --help, and each is of the command that she asked about."""
    command = EVERY[path]
    assert isinstance(command, SpokenCommand)
    lines = examples(command.room, path)
    assert len(set(lines)) >= 2
    assert {line: wrong_with(line) for line in lines} == dict.fromkeys(lines)
    assert [line for line in lines if not line.startswith(" ".join(("fagspejl", *path)))] == []
    said = _help(path, FAGSPEJL_LANGUAGE="da").splitlines()
    assert [line for line in lines if f"  {line}" not in said] == []


@pytest.mark.parametrize(
    ("environ", "begins"),
    [
        ({}, "Brug:"),
        ({"LANG": "C.UTF-8"}, "Brug:"),
        ({"LANG": "da_DK.UTF-8"}, "Brug:"),
        ({"LANG": "en_GB.UTF-8"}, "Usage:"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "en_US.UTF-8"}, "Usage:"),
        ({"LANG": "en_GB.UTF-8", "FAGSPEJL_LANGUAGE": "da"}, "Brug:"),
        ({"LANG": "da_DK.UTF-8", "FAGSPEJL_LANGUAGE": "en"}, "Usage:"),
        ({"LANG": "de_DE.UTF-8"}, "Brug:"),
    ],
)
def test_who_chooses_the_language(environ: dict[str, str], begins: str) -> None:
    """FAGSPEJL_LANGUAGE goes before the locale of Asta's terminal, and Danish is spoken where neither says."""
    assert _help((), **environ).startswith(begins)


def test_the_name_alone_asks_what_there_is() -> None:
    """Bente types `fagspejl` and nothing else: she gets the list of commands, and that is no fault."""
    alone = CliRunner().invoke(main, [])
    assert alone.exit_code == 0
    assert alone.stderr == ""
    assert alone.stdout == _help(())

"""What stands in the files of a room's `help` folder: the Danish of its commands, and examples. Imports no command."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fagspejl.lib.language import language_of_terminal
from fagspejl.lib.wording import Wording, wording

_WORDS: Final = "fagspejl.commands.words"
_NAME: Final = re.compile(r"[A-Z][A-Z_]{2,}")  # of what is to be typed: FILE, ROUND, NAME_OR_PATH
_EVERYWHERE: Final = "options"  # the table of options that are the same for every command


def words() -> Wording:
    """Return the sentences about usage, in the language of the terminal."""
    return wording(language_of_terminal(os.environ), _WORDS, terminal=True)


def room_of(module: str) -> str:
    """Return the room that a module belongs to: "fagspejl.demo" of "fagspejl.demo.command"."""
    package = module.split(".")[:-1]
    return ".".join(package[:2])


def what_it_does(room: str, path: tuple[str, ...]) -> str | None:
    """Return what a command does, in the language of the terminal; None where its own docstring says it."""
    text = _own(room, path).get("what")
    return None if text is None else str(text)


def what_it_means(room: str, path: tuple[str, ...], option: str) -> str | None:
    """Return what an option means, in the language of the terminal; None where its own help says it."""
    everywhere: Mapping[str, str] = _translated("fagspejl.commands").get(_EVERYWHERE, {})
    text = _own(room, path).get(_EVERYWHERE, {}).get(option, everywhere.get(option))
    return None if text is None else str(text)


def examples(room: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return command lines that show how a command is used."""
    return tuple(_file(room, "examples").get(" ".join(path) or "fagspejl", ()))


def named(text: str) -> str:
    """Return a piece of usage with the names of what is to be typed in the reader's language: FILE is FIL."""
    said, known = words().say, words().keys
    text = text.replace(" RANGE", "")  # click's own: the numbers that are allowed stand behind

    def name(found: re.Match[str]) -> str:
        key = f"usage_name.{found.group().lower()}"
        return said(key) if key in known else found.group()

    return _NAME.sub(name, text)


def _own(room: str, path: tuple[str, ...]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _translated(room).get(" ".join(path) or "fagspejl", {})
    return found


def _translated(room: str) -> Mapping[str, Any]:
    return _file(room, language_of_terminal(os.environ))


@cache
def _file(room: str, name: str) -> Mapping[str, Any]:
    """Return one file, empty where the room has none: a package of somebody else's speaks for itself."""
    try:
        return tomllib.loads(files(f"{room}.help").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    except (ModuleNotFoundError, FileNotFoundError):
        return {}

"""What the commands say at a terminal: in both languages alike, pasteable, and never able to disturb the terminal."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from fagspejl.commands.console import WORDS, Terminal
from fagspejl.lib.wording import wording
from support.source import PACKAGE

ROOMS = {"commands": (WORDS,), "demo": (WORDS, "fagspejl.demo.words")}
# A command of ours that a reader can paste: it must name the folders that the command at hand was given.
PASTED = re.compile(
    r"\bfagspejl (?:(?:worker|serve)\b|(?:round|roster|user) [a-z-]+)(?!\{folders\})(?![a-z-])"
)
BY_REASON = ("close_refused", "ledger_unusable", "nothing_to_replace", "previous_unusable", "released_before")
SAYS = {"say", "tell", "refuse", "misused", "counted", "confirmed"}


def _entries(room: str, language: str) -> dict[str, list[str]]:
    """Return every text of a room's file, by key; a plural has two."""
    found: dict[str, list[str]] = {}

    def walk(table: dict[str, object], prefix: str) -> None:
        for name, entry in table.items():
            if isinstance(entry, dict) and entry.keys() != {"one", "other"}:
                walk(entry, f"{prefix}{name}.")
            else:
                found[prefix + name] = [
                    str(t) for t in (entry.values() if isinstance(entry, dict) else [entry])
                ]

    walk(tomllib.loads((PACKAGE / room / "words" / f"{language}.toml").read_text(encoding="utf-8")), "")
    return found


def _slots(texts: list[str]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def _modules(room: str) -> list[Path]:
    return [path for path in sorted((PACKAGE / room).rglob("*.py")) if "pages" not in path.parts]


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_say_the_same(room: str) -> None:
    """Karen reads in Danish what Asta reads in English: the same sentences with the same facts."""
    danish, english = _entries(room, "da"), _entries(room, "en")
    assert danish.keys() == english.keys()
    assert {key for key in danish if _slots(danish[key]) != _slots(english[key])} == set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_commands_can_be_pasted(language: str) -> None:
    """Bente pastes a command that she is told, and it works on the folders that she named."""
    texts = [text for entries in _entries("commands", language).values() for text in entries]
    assert sum("{folders}" in text for text in texts) > 20
    assert [text for text in texts if PASTED.search(text)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_that_is_said_exists(room: str) -> None:
    """No command of Bente's ends in a missing word."""
    keys = wording("da", *ROOMS[room]).keys
    said = {
        node.args[0].value
        for path in _modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYS
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert len(said) > 8
    assert said - keys == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_said(room: str) -> None:
    """Nobody translates for Asta a sentence that no command says any more."""
    source = [PACKAGE / "operations" / "errors.py", *_modules("commands"), *_modules("demo")]
    whole: set[str] = set()
    # Said by the reason that an error carries.
    patterns = [re.compile(rf"{key}\.[a-z_]+") for key in BY_REASON]
    for node in (node for path in source for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9_.]+" for p in node.values
            ]
            patterns.append(re.compile("".join(parts)))
    patterns = [pattern for pattern in patterns if re.match(r"[a-z_]+\\?\.", pattern.pattern)]
    unsaid = {
        key
        for key in _entries(room, "da")
        if key not in whole and not any(p.fullmatch(key) for p in patterns)
    }
    assert unsaid == set()


@pytest.mark.parametrize("room", ROOMS)
def test_everything_passes_the_terminal(room: str) -> None:
    """No command prints by itself what stands in Mads' file."""
    own = {
        "console.py": "Terminal.line",
        "cli.py": "errors before there is a terminal",
        "wrong_use.py": "the same",
    }
    loose = [
        f"{path.name}:{node.lineno}"
        for path in _modules(room)
        if path.name not in own
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"print", "click.echo", "click.secho", "click.prompt", "Text"}
        and path.name != "instrument.py"
    ]
    assert loose == []


def test_a_name_cannot_disturb_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Mads calls himself something that clears the window, and Bente sees a mark in its place."""
    mads = "Mads\x1b[2J\nIntet er sket."
    Terminal().tell("user.added_factor", name=mads)
    Terminal().line(f"  - {mads}")
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert said.count("\n") == 2
    assert "Første gang skal Mads\ufffd[2J\ufffdIntet er sket. slå" in said


def test_counts_have_their_thousands_apart() -> None:
    """Bente reads 1.204 links; the port 8000 is no count and stays as it is."""
    assert "Antal: 1.204" in Terminal().say("round.letters", file="breve.pdf", people=1204)
    assert "Number: 1,204" in Terminal(language="en").say("round.letters", file="breve.pdf", people=1204)
    assert "127.0.0.1:8000." in Terminal().say("serve.port_taken", host="127.0.0.1", port="8000")

"""Which professional group a title belongs to: the questionnaire's own names, then a table of patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.vocabulary import word

_STAR = re.compile(r"\\\*")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Titles:
    """Patterns in order -> profession id; "" is known to have none. `*` stands for any signs."""

    patterns: tuple[tuple[str, str], ...]

    def finder(self, instrument: Instrument) -> Callable[[str], str | None]:
        """Return what says a title's profession in this questionnaire, "" for none and None for an unknown title."""
        said = _names(instrument)
        asked = set(instrument.professions)
        rules = [(_pattern(written), name if name in asked else "") for written, name in self.patterns]

        def find(title: str) -> str | None:
            text = word(title)
            if text in said:
                return said[text]
            return next((name for pattern, name in rules if pattern.fullmatch(text)), None)

        return find


@cache
def shipped() -> Titles:
    """Return the table that comes with the program."""
    return _titles(
        tomllib.loads(files(__package__).joinpath("professions.toml").read_text("utf-8"))["titles"]
    )


def read_titles(path: Path, limits: Limits, findings: Findings) -> Titles:
    """Return a table of the organisation's own, asked before the shipped one; records what is wrong with it."""
    try:
        if path.stat().st_size > limits.mapping_bytes:
            findings.error("mapping_too_large", path.name, limit=limits.mapping_bytes >> 20)
            return shipped()
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        findings.error("file_missing", path.name)
        return shipped()
    except UnicodeDecodeError:
        findings.error("mapping_encoding", path.name)
        return shipped()
    except tomllib.TOMLDecodeError as fault:
        line = _LINE.search(str(fault))
        findings.error("mapping_syntax", path.name, int(line[1]) if line else None)
        return shipped()
    for name in data:
        if name != "titles":
            findings.error("mapping_unknown_key", path.name, None, name, names="titles")
    titles = data.get("titles", {})
    if not isinstance(titles, dict):
        findings.error("mapping_not_a_table", path.name, None, "titles")
        return shipped()
    for title, name in titles.items():
        if not isinstance(name, str):
            findings.error("mapping_not_text", path.name, None, f"titles.{title}")
    return Titles(
        _titles({t: n for t, n in titles.items() if isinstance(n, str)}).patterns + shipped().patterns
    )


def _titles(said: Mapping[str, str]) -> Titles:
    return Titles(tuple(said.items()))


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(_STAR.sub(".*", re.escape(word(written))))


def _names(instrument: Instrument) -> dict[str, str]:
    """Every way to say a profession -> its id."""
    said = {word(name): name for name in instrument.professions}
    for wording in instrument.wordings.values():
        said |= {word(title): name for name, title in wording.professions.items()}
    return said

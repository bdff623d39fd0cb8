"""The sentences of the reports, one file per language with the same keys; `rules.toml` says what earns each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fagspejl.lib.language import Language
from fagspejl.lib.promise import sha256_of
from fagspejl.lib.wording import Wording, reworded, wording


def words_in(language: Language) -> Wording:
    """Return the sentences of the reports in one language."""
    return wording(language, __name__)


@cache
def sentences_sha256() -> str:
    """Return SHA-256 over what reports may say in every language, to whomever, and over the rules that earn it."""
    return sha256_of(b"\x00".join(_texts(files(__name__))))


def _texts(folder: Traversable) -> Iterator[bytes]:
    """Yield every file of sentences and rules in a folder and those below, by name."""
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        if one.is_dir():
            yield from _texts(one)
        elif one.name.endswith(".toml"):
            yield one.read_bytes()


def words_about(language: Language, *, own: bool) -> Wording:
    """Return the sentences for the leader's own leader: of the leader in the third person, "you" is the reader.

    `own`: the one answer of a leader's leader in the report is the reader's, and is named as hers.
    """
    instead = (f"{__name__}.about", f"{__name__}.about_own") if own else (f"{__name__}.about",)
    return reworded(language, (__name__, f"{__name__}.above"), instead)

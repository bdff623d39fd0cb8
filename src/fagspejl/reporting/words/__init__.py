"""The sentences of the reports, one file per language with the same keys; `rules.toml` says what earns each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.promise import sha256_of
from fagspejl.lib.wording import Wording, wording


def words_in(language: Language) -> Wording:
    """Return the sentences of the reports in one language."""
    return wording(language, __name__)


@cache
def sentences_sha256() -> str:
    """Return SHA-256 over what reports may say in every language, and over the rules that earn it."""
    read = [files(__name__).joinpath(f"{name}.toml").read_bytes() for name in (*LANGUAGES, "rules")]
    return sha256_of(b"\x00".join(read))

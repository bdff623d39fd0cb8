"""One word per role and thing, in every sentence that people read: the same as in docs/glossary.md."""

import re
from pathlib import Path

import pytest

from fagspejl.instrument.loader import LIBRARY, library
from support.source import PACKAGE

# What is not said, and what is said instead.
NOT_SAID = {
    "da": {
        r"\bsideordne(?:t|de)\b(?!_)": "lederkollega, lederkolleger (the column sideordnet_til keeps its name)",
        r"\bnærmeste leder\b|\bledere? over (?:dig|sig|lederen)\b": "din leder, overordnet leder",
        r"\bQR (?:kode|mærke)|\bQRkode|\bqr-kode|\b[Ss]kan\b": "QR-kode, scan",
        r"\b[Mm]indst antal\b": "mindste antal",
        r"\bhvor mange nok\b": "hvor der er svar nok",
        r"\bekstra sikring\b": "totrinslogin",
        r"\bskemaet\b": "spørgeskemaet",
    },
    "en": {
        r"\b[Ll]eadership of professional": "professional leadership",
        r"\b[Pp]eers\b|\bleaders? at the same level\b": "fellow leaders",
        r"\b[Ss]uperiors\b|\bleaders? above you\b": "your leader, the leaders' own leaders",
        r"\bgo on\b|\bgoes on\b": "continue",
        r"\bneedless\b": "unnecessary",
        r"\bgive (?:yourself )?\{value\}|\bgives \{value\}": "rate {value}",
        r"\bturned the wrong way\b|\b[Rr]eversed statement\b": "scored in the wrong direction, reverse-scored",
        r"\bstands? ready\b": "is ready",
        r"\btaken? in\b|\btakes? in\b": "imported, applied",
        r"\bfigures cannot do\b": "do not tell you",
        r"\bsecond factor\b": "two-step login",
        r"\bthe mark with\b": "the QR code",
    },
}


def _files() -> list[Path]:
    """Every file of words, and the newest version of every questionnaire; older versions never change."""
    words = [file for file in PACKAGE.rglob("*.toml") if file.stem in NOT_SAID and "words" in file.parts]
    newest = [
        LIBRARY / name / versions[-1] / f"{language}.toml"
        for name, versions in library()
        for language in NOT_SAID
    ]
    return sorted([*words, *newest])


def _found(language: str, text: str) -> list[str]:
    """What is said in another word, and the word that is meant."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [
        f"{hit.group()!r} in {line!r}: say {meant}"
        for pattern, meant in NOT_SAID[language].items()
        for line in lines
        if (hit := re.search(pattern, line))
    ]


@pytest.mark.parametrize("file", _files(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_one_word_is_used(file: Path) -> None:
    """Sofie reads one word for one role, wherever she meets it."""
    assert _found(file.stem, file.read_text(encoding="utf-8")) == []


def test_every_room_is_read() -> None:
    """Bente's, Karen's and Per's sentences are all among those read, in both languages."""
    names = {str(file.relative_to(PACKAGE)) for file in _files()}
    assert {
        f"{room}/words/{language}.toml"
        for room in ("answering", "reporting", "commands")
        for language in NOT_SAID
    } <= names
    assert len(names) == len(_files()) >= 30


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "Ida svarer som sideordnet leder"),
        ("da", "Skan mærket"),
        ("da", "Mindst antal svar bag et tal"),
        ("da", "Leder 1 er en leder over dig"),
        ("en", "You can go on later"),
        ("en", "Your employees give {value} on average"),
        ("en", "answers from peers"),
        ("en", "Leadership of professional work"),
    ],
)
def test_another_word_is_noticed(language: str, sentence: str) -> None:
    """Asta writes a sentence in the old words and is told which word is meant."""
    assert len(_found(language, sentence)) == 1


def test_the_column_keeps_its_name() -> None:
    """Per reads which column of his roster is meant, by the name it has in the file."""
    assert _found("da", "Vælg kolonnen leder eller sideordnet_til") == []

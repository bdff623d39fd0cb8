"""docs/reference/reading-test.md and its pictures: `PYTHONPATH=tests python tests/readers/document.py`."""

from __future__ import annotations

from typing import Final

from readers.drawn import data, svg
from support.source import ROOT

DOCUMENT: Final = ROOT / "docs" / "reference" / "reading-test.md"
PICTURES: Final = ROOT / "docs" / "pictures"
LANGUAGES: Final = ("da", "en")
_HEAD: Final = """# Can people read the pictures? A form to print

**Endnu ikke stillet. Not yet asked.** Nobody has been asked these questions yet; there are no results, here or elsewhere. A
picture of the workspace counts as read when real readers, who have not seen it before, answer its questions as the key does.

How to ask: print one language without the key, one sheet to a reader, and stay silent. Ask at least five readers of each kind
who will meet the picture (staff, leaders, leaders' leaders), write down what they answered and not who they were, and ask
about any picture that more than one in five reads otherwise than the key again when it has been drawn anew.

The pictures are drawn by the product from invented figures (`tests/readers/pictures.toml`). A test draws them anew and reads
each answer of the key off the drawing (`tests/readers/test_keys_follow_from_the_pictures.py`).
"""
_SAID: Final = {
    "da": (
        "Dansk",
        "Se på hvert billede, og svar på de tre spørgsmål. Der er ingen fælder.",
        "Svar",
        "Facit",
    ),
    "en": (
        "English",
        "Look at each picture and answer its three questions. There are no traps.",
        "Answer",
        "Key",
    ),
}


def picture_of(name: str, language: str) -> str:
    """Return the name of a picture's file."""
    return f"reading-{name}-{language}.svg"


def as_markdown() -> str:
    """Return the form in both languages, with the key behind each."""
    lines = [_HEAD]
    for language in LANGUAGES:
        title, told, answer, key = _SAID[language]
        lines += [f"## {title}", "", told, ""]
        for number, (name, figures) in enumerate(data().items(), start=1):
            said = figures[language]
            lines += [f"### {number} {said['name']}", ""]
            lines += [
                f'<img src="../pictures/{picture_of(name, language)}" width="640" alt="{said["title"]}">',
                "",
            ]
            for place, question in enumerate(said["questions"], start=1):
                lines += [f"{place}. {question}", "", f"   {answer}: ______________________", ""]
        lines += [f"### {key} ({title})", "", "| | 1 | 2 | 3 |", "|---|---|---|---|"]
        lines += [
            f"| {number} {one[language]['name']} | {' | '.join(one[language]['answers'])} |"
            for number, one in enumerate(data().values(), start=1)
        ]
        lines.append("")
    return "\n".join(lines)


def write() -> None:
    """Write the form and its pictures."""
    DOCUMENT.write_text(as_markdown(), encoding="utf-8")
    for name in data():
        for language in LANGUAGES:
            (PICTURES / picture_of(name, language)).write_text(svg(name, language) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()

"""Write docs/reference/report-words.md from the words of reports and their rules; with --check only say if it is fresh.

    python scripts/report_words.py [--check]

Exits 1 when a sentence has no rule, and with --check when the document is another than these make.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
DOCUMENT: Final = ROOT / "docs" / "reference" / "report-words.md"
PACKAGE: Final = ROOT / "src" / "fagspejl"
SHARED: Final = "rule"  # the section of rules that many sentences follow
MAILS: Final = ("report", "ready", "thanks")  # the sections of mails that are about reports
# What stands in the slots of the examples. A slot of another name stands as its name.
EXAMPLES: Final[Mapping[str, str]] = {
    "n": "9", "invited": "11", "count": "3", "missing": "2", "k": "5", "answered": "12", "number": "2",
    "value": "3,7", "theirs": "3,7", "own": "4", "difference": "0,15", "lower": "3,4", "upper": "4,0", "end": "4,5", "lo": "1", "hi": "5",
    "low": "Helt uenig", "high": "Helt enig", "theme": "Faglig ledelse", "item": "Min leder lytter",
    "leader": "Karen Lund", "subject": "Dine medarbejdere", "the": "dine medarbejdere", "label": "Medarbejdere",
    "between": "mellem 3,4 og 4,0", "span": "fra 3,4 til 4,0", "percent": "33 %", "day": "14. marts 2026",
    "period": " (1.–14. marts 2026)", "code": "3f9a-20bc-77e1", "organisation": "Egedal Kommune", "unit": "Familieområdet",
}  # fmt: skip


def folders() -> list[Path]:
    """Return every folder of words that a report, its exports, the pages round it or a mail about it can say."""
    reports = PACKAGE / "reporting" / "words"
    return [*sorted(path.parent for path in reports.rglob("da.toml")), PACKAGE / "mailing" / "words"]


def sentences(folder: Path, language: str) -> dict[str, list[str]]:
    """Return the texts of every key in one language; of mails, those about reports."""
    found = _read(folder / f"{language}.toml")
    mails = folder.parent.name == "mailing"
    return {
        key: list(_texts(entry)) for key, entry in found.items() if not mails or key.split(".")[0] in MAILS
    }


def rules(folder: Path) -> dict[str, str]:
    """Return the rule of every key that has one, in its own words.

    A sentence that stands in for another of the same key, in the third person for instance, is earned as that one is.
    """
    reports = _read(PACKAGE / "reporting" / "words" / "rules.toml")
    shared = {
        key.removeprefix(f"{SHARED}."): rule for key, rule in reports.items() if key.startswith(f"{SHARED}.")
    }
    path = folder / "rules.toml"
    own = {**(reports if folder.parent.name == "words" else {}), **(_read(path) if path.exists() else {})}
    return {key: shared.get(rule, rule) for key, rule in own.items() if not key.startswith(f"{SHARED}.")}


def faults(folder: Path) -> list[str]:
    """Return what is wrong with a folder's rules, each in a sentence that says how to mend it."""
    name, known, told = folder.relative_to(ROOT), rules(folder), sentences(folder, "da")
    found = [
        f"{name}: the sentence {key} has no rule. Say in {name}/rules.toml, under the same key, what earns it."
        for key in told
        if key not in known
    ]
    bare = [key for key in told if key in known and " " not in known[key]]
    return found + [
        f"{name}: the rule of {key} is no sentence and no name under [{SHARED}]: {known[key]}."
        for key in bare
    ]


def document() -> str:
    """Return the whole document."""
    return HEAD + "".join(_section(folder) for folder in folders())


HEAD = """\
# What a report can say

<!-- Made by scripts/report_words.py from words/*.toml and rules.toml beside them; change them there. -->

Every sentence that a report, its exports, the pages round it or a mail about it can print, with the rule that earns it,
in Danish and English. In the examples slots are filled with invented names and figures; a slot without one stands as its
name. How figures, dates and lists are written stands in `src/fagspejl/lib/words`. Texts of the questionnaire, names and
comments are printed as they are.

A sentence without a rule fails `make check`. A sentence on a page that is not in these files fails
`tests/words/test_no_other_sentence*.py`, for every page that grows out of a round, in print too, and for the mails about
reports; a sentence that its figures do not bear out fails `tests/words/test_*fit_the_figures.py`, in every voice.
"""


def _section(folder: Path) -> str:
    told, english, known = sentences(folder, "da"), sentences(folder, "en"), rules(folder)
    lines = [
        f"\n## `{folder.relative_to(PACKAGE)}`\n",
        "| key | Danish | English | earned by |",
        "|---|---|---|---|",
    ]
    for key, texts in told.items():
        cells = (f"`{key}`", _cell(texts), _cell(english.get(key, [])), _escaped(known.get(key, "")))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(texts: list[str]) -> str:
    return "<br>".join(_escaped(_filled(text)) for text in texts)


def _filled(text: str) -> str:
    parts = Formatter().parse(text)
    return "".join(
        literal + (EXAMPLES.get(slot, f"<{slot}>") if slot else "") for literal, slot, _, _ in parts
    )


def _escaped(text: str) -> str:
    text = text.strip().replace("~", " ").replace("|", "\\|").replace("<", "&lt;")
    return text.replace("\n\n", "<br>").replace("\n", " ")


def _read(path: Path) -> dict[str, Any]:
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, entry in table.items():
        if isinstance(entry, dict) and set(entry) != {"one", "other"}:
            yield from _flat(entry, f"{prefix}{name}.")
        else:
            yield prefix + name, entry


def _texts(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
        return
    for part in entry.values() if isinstance(entry, dict) else entry:
        yield from _texts(part)


if __name__ == "__main__":
    wrong = [fault for folder in folders() for fault in faults(folder)]
    for fault in wrong:
        print(fault, file=sys.stderr)
    made = document()
    if "--check" not in sys.argv:
        DOCUMENT.write_text(made, encoding="utf-8")
    elif not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != made:
        sys.exit("docs/reference/report-words.md is stale: run python scripts/report_words.py")
    sys.exit(bool(wrong))

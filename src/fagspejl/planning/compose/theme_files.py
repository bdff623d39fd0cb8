"""The files of an own questionnaire with one theme as a form has it, and the field behind each place in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.instrument.loader import STRUCTURE_FILE, load
from fagspejl.instrument.types import (
    EXAMPLE_SLOT,
    PERSPECTIVES,
    Instrument,
    PerspectiveName,
    Theme,
    ThemeWording,
)
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.toml_text import toml_text
from fagspejl.planning.compose.forms import WRITTEN

LENDERS: Final[Mapping[PerspectiveName, PerspectiveName]] = {
    "peer": "superior",
    "subordinate_leader": "employee",
}
PARAGRAPHS: Final = ("what", "why", "reflection", "reading", "advice")  # of a theme, beside what is asked
_LONGEST_NAME: Final = 40
_LABELS_OF: Final = "faglig-ledelse"  # the scale and labels of an own theme: so it can stand beside that one


@dataclass(frozen=True, slots=True)
class Before:
    """The theme that is changed: its questionnaire's files, and whether a round uses it."""

    instrument: Instrument
    files: Mapping[str, bytes]
    theme: str
    used: bool

    @property
    def whole(self) -> Theme:
        """The theme itself."""
        return next(one for one in self.instrument.themes if one.id == self.theme)


class ThemeFiles:
    """The trees of an own questionnaire, with one theme as a form has it; the rest stays as it was."""

    def __init__(
        self,
        told: Mapping[str, Any],
        before: Before | None,
        taken: frozenset[str],
        *,
        rows: int,
        cases: int,
    ) -> None:
        self._told = told
        self._before = before
        self._known = known_fields(before)
        self._written = written_of(before)
        self._lenders = {name: lender for name, lender in LENDERS.items() if name not in self._written}
        self._rows, self._cases = rows, cases
        self._taken = taken
        self._fields: dict[tuple[str, str], str] = {}
        chosen = self._told.get("asked", [])
        self._asked: list[PerspectiveName] = [name for name in PERSPECTIVES if name in chosen] or ["employee"]
        title = next((text for name in LANGUAGES if (text := self._text(f"title_{name}"))), "")
        self._theme = (
            before.theme if before else (ascii_name(title, limit=_LONGEST_NAME).replace("-", "_") or "tema")
        )
        self._items = list(self._statements())

    def made(self) -> tuple[dict[str, bytes], dict[tuple[str, str], str]]:
        """Return the files and the fields behind them."""
        trees = {name: tomllib.loads(data.decode("utf-8-sig")) for name, data in self._old().items()}
        structure = trees.get(STRUCTURE_FILE) or self._new()
        self._write_structure(structure)
        words = {
            language: self._words(language, trees.get(f"{language}.toml"))
            for language in LANGUAGES
            if f"{language}.toml" in trees or self._is_written(language)
        }
        with_examples(structure, words)
        files = {STRUCTURE_FILE: toml_text(structure).encode()}
        for language, tree in words.items():
            files[f"{language}.toml"] = toml_text(tree).encode()
        return files, self._fields

    def _old(self) -> Mapping[str, bytes]:
        return self._before.files if self._before else {}

    def _text(self, name: str) -> str:
        """What was written in a field: line breaks are blanks, other signs are left for the reader to judge."""
        text = str(self._told.get(name, "") or "")
        return " ".join(part for part in text.replace("\r", "\n").replace("\t", " ").split("\n")).strip()

    def _paragraphs(self, name: str) -> list[str]:
        """What was written in a field with a paragraph on each line."""
        text = str(self._told.get(name, "") or "").replace("\r\n", "\n").replace("\r", "\n")
        return [part for one in text.split("\n") if (part := one.replace("\t", " ").strip())]

    def _is_written(self, language: Language) -> bool:
        names = [f"title_{language}", f"team_question_{language}"]
        names += [f"{name}_{language}" for name in PARAGRAPHS]
        names += [f"intro_{who}_{language}" for who in self._written]
        for number in range(1, self._rows + 1):
            names += [f"text_{number}_{who}_{language}" for who in self._written]
            names.append(f"short_{number}_{language}")
        for number in range(1, self._cases + 1):
            names += [f"case_{number}_{part}_{language}" for part in ("title", "text")]
        return any(self._text(name) for name in names)

    def _statements(self) -> Iterator[tuple[str, int]]:
        """The id and the row of every statement that was written; one that was there keeps its id."""
        ids: list[str] = self._known["items"]
        used = set(ids) | self._other_items()
        for number in range(1, self._rows + 1):
            texts = [self._text(f"text_{number}_{who}_{name}") for who in self._written for name in LANGUAGES]
            if not any(texts):
                continue
            if number <= len(ids):
                yield ids[number - 1], number
                continue
            free = next(one for n in range(number, 999) if (one := f"{self._theme}_{n}") not in used)
            used.add(free)
            yield free, number

    def _other_items(self) -> set[str]:
        return {item.id for item in self._before.instrument.items} if self._before else set()

    def _new(self) -> dict[str, Any]:
        labels = load(_LABELS_OF)
        base = self._theme.replace("_", "-")
        name = next(one for one in (base, *(f"{base}-{n}" for n in range(2, 999))) if one not in self._taken)
        scale = {"lo": labels.scale.lo, "hi": labels.scale.hi}
        return {"format": 1, "id": name, "version": "1.0", "scale": scale, "themes": [{"id": self._theme}]}

    def _write_structure(self, tree: dict[str, Any]) -> None:
        themes = tree["themes"]
        place = next(n for n, theme in enumerate(themes) if theme["id"] == self._theme)
        fewer = self._fewer()
        items = []
        for item, number in self._items:
            entry: dict[str, Any] = {"id": item}
            if self._told.get(f"reversed_{number}"):
                entry["reversed"] = True
            if item in fewer:
                entry["perspectives"] = fewer[item]
            items.append(entry)
        themes[place] = {"id": self._theme, "perspectives": self._asked, "items": items}
        self._fields[STRUCTURE_FILE, f"themes[{place + 1}].items"] = "text_1_employee_da"
        asked = {name for theme in themes for name in theme.get("perspectives", ["employee"])}
        before = set(self._before.instrument.perspectives) if self._before else set()
        new = {
            name: lender
            for name, lender in self._lenders.items()
            if {name, lender} <= asked and not {name, lender} <= before
        }
        same_as = {**new, **{k: v for k, v in tree.get("same_as", {}).items() if k in asked}}
        if same_as:
            tree["same_as"] = same_as
        else:
            tree.pop("same_as", None)
        if self._before is not None and self._before.used:
            version = _next(tree["version"])
            tree["version"] = version
            tree.setdefault("changes", []).append({"version": version, "reason": self._text("reason")})
            self._fields[STRUCTURE_FILE, f"changes[{len(tree['changes'])}].reason"] = "reason"

    def _fewer(self) -> dict[str, list[PerspectiveName]]:
        """Statements that are asked of fewer than the whole theme, and of whom."""
        found = {}
        for item, number in self._items:
            chosen = self._told.get(f"asked_{number}") or []
            some = [name for name in self._asked if name in chosen]
            if some and some != self._asked:
                found[item] = some
        return found

    def _words(self, language: Language, old: dict[str, Any] | None) -> dict[str, Any]:
        labels = load(_LABELS_OF).wordings[language]
        tree: dict[str, Any] = old or {
            "title": "",
            "options": list(labels.options),
            "dont_know": labels.dont_know,
            "no_disclose": labels.no_disclose,
            "themes": {},
        }
        file, base = f"{language}.toml", f"themes.{self._theme}"
        title = self._text(f"title_{language}")
        if tree["title"] == self._known.get(f"title_{language}", ""):  # named after its one theme
            tree["title"] = title
        theme: dict[str, Any] = {"title": title}
        for key in ("title", f"{base}.title", base):
            self._fields[file, key] = f"title_{language}"
        theme |= self._about(language, file, base)
        for part in ("intro", "stem"):
            if said := dict(self._own(f"{part}_{{}}_{language}", file, f"{base}.{part}.{{}}")):
                theme[part] = said
        fewer = self._fewer()
        items: dict[str, dict[str, str]] = {}
        short = {}
        for item, number in self._items:
            some = fewer.get(item, self._asked)
            pattern = f"text_{number}_{{}}_{language}"
            for who, text in self._own(pattern, file, f"{base}.items.{{}}.{item}", some):
                items.setdefault(who, {})[item] = text
            self._fields[file, f"{base}.short.{item}"] = f"short_{number}_{language}"
            if label := self._text(f"short_{number}_{language}"):
                short[item] = label
        theme["items"] = items
        if short:
            theme["short"] = short
        if cases := self._told_cases(language, file, base):
            theme["cases"] = cases
        tree["themes"] = {**tree["themes"], self._theme: theme}
        return tree

    def _about(self, language: Language, file: str, base: str) -> dict[str, Any]:
        """What leaders are told about the theme."""
        told: dict[str, Any] = {}
        for name in PARAGRAPHS:
            field = f"{name}_{language}"
            if paragraphs := self._paragraphs(field):
                told[name] = paragraphs
            for number in range(1, len(paragraphs) + 1):
                self._fields[file, f"{base}.{name}[{number}]"] = field
            self._fields[file, f"{base}.{name}"] = field
        self._fields[file, f"{base}.team_question"] = f"team_question_{language}"
        if question := self._text(f"team_question_{language}"):
            told["team_question"] = question
        return told

    def _told_cases(self, language: Language, file: str, base: str) -> list[dict[str, Any]]:
        cases: list[dict[str, Any]] = []
        for number in range(1, self._cases + 1):
            head, body = f"case_{number}_title_{language}", f"case_{number}_text_{language}"
            title, paragraphs = self._text(head), self._paragraphs(body)
            if not title and not paragraphs:
                continue
            cases.append({"title": title} | ({"paragraphs": paragraphs} if paragraphs else {}))
            place = f"{base}.cases[{len(cases)}]"
            self._fields[file, f"{place}.title"] = head
            for one in ("", *(f"[{n}]" for n in range(1, len(paragraphs) + 1))):
                self._fields[file, f"{place}.paragraphs{one}"] = body
        return cases

    def _own(
        self, field: str, file: str, key: str, asked: list[PerspectiveName] | None = None
    ) -> Iterator[tuple[str, str]]:
        """Who is asked and has words of its own in these fields, and those words."""
        some = self._asked if asked is None else asked
        for name in some:
            lender = self._lenders.get(name, name)
            self._fields[file, key.format(name)] = field.format(lender)
            if lender != name and lender in some:
                continue
            if text := self._text(field.format(lender)):
                yield name, text


def written_of(before: Before | None) -> tuple[PerspectiveName, ...]:
    """Return who reads words of its own: the usual ones, and whoever this theme has other words for than are lent.

    Peers are lent a superior's words and subordinate leaders an employee's, where the files say so and nothing else.
    """
    if before is None:
        return WRITTEN
    theme = before.whole
    own = [name for name, lender in LENDERS.items() if {name, lender} <= set(theme.perspectives)]
    return (*WRITTEN, *(name for name in own if _differs(before, name, LENDERS[name])))


def _differs(before: Before, name: PerspectiveName, lender: PerspectiveName) -> bool:
    """Whether any words of the one are not the other's, or are missing for one of the two."""
    if name not in before.instrument.same_as:
        return True
    both = [item.id for item in before.whole.items if {name, lender} <= set(item.perspectives)]
    for words in before.instrument.wordings.values():
        said = words.themes[before.theme]
        if any(texts.get(name) != texts.get(lender) for texts in (said.intro, said.stem)):
            return True
        own, theirs = (said.items.get(one, {}) for one in (name, lender))
        if any(own.get(item) != theirs.get(item) for item in both):
            return True
    return False


def known_fields(before: Before | None) -> dict[str, Any]:
    """Return the fields of a theme as it stands, by name; `items`: its statements' ids, in order; `cases`: how many."""
    if before is None:
        return {"items": [], "cases": 0, "asked": ["employee", "self", "superior"]}
    theme, written = before.whole, written_of(before)
    every = before.instrument.wordings
    known: dict[str, Any] = {
        "items": [item.id for item in theme.items],
        "cases": max(len(words.themes[theme.id].cases) for words in every.values()),
        "asked": list(theme.perspectives),
    }
    for number, item in enumerate(theme.items, start=1):
        known[f"reversed_{number}"] = item.reversed
        if item.perspectives != theme.perspectives:
            known[f"asked_{number}"] = list(item.perspectives)
    for language, words in every.items():
        said = words.themes[theme.id]
        known[f"title_{language}"] = said.title
        for name in PERSPECTIVES:
            field = name if name in written else LENDERS.get(name, name)
            for part, texts in (("intro", said.intro), ("stem", said.stem)):
                if name in texts:
                    known.setdefault(f"{part}_{field}_{language}", texts[name])
            for number, item in enumerate(theme.items, start=1):
                if text := said.items.get(name, {}).get(item.id):
                    known.setdefault(f"text_{number}_{field}_{language}", text)
        known |= _known_about(said, language)
        for number, item in enumerate(theme.items, start=1):
            first = said.items.get(item.perspectives[0], {}).get(item.id)
            if said.short[item.id] != first:
                known[f"short_{number}_{language}"] = said.short[item.id]
    return known


def _known_about(said: ThemeWording, language: Language) -> dict[str, str]:
    known = {f"{name}_{language}": "\n".join(getattr(said, name)) for name in PARAGRAPHS}
    known[f"team_question_{language}"] = said.team_question
    for number, case in enumerate(said.cases, start=1):
        known[f"case_{number}_title_{language}"] = case.title
        known[f"case_{number}_text_{language}"] = "\n".join(case.paragraphs)
    return known


def with_examples(structure: dict[str, Any], words: Mapping[Language, dict[str, Any]]) -> None:
    """Give a questionnaire what `{example}` in an introduction asks for, and take it away where nothing asks any more.

    The usual professional groups with their examples, where it has none of its own.
    """
    for language, tree in words.items():
        if not any(EXAMPLE_SLOT in str(theme.get("intro", "")) for theme in tree["themes"].values()):
            for one in tree.get("professions", {}).values():
                one.pop("example", None)
            continue
        usual = load(_LABELS_OF).wordings[language]
        names = structure.setdefault("professions", list(usual.professions))
        told = tree.setdefault("professions", {})
        for name in names:
            if name in usual.professions:
                told.setdefault(name, {"name": usual.professions[name]})
            if name in told and name in usual.examples:
                told[name].setdefault("example", usual.examples[name])
    for language, tree in words.items():
        usual = load(_LABELS_OF).wordings[language]
        for name in structure.get("professions", ()):
            if name in usual.professions:
                tree.setdefault("professions", {}).setdefault(name, {"name": usual.professions[name]})


def _next(version: str) -> str:
    """The version number after one: 1.0 -> 1.1, 1.9 -> 1.10."""
    *before, last = version.split(".")
    return ".".join((*before, str(int(last) + 1)))

"""An own theme as a form: its fields, the files they make, and the field that each fault of those files belongs to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from fagspejl.instrument.errors import Fault
from fagspejl.instrument.loader import STRUCTURE_FILE, load
from fagspejl.instrument.types import PERSPECTIVES, Instrument, PerspectiveName
from fagspejl.intake.questionnaires import holds_cpr
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.toml_text import toml_text
from fagspejl.lib.wording import Wording
from fagspejl.planning.compose.forms import TITLE_SIGNS, WRITTEN, line
from fagspejl.web.fields import WordedForm

FIRST_ROWS: Final = 3
MORE_ROWS: Final = 3
MOST_ROWS: Final = 30
LENDERS: Final[Mapping[PerspectiveName, PerspectiveName]] = {
    "peer": "superior",
    "subordinate_leader": "employee",
}
_REASON_SIGNS: Final = 300
_LONGEST_NAME: Final = 40
_LABELS_OF: Final = "faglig-ledelse"  # the scale and labels of an own theme: so it can stand beside that one


@dataclass(frozen=True, slots=True)
class Before:
    """The theme that is changed: its questionnaire's files, and whether a round uses it."""

    instrument: Instrument
    files: Mapping[str, bytes]
    theme: str
    used: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement's fields in one language. `filled`: something is written, or amiss, in one of them."""

    language: str
    fields: list[forms.BoundField]
    filled: bool


class ThemeForm(WordedForm):
    """Title, question and statements of one theme, for each perspective that has words of its own, and language."""

    section = "compose_theme"

    def __init__(
        self, words: Wording, before: Before | None, *args: Any, rows: int = FIRST_ROWS, **kwargs: Any
    ) -> None:
        super().__init__(words, *args, **kwargs)
        self.before = before
        self._known = _known(before)
        if before is None:
            for language in LANGUAGES:
                usual = words.say(f"compose_local.usual_stem_{language}")
                self._known |= {f"stem_{name}_{language}": usual for name in WRITTEN}
        self.rows = min(max(rows, len(self._known["items"])), MOST_ROWS)
        for language in LANGUAGES:
            self._add(f"title_{language}", "title", language, most=TITLE_SIGNS)
        self.fields["asked"] = forms.MultipleChoiceField(
            label=words.say("compose_theme.asked"),
            choices=[(name, words.say(f"planning_perspective.{name}")) for name in PERSPECTIVES],
            initial=self._known["asked"],
            widget=forms.CheckboxSelectMultiple,
        )
        for language in LANGUAGES:
            for name in WRITTEN:
                self._add(f"stem_{name}_{language}", "stem", language, name, most=TITLE_SIGNS)
        for number in range(1, self.rows + 1):
            for language in LANGUAGES:
                for name in WRITTEN:
                    self._add(f"text_{number}_{name}_{language}", "text", language, name, rows=2)
                self._add(f"short_{number}_{language}", "short", language, most=TITLE_SIGNS)
            self.fields[f"reversed_{number}"] = forms.BooleanField(
                required=False,
                label=words.say("compose_theme.reversed"),
                initial=self._known.get(f"reversed_{number}", False),
            )
        if before is not None and before.used:
            self.fields["reason"] = line(words.say("compose_theme.reason"), most=_REASON_SIGNS)
        for key, one in self.fields.items():
            self._dress(key, one)

    def _add(
        self, name: str, kind: str, language: Language, who: str = "", *, most: int = 2000, rows: int = 0
    ) -> None:
        slots = {
            "language": self.words.say(f"compose_language.{language}"),
            "who": self.words.say(f"compose.reads_{who}") if who else "",
        }
        field = line(self.words.say(f"compose_theme.{kind}", **slots), most=most, rows=rows)
        field.initial = self._known.get(name, "")
        self.fields[name] = field

    def heads(self) -> list[forms.BoundField]:
        """Return the fields of the titles."""
        return [self[f"title_{language}"] for language in LANGUAGES]

    def stems(self) -> list[forms.BoundField]:
        """Return the fields of the questions above the statements."""
        return [self[f"stem_{name}_{language}"] for language in LANGUAGES for name in WRITTEN]

    @property
    def stems_amiss(self) -> bool:
        """Whether a fault stands at any of them."""
        return any(one.errors for one in self.stems())

    def statements(self) -> Iterator[tuple[int, list[Spoken], forms.BoundField]]:
        """Yield each statement's number, its fields by language, and whether it is reversed."""
        for number in range(1, self.rows + 1):
            groups = []
            for language in LANGUAGES:
                names = [f"text_{number}_{name}_{language}" for name in WRITTEN]
                fields = [self[name] for name in (*names, f"short_{number}_{language}")]
                said = self.words.say(f"compose_theme.in_{language}")
                groups.append(Spoken(said, fields, any(one.value() or one.errors for one in fields)))
            yield number, groups, self[f"reversed_{number}"]

    def clean(self) -> dict[str, Any]:
        """Ask for a name, and for a reason where a version in use becomes a new one; refuse CPR numbers."""
        told: dict[str, Any] = super().clean() or {}
        if "reason" in self.fields and not told.get("reason", "").strip():
            self.add_error("reason", self.say("reason_missing"))
        if not any(told.get(f"title_{language}", "").strip() for language in LANGUAGES):
            self.add_error(f"title_{LANGUAGES[0]}", self.say("title_missing"))
        for name, value in tuple(told.items()):  # such a number has no business in a question
            if isinstance(value, str) and holds_cpr(value):
                self.add_error(name, self.say("cpr"))
        return told

    def as_files(self, *, taken: frozenset[str]) -> tuple[dict[str, bytes], dict[tuple[str, str], str]]:
        """Return the files, and for every (file, key) of theirs the field that it comes from.

        `taken`: names that other questionnaires have; a new one is given a name that is free.
        """
        return _Files(self, self.before, taken).made()

    def tell(self, faults: tuple[Fault, ...], fields: Mapping[tuple[str, str], str]) -> None:
        """Put every fault beside its field; what belongs to none stands above the form."""
        for fault in faults:
            name = fields.get((fault.file, fault.key))
            self.add_error(name if name in self.fields else None, sentence(fault, self.words))


def sentence(fault: Fault, words: Wording) -> str:
    """Return what is the matter for somebody who sees fields and no file."""
    key = f"compose_fault.{fault.code.lower()}"
    return words.say(key, **dict(fault.facts)) if key in words.keys else fault.say(words.language)


class _Files:
    """The trees of an own questionnaire, with one theme as a form has it; the rest stays as it was."""

    def __init__(self, form: ThemeForm, before: Before | None, taken: frozenset[str]) -> None:
        self._told: dict[str, Any] = form.cleaned_data
        self._before = before
        self._known = form._known
        self._rows = form.rows
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
        files = {STRUCTURE_FILE: toml_text(structure).encode()}
        for language in LANGUAGES:
            name = f"{language}.toml"
            if name in trees or self._is_written(language):
                files[name] = toml_text(self._words(language, trees.get(name))).encode()
        return files, self._fields

    def _old(self) -> Mapping[str, bytes]:
        return self._before.files if self._before else {}

    def _text(self, name: str) -> str:
        """What was written in a field: line breaks are blanks, other signs are left for the reader to judge."""
        text = str(self._told.get(name, "") or "")
        return " ".join(part for part in text.replace("\r", "\n").replace("\t", " ").split("\n")).strip()

    def _is_written(self, language: Language) -> bool:
        names = [f"title_{language}"]
        names += [f"text_{number}_{who}_{language}" for number in range(1, self._rows + 1) for who in WRITTEN]
        return any(self._text(name) for name in names)

    def _statements(self) -> Iterator[tuple[str, int]]:
        """The id and the row of every statement that was written; one that was there keeps its id."""
        ids: list[str] = self._known["items"]
        used = set(ids) | self._other_items()
        for number in range(1, self._rows + 1):
            texts = [self._text(f"text_{number}_{who}_{name}") for who in WRITTEN for name in LANGUAGES]
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
        lent = {name: lender for name, lender in LENDERS.items() if {name, lender} <= asked}
        tree["same_as"] = {**lent, **{k: v for k, v in tree.get("same_as", {}).items() if k in asked}}
        if self._before is not None and self._before.used:
            version = _next(tree["version"])
            tree["version"] = version
            tree.setdefault("changes", []).append({"version": version, "reason": self._text("reason")})
            self._fields[STRUCTURE_FILE, f"changes[{len(tree['changes'])}].reason"] = "reason"

    def _fewer(self) -> dict[str, list[PerspectiveName]]:
        """Statements that were asked of fewer than the whole theme, and still are."""
        if self._before is None:
            return {}
        theme = next(one for one in self._before.instrument.themes if one.id == self._theme)
        found = {}
        for item in theme.items:
            still = [name for name in item.perspectives if name in self._asked]
            if item.perspectives != theme.perspectives and still and still != self._asked:
                found[item.id] = still
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
        if len(tree["themes"]) <= 1:  # a theme alone gives its questionnaire its name
            tree["title"] = title
        theme = {
            name: value
            for name, value in tree["themes"].get(self._theme, {}).items()
            if name not in ("title", "stem", "items", "short")
        }
        theme["title"] = title
        for key in ("title", f"{base}.title", base):
            self._fields[file, key] = f"title_{language}"
        if stem := dict(self._own(f"stem_{{}}_{language}", file, f"{base}.stem.{{}}")):
            theme["stem"] = stem
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
        tree["themes"] = {**tree["themes"], self._theme: theme}
        return tree

    def _own(
        self, field: str, file: str, key: str, asked: list[PerspectiveName] | None = None
    ) -> Iterator[tuple[str, str]]:
        """Who is asked and has words of its own in these fields, and those words."""
        some = self._asked if asked is None else asked
        for name in some:
            lender = LENDERS.get(name, name)
            self._fields[file, key.format(name)] = field.format(lender)
            if lender != name and lender in some:
                continue
            if text := self._text(field.format(lender)):
                yield name, text


def _known(before: Before | None) -> dict[str, Any]:
    """The fields of a theme as it stands, by name; `items`: its statements' ids, in order."""
    if before is None:
        return {"items": [], "asked": ["employee", "self", "superior"]}
    instrument = before.instrument
    theme = next(one for one in instrument.themes if one.id == before.theme)
    known: dict[str, Any] = {
        "items": [item.id for item in theme.items],
        "asked": list(theme.perspectives),
    }
    for language, words in instrument.wordings.items():
        said = words.themes[theme.id]
        known[f"title_{language}"] = said.title
        for name in PERSPECTIVES:
            field = LENDERS.get(name, name)
            if name in said.stem:
                known.setdefault(f"stem_{field}_{language}", said.stem[name])
            for number, item in enumerate(theme.items, start=1):
                text = said.items.get(name, {}).get(item.id)
                if text:
                    known.setdefault(f"text_{number}_{field}_{language}", text)
        for number, item in enumerate(theme.items, start=1):
            first = said.items.get(item.perspectives[0], {}).get(item.id)
            if said.short[item.id] != first:
                known[f"short_{number}_{language}"] = said.short[item.id]
            known[f"reversed_{number}"] = item.reversed
    return known


def _next(version: str) -> str:
    """The version number after one: 1.0 -> 1.1, 1.9 -> 1.10."""
    *before, last = version.split(".")
    return ".".join((*before, str(int(last) + 1)))

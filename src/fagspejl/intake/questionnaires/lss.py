"""A survey of LimeSurvey (`.lss`) as the files of a questionnaire: groups become themes, rows of arrays statements.

Taken are arrays of five points (types A and F), single questions of five points (5), as statements for employees, and
the text of open questions (T, U, S). Everything else is left aside, and named. The labels of the answers are those
that Fagspejl asks with, so that the theme can stand beside others; where the survey had others, that is told.
Format: https://github.com/LimeSurvey/LimeSurvey, `application/helpers/export_helper.php` (surveyGetXMLData).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

from fagspejl.instrument.loader import STRUCTURE_FILE, load
from fagspejl.intake.books.markup import PackageRefused, parse
from fagspejl.intake.questionnaires.packed import LARGEST_UPLOAD, NotAQuestionnaire
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.names import ascii_name
from fagspejl.lib.sameness import normal
from fagspejl.lib.toml_text import toml_text

_MOST_ROWS: Final = 20_000
_LONGEST_NAME: Final = 56  # signs, with room for a number behind them: an id has at most 60
_POINTS: Final = 5
_ARRAY, _FIVE_POINT_ARRAY, _FIVE_POINT = "F", "A", "5"
_OPEN: Final = frozenset("TUS")
_ANSWERS_LIKE: Final = "faglig-ledelse"  # whose scale and labels the themes of this country's evaluation have
_TAG: Final = re.compile(r"<[^<>]*>")

Row = Mapping[str, str]
Why = Literal["type", "points", "labels", "language", "no_words"]


@dataclass(frozen=True, slots=True)
class Aside:
    """Something of the survey that was not taken, or not as it stood. `name`: its code or text there."""

    why: Why
    name: str


@dataclass(frozen=True, slots=True)
class LimeSurvey:
    """A survey as the files of a questionnaire, and what was left aside."""

    files: Mapping[str, bytes]
    aside: tuple[Aside, ...]


def read_lss(data: bytes) -> LimeSurvey:
    """Read a survey. Raises NotAQuestionnaire: no survey, unsafe XML, nothing in Danish or English, no theme."""
    return _Survey(_tables(data)).taken()


def _tables(data: bytes) -> dict[str, list[Row]]:
    """The rows of every table of the file, by the table's name."""
    if len(data) > LARGEST_UPLOAD:
        raise NotAQuestionnaire("too_large")
    tables: defaultdict[str, list[Row]] = defaultdict(list)
    path: list[str] = []
    row: dict[str, str] = {}
    text: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        path.append(name)
        text.clear()
        if path[2:] == ["rows", "row"]:
            row.clear()

    def end(name: str) -> None:
        if path[2:-1] == ["rows", "row"]:
            row[name] = "".join(text)
        elif path[2:] == ["rows", "row"]:
            tables[path[1]].append(dict(row))
            if sum(map(len, tables.values())) > _MOST_ROWS:
                raise NotAQuestionnaire("too_large")
        elif len(path) == 2:
            tables.setdefault(name, [])
        path.pop()
        text.clear()

    try:
        parse([data], start, text.append, end)
    except PackageRefused as refused:
        raise NotAQuestionnaire("unsafe" if refused.code == "dtd" else "not_lss") from refused
    if "groups" not in tables or "questions" not in tables:
        raise NotAQuestionnaire("not_lss")
    return dict(tables)


class _Survey:
    """The tables of a survey, and what is made of them."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self._tables = tables
        self._aside: dict[Aside, None] = {}
        self._shipped = load(_ANSWERS_LIKE)
        told = self._told("surveys_languagesettings", "surveyls_language")
        self._languages = [name for name in LANGUAGES if name in told]
        for name in sorted(told - set(LANGUAGES)):
            self._leave("language", name)
        if not self._languages:
            raise NotAQuestionnaire("no_language")
        self._group_words = self._words("group_l10ns", "groups", "gid")
        self._question_words = self._words("", "subquestions", "qid")
        self._question_words |= self._words("question_l10ns", "questions", "qid")

    def taken(self) -> LimeSurvey:
        """Return the files."""
        comments: dict[str, dict[Language, str]] = {}
        groups: dict[str, tuple[Mapping[str, Row], dict[str, dict[Language, str]]]] = {}
        for group in self._distinct("groups", "gid", "group_order"):
            heads = self._group_words.get(group["gid"], {})
            title = next((text for text in map(_group_name, heads.values()) if text), "")
            theme = _free(_identifier(title) or "tema", groups)
            items = dict(self._items(group, theme, comments))
            if items:
                groups[theme] = heads, items
        if not groups:
            raise NotAQuestionnaire("no_theme")
        texts = [words for _, items in groups.values() for words in items.values()]
        languages = [name for name in self._languages if all(name in words for words in texts)]
        for name in self._languages:
            if name not in languages:
                self._leave("language", name)
        if not languages:
            raise NotAQuestionnaire("no_language")
        asked = {name: words for name, words in comments.items() if all(one in words for one in languages)}
        return LimeSurvey(self._files(languages, groups, asked), tuple(self._aside))

    def _items(
        self, group: Row, theme: str, comments: dict[str, dict[Language, str]]
    ) -> Iterator[tuple[str, dict[Language, str]]]:
        """The statements of a group in order; its open questions go to the comments."""
        taken: set[str] = set()
        for question in self._distinct("questions", "qid", "question_order"):
            if question.get("gid") != group["gid"] or question.get("parent_qid", "0") not in ("", "0"):
                continue
            kind, code = question.get("type", ""), question.get("title", "")
            if kind in _OPEN:
                if texts := self._texts(question["qid"]):
                    comments[_free(_identifier(code) or "spoergsmaal", comments)] = texts
                continue
            for row in self._statements(question, kind, code):
                if not (texts := self._texts(row["qid"])):
                    self._leave("no_words", row.get("title", ""))
                    continue
                parts = (theme, code, row.get("title", "") if row is not question else "")
                name = _free(_identifier("_".join(part for part in parts if part)), taken)
                taken.add(name)
                yield name, texts

    def _statements(self, question: Row, kind: str, code: str) -> Sequence[Row]:
        if kind == _FIVE_POINT:
            return [question]
        if kind not in (_ARRAY, _FIVE_POINT_ARRAY):
            self._leave("type", code)
            return []
        if kind == _ARRAY:
            labels = self._labels(question["qid"])
            if any(len(some) != _POINTS for some in labels.values()):
                self._leave("points", code)
                return []
            if any(
                _spoken(some) != _spoken(self._shipped.wordings[name].options)
                for name, some in labels.items()
            ):
                self._leave("labels", code)
        below = self._distinct("subquestions", "qid", "question_order") or self._distinct(
            "questions", "qid", "question_order"
        )
        return [row for row in below if row.get("parent_qid") == question["qid"]]

    def _labels(self, question: str) -> dict[Language, list[str]]:
        """The labels of an array's answers in the languages that are taken, in order."""
        rows = [row for row in self._tables.get("answers", ()) if row.get("qid") == question]
        texts = {(row.get("aid"), row.get("language")): row for row in self._tables.get("answer_l10ns", ())}
        found: dict[Language, list[str]] = {}
        for language in self._languages:
            some = [row for row in rows if row.get("language", language) == language]
            some.sort(key=lambda row: _number(row.get("sortorder", "")))
            found[language] = [
                row.get("answer") or texts.get((row.get("aid"), language), {}).get("answer", "")
                for row in some
            ]
        return found

    def _texts(self, question: str) -> dict[Language, str]:
        words = self._question_words.get(question, {})
        texts = {name: _plain(words.get(name, {}).get("question", "")) for name in self._languages}
        return {name: text for name, text in texts.items() if text}

    def _distinct(self, table: str, key: str, order: str) -> list[Row]:
        """The rows of a table, one for each thing: older surveys have one for each language."""
        found: dict[str, Row] = {}
        for row in self._tables.get(table, ()):
            found.setdefault(row.get(key, ""), {**row, key: row.get(key, "")})
        return sorted(found.values(), key=lambda row: _number(row.get(order, "")))

    def _words(self, texts: str, older: str, key: str) -> dict[str, dict[str, Row]]:
        """Thing -> language -> the row with its words, in a table of its own or, in older surveys, beside the thing."""
        found: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        for table in (older, texts):
            for row in self._tables.get(table, ()):
                if "language" in row:
                    found[row.get(key, "")][row["language"]] = row
        return dict(found)

    def _told(self, table: str, column: str) -> set[str]:
        return {row[column] for row in self._tables.get(table, ()) if row.get(column)}

    def _leave(self, why: Why, name: str) -> None:
        self._aside[Aside(why, _plain(name)[:_LONGEST_NAME])] = None

    def _files(
        self,
        languages: Sequence[Language],
        groups: Mapping[str, tuple[Mapping[str, Row], Mapping[str, Mapping[Language, str]]]],
        comments: Mapping[str, Mapping[Language, str]],
    ) -> dict[str, bytes]:
        settings = self._tables.get("surveys_languagesettings", ())
        titles = {row.get("surveyls_language"): _plain(row.get("surveyls_title", "")) for row in settings}
        title = next((text for text in titles.values() if text), "LimeSurvey")
        scale = self._shipped.scale
        structure: dict[str, object] = {
            "id": ascii_name(title) or "limesurvey",
            "version": "1.0",
            "comments": list(comments),
            "scale": {"lo": scale.lo, "hi": scale.hi},
            "themes": [
                {"id": theme, "perspectives": ["employee"], "items": [{"id": name} for name in items]}
                for theme, (_, items) in groups.items()
            ],
        }
        files = {STRUCTURE_FILE: toml_text(structure).encode()}
        for language in languages:
            said = self._shipped.wordings[language]
            themes = {
                theme: {
                    "title": _group_name(heads.get(language, {})) or theme,
                    "items": {"employee": {name: words[language] for name, words in items.items()}},
                }
                for theme, (heads, items) in groups.items()
            }
            tree: dict[str, object] = {
                "title": titles.get(language) or title,
                "options": list(said.options),
                "dont_know": said.dont_know,
                "no_disclose": said.no_disclose,
                "comments": {name: words[language] for name, words in comments.items()},
                "themes": themes,
            }
            files[f"{language}.toml"] = toml_text(tree).encode()
        return files


def _group_name(row: Row) -> str:
    return _plain(row.get("group_name", ""))


def _plain(text: str) -> str:
    """Text without marks of a web page, on one line."""
    return " ".join(unescape(_TAG.sub(" ", text)).replace("\xad", "").split())


def _spoken(labels: Sequence[str]) -> list[str]:
    """Labels as they are compared: surveys begin at either end."""
    return sorted(normal(_plain(label)) for label in labels)


def _identifier(text: str) -> str:
    return ascii_name(text, limit=_LONGEST_NAME).replace("-", "_")


def _free(name: str, taken: Container[str]) -> str:
    """The name, with a number behind it where it is taken."""
    return next(one for one in (name, *(f"{name}_{n}" for n in range(2, 999))) if one not in taken)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

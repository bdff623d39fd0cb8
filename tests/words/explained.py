"""Whether a text on a page is one that the words of reports can say, and the texts of pages, by code that renders none.

A text is explained when it is a sentence of the catalogue whose slots are explained, something the round or its
questionnaire brings (names, statements, options, comments), a figure, or several of these in a row.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from string import Formatter
from typing import Any

_FIGURE = re.compile(r"[−-]?\d[\d.,]*(:\d+)?")
_CODE = re.compile(r"[0-9a-f]{12}|[0-9a-f]{4}(-[0-9a-f]{4}){2}")
_ENDS = re.compile(r"(?<=[.?:!»”)]) ")
_JOINS = (" · ", " › ", ", ", " ")
_DEPTH = 6


@cache
def catalogue(language: str, *packages: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Return every text of these packages as (text, literal parts round its slots, the longest of them)."""
    texts: set[str] = set()
    for package in ("fagspejl.lib.words", *packages):
        read = files(package).joinpath(f"{language}.toml").read_text(encoding="utf-8")
        texts |= {flat(text) for text in _texts(tomllib.loads(read))}
    return tuple((text, *_parts(text)) for text in sorted(texts, key=len, reverse=True))


def flat(text: str) -> str:
    """The text with ordinary single spaces, as people read it."""
    return " ".join(
        text.replace("~", " ").replace("\xa0", " ").replace("\xad", "").replace("\u2060", "").split()
    )


class Explainer:
    """Explains the texts of one round's pages: `brought` are the texts that the round and its questionnaire bring."""

    def __init__(self, language: str, brought: Iterable[str], *packages: str) -> None:
        self._catalogue = catalogue(language, *packages)
        self._plain = {flat(text) for text in brought} | {
            text for text, pattern, _ in self._catalogue if not pattern
        }
        self._plain |= {text[:1].lower() + text[1:] for text in self._plain}
        self._known: dict[tuple[str, int], bool] = {}

    def unexplained(self, texts: Iterable[str]) -> list[str]:
        """Return the texts that nothing explains."""
        return [text for text in dict.fromkeys(map(flat, texts)) if text and not self.explains(text)]

    def explains(self, text: str, depth: int = _DEPTH) -> bool:
        """Whether the text is one that may stand on a page."""
        text = flat(text)
        if not text or text in self._plain or _FIGURE.fullmatch(text) or _CODE.fullmatch(text):
            return True
        if not any(sign.isalnum() for sign in text):
            return True
        if depth == 0:
            return False
        key = (text, depth)
        if key not in self._known:
            self._known[key] = False  # while it is looked at: a text does not explain itself
            self._known[key] = self._is_said(text, depth) or self._in_parts(text, depth)
        return self._known[key]

    def _is_said(self, text: str, depth: int) -> bool:
        return any(
            literal in form and self._fills(form, parts, depth - 1)
            for form in dict.fromkeys((text, text[:1].lower() + text[1:]))
            for _, parts, literal in self._catalogue
            if parts
        )

    def _fills(self, text: str, parts: tuple[str, ...], depth: int) -> bool:
        """Whether the text begins with the first literal part and what stands between the others is explained."""
        if not text.startswith(parts[0]):
            return False
        rest = text[len(parts[0]) :]
        if len(parts) == 1:
            return not rest
        if len(parts) == 2:
            end = len(rest) - len(parts[1])
            return rest.endswith(parts[1]) and end >= 0 and self.explains(rest[:end], depth)
        return any(
            self.explains(rest[:place], depth) and self._fills(rest[place:], parts[1:], depth)
            for place in _places(rest, parts[1])
        )

    def _in_parts(self, text: str, depth: int) -> bool:
        places = [place.span() for place in _ENDS.finditer(text)]
        places += [place.span() for join in _JOINS[:3] for place in re.finditer(re.escape(join), text)]
        if depth > 1 and len(text) < 60:
            places += [place.span() for place in re.finditer(" ", text)]
        return any(
            self.explains(text[:start], depth - 1) and self.explains(text[end:], depth)
            for start, end in dict.fromkeys(places)
            if start and end < len(text)
        )


def _places(text: str, literal: str) -> list[int]:
    """Where a literal part may begin; anywhere where two slots stand together."""
    if not literal:
        return list(range(len(text) + 1))
    return [found.start() for found in re.finditer(re.escape(literal), text)]


def _parts(text: str) -> tuple[tuple[str, ...], str]:
    """Return the literal parts round the slots, none where there is no slot, and the longest of them."""
    parts, literal = [], ""
    for before, slot, _, _ in Formatter().parse(text):
        literal += before
        if slot is not None:
            parts.append(literal)
            literal = ""
    return ((*parts, literal), max((*parts, literal), key=len)) if parts else ((), "")


def _texts(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for part in entry.values() if isinstance(entry, Mapping) else entry:
            yield from _texts(part)


def values_of(thing: object) -> Iterator[str]:
    """Yield every text of an instrument, of any depth."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from values_of(part)
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from values_of(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from values_of(getattr(thing, field.name))


_BLOCKS = frozenset(  # spans and strong words stand beside sentences here, and inside none
    (
        *("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "summary", "figcaption"),
        *("caption", "title", "text", "desc", "a", "button", "option", "label", "div", "section", "header"),
        *("footer", "nav", "main", "body", "html", "figure", "table", "tr", "ul", "ol", "dl", "details"),
        *("svg", "g", "symbol", "blockquote", "strong", "span"),
    )
)
_SILENT = frozenset(("style", "script", "symbol"))


class PageTexts(HTMLParser):
    """Collects the texts of a page: one per block, and those that are heard and not seen (alt, aria-label, title)."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._run: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, and take what an attribute says."""
        if tag in _BLOCKS:
            self._end()
        self._silent += tag in _SILENT
        said = dict(attrs)
        self.texts += [text for name in ("alt", "aria-label", "title") if (text := said.get(name))]

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in _BLOCKS:
            self._end()
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if not self._silent:
            self._run.append(data)

    def _end(self) -> None:
        if text := flat("".join(self._run)):
            self.texts.append(text)
        self._run = []


def texts_of(html: str) -> list[str]:
    """Return every text of a page."""
    parser = PageTexts()
    parser.feed(html)
    parser.close()
    return parser.texts


def unsaid_in_print(printed: str, page: Iterable[str]) -> list[str]:
    """Return the pieces of a printed text that stand in no text of its page, but for numbers of sheets."""
    said = sorted(set(map(_squeezed, page)), key=len, reverse=True)
    left = _squeezed(printed)
    for text in said:
        if len(text) > 1:
            left = left.replace(text, "|")
    # A sentence that goes over two sheets stands in two pieces, with the number of the sheet between them.
    pieces = [rest.strip("0123456789.") for rest in left.split("|")]
    other = [rest for rest in pieces if sum(sign.isalpha() for sign in rest) > 3]
    return [rest for rest in other if not any(rest in text for text in said)]


def _squeezed(text: str) -> str:
    return "".join(flat(text).split())

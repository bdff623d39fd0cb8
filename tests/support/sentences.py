"""Finds sentences for people that stand in a Python file, where nobody who knows only one language can mend them.

Four signs give one away:

1. a pair of texts, one of them of more than a word: `("Læser {file}", "Reading {file}")`;
2. texts by language: `{"da": "Ved ikke", "en": "Don't know"}`, or a call with `da=` and `en=`;
3. a language compared in code, to choose a text by it: `language == "en"`;
4. a whole Danish sentence that is no docstring: "Filen findes ikke på serveren."
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from fagspejl.lib.language import LANGUAGES

_WORD = re.compile(r"[^\W\d_]{3,}")
_SQL = re.compile("(ALTER|CREATE|DELETE|DROP|INSERT|PRAGMA|SELECT|UPDATE) ")
_DANISH = re.compile("[æøåÆØÅ]")


def sentences_in(source: str) -> list[str]:
    """Return the suspicious places of a module's text as 'line: sign'."""
    module = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    return [
        f"{line}: {sign}"
        for line, sign in sorted(
            (node.lineno, sign)
            for node in ast.walk(module)
            if isinstance(node, ast.expr) and id(node) not in docstrings
            for sign in _signs(node)
        )
    ]


def _signs(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Tuple(elts=[first, second]) | ast.List(elts=[first, second]):
            texts = [_text(part) for part in (first, second)]
            if None not in texts and any(_is_phrase(text or "") for text in texts):
                yield "a pair"
        case ast.Dict(keys=keys, values=values):
            names = {key.value for key in keys if isinstance(key, ast.Constant)}
            if names >= set(LANGUAGES) and _hold_text(values):
                yield "texts by language"
        case ast.Call(keywords=keywords):
            told = [keyword.value for keyword in keywords if keyword.arg in LANGUAGES]
            if len(told) == len(LANGUAGES) and _hold_text(told):
                yield "texts by language"
        case ast.Compare(left=left, comparators=comparators):
            if any(_text(side) in LANGUAGES for side in (left, *comparators)):
                yield "a language compared"
        case ast.Constant(value=str(text)):
            if _DANISH.search(text) and text.rstrip().endswith((".", "?")) and len(text.split()) > 2:
                yield "a Danish sentence"


def _text(node: ast.expr) -> str | None:
    """Return a literal text, of an f-string the parts that stand fast; None for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part) or "_" for part in parts)
    return None


def _is_phrase(text: str) -> bool:
    return " " in text and _WORD.search(text) is not None and not _SQL.match(text)


def _hold_text(values: list[ast.expr]) -> bool:
    """Whether any literal text but the code of a language stands in these."""
    texts = (_text(node) for value in values for node in ast.walk(value) if isinstance(node, ast.expr))
    return any(text not in (None, "", *LANGUAGES) for text in texts)

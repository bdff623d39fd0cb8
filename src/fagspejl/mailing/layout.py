"""A mail as paragraphs, points and links, written out as plain text and as HTML that says the same. Pure.

The HTML is one narrow column without pictures or scripts. It sets no colour of text or background: a mail program that
turns dark turns all of it, and nothing is left dark on dark. Styles stand beside each element, as many programs drop
the head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import css_inline

_SOURCE: Final = Path(__file__).resolve().parent / "layout.html"
_PART: Final = re.compile(r"<!--(\w+)-->(.*?)<!--/\1-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; its line breaks stay. `quiet`: smaller, at the foot."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Short lines, each a point; the same written out in plain text."""

    lines: tuple[str, ...]
    plain: str


@dataclass(frozen=True, slots=True)
class Link:
    """A button. `plain` is what stands in its place in plain text; `beside`, a line below the button in HTML alone."""

    label: str
    address: str
    plain: str
    beside: str = ""


Block = Text | Points | Link


def as_plain(blocks: Sequence[Block]) -> str:
    """Return the mail as plain text, paragraphs with an empty line between them."""
    return "\n\n".join(block.text if isinstance(block, Text) else block.plain for block in blocks) + "\n"


def as_html(blocks: Sequence[Block], *, title: str, language: str) -> str:
    """Return the mail as a whole HTML page. Every text comes out as text, whatever stands in it."""
    parts = _parts()
    head = parts["head"].replace("LANGUAGE", escape(language), 1).replace("TITLE", escape(title), 1)
    return head + "".join(_html(block, parts) for block in blocks) + parts["foot"]


def _html(block: Block, parts: dict[str, str]) -> str:
    match block:
        case Text(text, quiet):
            return parts["quiet" if quiet else "paragraph"].replace("TEXT", _lines(text), 1)
        case Points(lines, _):
            points = "".join(parts["point"].replace("TEXT", _lines(line), 1) for line in lines)
            return parts["points"].replace("POINTS", points, 1)
        case Link(label, address, _, beside):
            button = parts["button"].replace("ADDRESS", escape(address), 1).replace("TEXT", escape(label), 1)
            return button + (parts["paragraph"].replace("TEXT", _lines(beside), 1) if beside else "")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")


@cache
def _parts() -> dict[str, str]:
    """The page and its parts with the styles beside each element: worked out once, and filled for each mail."""
    html = css_inline.inline(_SOURCE.read_text(encoding="utf-8"), load_remote_stylesheets=False)
    parts = {name: text.strip() + "\n" for name, text in _PART.findall(html)}
    first, last = html.index("<!--paragraph-->"), html.rindex("-->") + len("-->")
    return parts | {"head": html[:first], "foot": html[last:].strip() + "\n"}

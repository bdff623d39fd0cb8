"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

_NOT_IN_XML: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def held(text: str) -> str:
    """Return the text with a mark in place of every sign that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return the text as content of an element."""
    return escape(held(text))

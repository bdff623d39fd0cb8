"""Template filters for running text. Loaded by templates as `prose`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_RANGE = re.compile(r"(?<=[\d.])–(?=\d)")


@register.filter
def paragraphs(texts: Iterable[str], look: str = "") -> SafeString:
    """Each text as a paragraph. `look` is a class, or nothing. (A loop in a template takes five times as long.)"""
    start = f'<p class="{look}">' if look else "<p>"
    return mark_safe("\n".join([f"{start}{escape(text)}</p>" for text in texts]))  # noqa: S308 - escaped


@register.filter
def together(text: str) -> str:
    """The text with ranges of figures that no line ends inside: "2.–16. marts"."""
    return _RANGE.sub("–\u2060", text)

"""Pages rendered once, with slots that each request fills. Pure but for reading the templates.

A template is rendered for a questionnaire, perspective, profession and language; where a request differs stands a slot.
Rendering costs milliseconds, filling costs microseconds. Text that goes into a slot is always escaped, unless it is
the result of filling another skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from html import escape
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

TEMPLATES = Path(__file__).parent / "templates"

_EDGE = "\x00"  # no template and no wording can hold it
_SLOT = re.compile(f"{_EDGE}([^{_EDGE}]+){_EDGE}")
_CHOSEN = "?"


def slot(name: str) -> str:
    """Return what stands in a template for text that each request gives."""
    return f"{_EDGE}{name}{_EDGE}"


def chosen_slot(name: str) -> str:
    """Return what stands in a template where a request may put the attribute `checked`."""
    return f"{_EDGE}{_CHOSEN}{name}{_EDGE}"


class Skeleton:
    """A rendered template, cut at its slots."""

    def __init__(self, html: str) -> None:
        pieces = _SLOT.split(html)
        self._head = pieces[0]
        self._rest = tuple(zip(pieces[1::2], pieces[2::2], strict=True))

    def fill(self, texts: Mapping[str, str], chosen: Collection[str] = ()) -> SafeString:
        """Return the page. Raises KeyError for a slot that is not given."""
        parts = [self._head]
        for name, after in self._rest:
            if name[0] == _CHOSEN:
                parts.append(" checked" if name[1:] in chosen else "")
            else:
                text = texts[name]
                parts.append(text if isinstance(text, SafeString) else escape(text))
            parts.append(after)
        return SafeString("".join(parts))


def skeleton(template: str, context: Mapping[str, object]) -> Skeleton:
    """Render a template of this room and cut it at its slots."""
    rendered = (
        _engine()
        .get_template(f"answering/{template}")
        .render(Context(dict(context), use_l10n=False, use_tz=False))
    )
    return Skeleton("\n".join(line for line in map(str.strip, rendered.splitlines()) if line))


def hidden(fields: Mapping[str, str]) -> SafeString:
    """Return hidden fields."""
    inputs = [
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    ]
    return SafeString("".join(inputs))


def stressed(text: str) -> str:
    """Return the escaped text with "**…**" as strong."""
    parts = escape(text).split("**")
    marked = (part if n % 2 == 0 else f"<strong>{part}</strong>" for n, part in enumerate(parts))
    return mark_safe("".join(marked))  # noqa: S308 - escaped above


@cache
def _engine() -> Engine:
    loader = ("django.template.loaders.filesystem.Loader", [str(TEMPLATES)])
    return Engine(loaders=[("django.template.loaders.cached.Loader", [loader])], autoescape=True)

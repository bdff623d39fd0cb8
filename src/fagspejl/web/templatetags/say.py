"""`{% say "login.title" %}`: a sentence in the language of the page. A missing one is an error."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: template.Context, key: str, **slots: Any) -> str:
    """Return a sentence of `w`, the page's words, with its slots filled; escaped like any other text."""
    found = context["w"].say(key, **slots)
    assert isinstance(found, str)
    return found


@register.simple_tag(takes_context=True)
def moment(context: template.Context, when: Any) -> str:
    """Return a date and time as the language writes it."""
    found = context["w"].moment(when)
    assert isinstance(found, str)
    return found

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
def counted(context: template.Context, key: str, count: int, **slots: Any) -> str:
    """Return a sentence of `w` for one or for several."""
    found = context["w"].counted(key, count, **slots)
    assert isinstance(found, str)
    return found


@register.simple_tag(takes_context=True)
def day(context: template.Context, when: Any) -> str:
    """Return a day as the language writes it."""
    found = context["w"].day(when)
    assert isinstance(found, str)
    return found


@register.simple_tag(takes_context=True)
def moment_of_week(context: template.Context, when: Any) -> str:
    """Return a day of the week, date and time as the language writes them."""
    found = context["w"].moment_of_week(when)
    assert isinstance(found, str)
    return found


@register.simple_tag(takes_context=True)
def moment(context: template.Context, when: Any) -> str:
    """Return a date and time as the language writes it."""
    found = context["w"].moment(when)
    assert isinstance(found, str)
    return found

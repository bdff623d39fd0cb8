"""What Bente's browser sends from the pages of a draft: all that the page shows, with what she changes."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.http import HttpResponse
from django.test import Client


def filled(client: Client, url: str, **typed: Any) -> dict[str, Any]:
    """Return the fields of the page's form as a browser would send them, with these typed over."""
    form = client.get(url).context["form"]
    return {**sent_by(form), **typed}


def sent_by(form: Any) -> dict[str, Any]:
    """Return what a browser sends of a form that nobody has touched."""
    return {name: value for name in form.fields if (value := _sent(form[name])) not in (None, "", False)}


def _sent(field: BoundField) -> Any:
    value = field.value()
    if value is True:
        return "on"
    if hasattr(value, "strftime"):
        return value.strftime("%H:%M" if hasattr(value, "hour") else "%Y-%m-%d")
    return value


def text_of(answer: HttpResponse) -> str:
    """The page as text."""
    return answer.content.decode()

"""The page model as JSON, the same for every renderer that is not a template."""

from __future__ import annotations

import json
from collections.abc import Callable


def dumps(page: object, more: Callable[[object], dict[str, object]] | None = None) -> str:
    """Return any value of `reporting.types` as compact JSON: a class becomes an object of its fields in order.

    `more` gives what a renderer wants to have beside the fields of a value.
    """

    def plain(value: object) -> dict[str, object]:
        return _fields(value) if more is None else {**_fields(value), **more(value)}

    return json.dumps(page, default=plain, ensure_ascii=False, separators=(",", ":"))


def _fields(value: object) -> dict[str, object]:
    slots: tuple[str, ...] | None = getattr(type(value), "__slots__", None)
    if slots is None:
        raise TypeError(f"{type(value).__name__} is not part of the page model")
    return {name: getattr(value, name) for name in slots}

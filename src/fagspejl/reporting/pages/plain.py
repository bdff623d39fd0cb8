"""The page model as JSON, the same for every renderer that is not a template."""

from __future__ import annotations

import json


def dumps(page: object) -> str:
    """Return any value of `reporting.types` as compact JSON: a class becomes an object of its fields in order."""
    return json.dumps(page, default=_fields, ensure_ascii=False, separators=(",", ":"))


def _fields(value: object) -> dict[str, object]:
    slots: tuple[str, ...] | None = getattr(type(value), "__slots__", None)
    if slots is None:
        raise TypeError(f"{type(value).__name__} is not part of the page model")
    return {name: getattr(value, name) for name in slots}

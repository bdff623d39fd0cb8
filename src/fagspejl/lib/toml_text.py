"""Writing TOML: what `tomllib` reads back as the same values. Pure.

Only what our own files need: text, whole numbers, true and false, dates, lists of texts, tables, lists of tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from fagspejl.lib.errors import FagspejlError

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_WIDE = 100  # signs of a list that stays on one line


class NotToml(FagspejlError):
    """A value that these files cannot hold; `key` tells where."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the value of {key!r} cannot be written as TOML")
        self.key = key


def toml_text(tree: Mapping[str, object]) -> str:
    """Return a document: values before tables, in the order given, with an empty line before every table.

    Text that is not Unicode (half a surrogate pair) is written with U+FFFD in its place. Raises NotToml.
    """
    return "\n".join(_table(tree, ())).lstrip("\n") + "\n"


def _table(tree: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    lines = [f"{_key(key)} = {_value(key, value)}" for key, value in tree.items() if not _is_table(value)]
    for key, value in tree.items():
        place = (*path, key)
        name = ".".join(map(_key, place))
        if isinstance(value, Mapping):
            inner = _table(value, place)
            lines += ["", f"[{name}]", *inner] if _has_values(value) or not value else inner
        elif _is_table(value):
            assert isinstance(value, Sequence)
            for entry in value:
                lines += ["", f"[[{name}]]", *_table(entry, place)]
    return lines


def _has_values(tree: Mapping[str, object]) -> bool:
    return any(not _is_table(value) for value in tree.values())


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(entry, Mapping) for entry in value)
    )


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _value(key: str, value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case Sequence():
            return _list([_value(key, entry) for entry in value])
        case _:
            raise NotToml(key)


def _list(values: Sequence[str]) -> str:
    line = f"[{', '.join(values)}]"
    return line if len(line) <= _WIDE else "[\n" + "".join(f"    {value},\n" for value in values) + "]"


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in '"\\':
        return f"\\{sign}"
    if "\ud800" <= sign <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(sign):04x}"

"""A registered promise: what must hold of a round's reports, fixed in one hash before the round opens. Pure.

It names the limits, the words people read, the questionnaire and the rules of the program, and holds no figure and
nothing of any person. Reports of files have one too, made together with them: nobody knows there what was promised to
those who answered. Schema: docs/reference/promise.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Literal

from fagspejl.lib.canonical import canonical
from fagspejl.lib.errors import FagspejlError

VERSION: Final = 1
_CODE, _GROUP = 12, 4  # digits of the hash that people compare by eye, and how many stand together
_HEX: Final = frozenset("0123456789abcdef")


class PromiseUnreadable(FagspejlError):
    """What should be a registered promise is not one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The parts of a promise. Hashes are SHA-256 in hexadecimal.

    made           "opening" of a round, or "report": together with reports of files
    k              people behind any figure
    thresholds     of the disclosure and the reporting policy: the hash that a release shows as its policy's
    access         of everything the round's policy says, who reads reports included; None for files
    words          of what respondents read in every language and role, byte for byte; None for files
    questionnaire  checksum of the questionnaire
    sentences      of the rules that earn the sentences of reports
    rules          the limits in the program that no policy may go below, by name
    """

    made: Literal["opening", "report"]
    k: int
    thresholds: str
    access: str | None
    words: str | None
    questionnaire: str
    sentences: str
    rules: Mapping[str, float]
    version: int = VERSION

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {**asdict(self), "rules": dict(self.rules)}

    @property
    def document(self) -> bytes:
        """The promise as canonical JSON: the bytes that are kept and hashed."""
        return canonical(self.as_dict()).encode("utf-8")

    @property
    def sha256(self) -> str:
        """SHA-256 of the document."""
        return sha256_of(self.document)

    @property
    def code(self) -> str:
        """The first digits as people compare them: "3f9a-20bc-77e1"."""
        return code_of(self.sha256)


def code_of(sha256: str) -> str:
    """Return the first digits of a hash, in groups."""
    return "-".join(sha256[start : start + _GROUP] for start in range(0, _CODE, _GROUP))


def sha256_of(content: bytes) -> str:
    """Return SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def registered_from(values: object) -> Registered:
    """Read plain values. Raises PromiseUnreadable for anything but a promise of this version."""
    if not isinstance(values, dict) or values.keys() != {field.name for field in fields(Registered)}:
        raise PromiseUnreadable("the names are not those of a registered promise")
    hashes = [values["thresholds"], values["questionnaire"], values["sentences"]]
    hashes += [values[name] for name in ("access", "words") if values["made"] == "opening"]
    rules = values["rules"]
    sound = (
        values["version"] == VERSION
        and values["made"] in ("opening", "report")
        and type(values["k"]) is int
        and all(isinstance(one, str) and one and _HEX.issuperset(one) for one in hashes)
        and (values["made"] == "opening" or values["access"] is values["words"] is None)
        and isinstance(rules, dict)
        and all(type(limit) in (int, float) for limit in rules.values())
    )
    if not sound:
        raise PromiseUnreadable("a part of the registered promise is of the wrong kind")
    return Registered(**values)


def registered_in(document: bytes) -> Registered:
    """Read the kept bytes. Raises PromiseUnreadable."""
    try:
        return registered_from(json.loads(document))
    except ValueError as error:
        raise PromiseUnreadable(f"a registered promise does not read as JSON: {error}") from error

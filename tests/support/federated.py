"""Small installations, each with a key and a released round of its own, and their signed extracts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import numpy as np

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure import release as door
from fagspejl.disclosure.federation.extract import extract_bytes, extract_document
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.types import InstrumentStamp, Leader, Organisation, RoundInfo, Unit
from fagspejl.instrument.loader import load
from fagspejl.lib.signatures import TrustedKey, installation_of, public_of, trusted_keys

NAMES = ("Fjordby Kommune", "Åkær Kommune", "Lyngdal Kommune", "Strandby Kommune", "Birkelund Kommune")
PARTS = ("Sundhed", "Skole")


@dataclass(frozen=True)
class Installation:
    """One installation: its name, its key and what it released."""

    name: str
    private: bytes
    release: Release
    round: str

    @property
    def key(self) -> TrustedKey:
        """What it hands over of its key."""
        return TrustedKey(public_of(self.private), self.name)

    def document(self) -> dict[str, Any]:
        """What its extract says."""
        installation = installation_of(self.key.public)
        return extract_document(self.release, self.release.unit_rows, installation, self.round)

    def extract(self, **other: Any) -> bytes:
        """Its extract as a file; `other` replaces sections before it is signed."""
        return extract_bytes({**self.document(), **other}, self.private)


def released(
    number: int,
    *,
    parts: Sequence[str] = PARTS,
    raters: int = 12,
    policy: DisclosurePolicy | None = None,
    answers: Sequence[int] | None = None,
) -> Release:
    """A round of three leaders in each part, who have `raters` employees each; `answers` are given by everybody."""
    instrument, rng = load("faglig-ledelse"), np.random.default_rng(number)
    items = [ItemSpec(item.id, theme.id) for theme in instrument.themes for item in theme.items]
    homes = [place for place in range(1, len(parts) + 1) for _ in range(3)]
    count = len(homes) * raters
    drawn = rng.integers(1, 6, (count, len(items))) if answers is None else np.tile(answers, (count, 1))
    rows = drawn.astype(int).tolist()
    table = ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=items,
        values=rows,
        leader=[place // raters for place in range(count)],
        group=[Perspective.EMPLOYEE] * count,
        person=list(range(count)),
        invited=[[raters + 2, 0, 0, 0, 0] for _ in homes],
    )
    organisation = Organisation(
        (Unit("rod", NAMES[number % len(NAMES)], -1), *(Unit(f"u{name}", name, 0) for name in parts)),
        tuple(Leader(f"l{index}", f"Leder {index}", place) for index, place in enumerate(homes)),
    )
    measured, door.measure_study = door.measure_study, lambda *_: ()  # type: ignore[assignment]
    try:
        return release(
            table,
            organisation,
            comments=(),
            questions=(),
            info=RoundInfo("Faglig ledelse", NAMES[number % len(NAMES)], None, None, ""),
            stamp=InstrumentStamp(
                instrument.id, instrument.version, instrument.checksum, instrument.validated
            ),
            disclosure=policy or DisclosurePolicy(),
            reporting=ReportingPolicy(),
        )
    finally:
        door.measure_study = measured


def installation(number: int, **how: Any) -> Installation:
    """The installation of that number, the same at every call."""
    seed = hashlib.sha256(f"key {number}".encode()).digest()
    return Installation(
        NAMES[number % len(NAMES)], seed, released(number, **how), str(UUID(int=number + 1, version=4))
    )


def trust(*installations: Installation) -> dict[str, TrustedKey]:
    """The file of keys that somebody has of these."""
    return dict(trusted_keys("\n".join(one.key.line for one in installations)))


def renamed(one: Installation, name: str) -> Installation:
    """The same under another name."""
    info = replace(one.release.info, organisation=name)
    one.release.info = info
    return replace(one, name=name, release=one.release)

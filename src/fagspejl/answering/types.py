"""Values of the answering room. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

SEEN_KEPT = 32  # save ids remembered, so that a retry is never applied twice

Standing = Literal["counts", "later", "deleted"]
Values = Mapping[
    str, Any
]  # item id -> a number of the scale | "dont_know" | "no_disclose"; comment question id -> text


@dataclass(frozen=True, slots=True)
class Payload:
    """What a blob holds. `version` counts acknowledged writes; `seen` are [save_id, version] pairs, newest last."""

    form: str
    version: int = 0
    seen: tuple[tuple[str, int], ...] = ()
    submitted: Values | None = None
    draft: Values | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the form that is sealed."""
        return {
            "form": self.form,
            "ver": self.version,
            "seen": [list(pair) for pair in self.seen],
            "submitted": dict(self.submitted) if self.submitted is not None else None,
            "draft": dict(self.draft) if self.draft is not None else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Payload:
        """Read back what `as_dict` gave."""
        seen = tuple((str(save_id), int(version)) for save_id, version in data["seen"])
        return cls(str(data["form"]), int(data["ver"]), seen, data["submitted"], data["draft"])

    def acknowledged(self, save_id: str) -> int | None:
        """Return the version of the acknowledgement already given to this save, if any."""
        return dict(self.seen).get(save_id)

    def step(self, save_id: str, *, submitted: Values | None, draft: Values | None) -> Payload:
        """Return the payload after one acknowledged write."""
        version = self.version + 1
        seen = (*self.seen, (save_id, version))[-SEEN_KEPT:]
        return Payload(self.form, version, seen, submitted, draft)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes: link, round, form of the invitation. From the request body; never stored."""

    link: str = field(repr=False)
    round: Any
    form: str


@dataclass(frozen=True, slots=True)
class Saved:
    """An acknowledgement: given only after commit. `repeated`: this save id had been acknowledged before.

    `standing`: whether an answer that is acknowledged once more still counts, or a later one does, or none.
    """

    version: int
    submitted: bool
    repeated: bool = False
    standing: Standing = "counts"


@dataclass(frozen=True, slots=True)
class Opened:
    """What the respondent's own link shows after "Begin": never a submitted answer, only that there is one."""

    version: int
    has_submitted: bool
    draft: Values | None


NOTHING_TOLD: Final = Opened(version=0, has_submitted=False, draft=None)  # as if the link had never been used

"""What raters are promised: access policy, disclosure policy, reporting policy. Pure; frozen at opening.

The first digits of its SHA-256 stand at the foot of start pages and reports.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy, limits, thresholds_sha256
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.promise import Registered, sha256_of

Reader = Literal["leader", "superior"]
Escrow = Literal["path", "offline", "witnessed"]  # who keeps the second copy of the key
Audience = Literal["leader", "superior", "hr"]  # readers of reports: HR reads no comment


class AccessPolicyImpossible(FagspejlError):
    """The access policy contradicts itself; `fact` says how."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPolicy:
    """Who may see what in this round. The leader always reads the own report."""

    comments: bool = True
    separate_subordinate_leaders: bool = False
    report_readers: tuple[Reader, ...] = ("leader", "superior")
    comment_readers: tuple[Reader, ...] = ("leader", "superior")
    hr_reads_reports: bool = False  # never their comments
    team_version: bool = False  # the leader may show the employees a version of their part of the report
    reminder_mode: Literal["silent", "everyone"] = "silent"
    show_drafts: bool = True
    escrow: Escrow = "path"
    languages: tuple[str, ...] = ("da", "en")
    research_recipient: str = ""  # who gets the totals by agreement, without names and comments; "" nobody
    research_agreement: str = ""  # where the agreement can be read

    def __post_init__(self) -> None:
        if "leader" not in self.report_readers:
            raise AccessPolicyImpossible("report_readers must hold the leader")
        if not set(self.comment_readers) <= set(self.report_readers):
            raise AccessPolicyImpossible("comment_readers may only be fewer than report_readers")
        if self.escrow not in get_args(Escrow):
            raise AccessPolicyImpossible(f"escrow must be one of {', '.join(get_args(Escrow))}")
        if bool(self.research_recipient.strip()) != bool(self.research_agreement.strip()):
            raise AccessPolicyImpossible("research_recipient and research_agreement stand together")

    @property
    def audience(self) -> tuple[Audience, ...]:
        """Who reads leaders' reports, as start pages and reports name them."""
        return (*self.report_readers, "hr") if self.hr_reads_reports else self.report_readers

    @property
    def has_copy_outside(self) -> bool:
        """Whether people keep the second copy of the key, or what opens it: closing cannot destroy that by itself."""
        return self.escrow != "path"

    def as_dict(self) -> dict[str, Any]:
        """Return plain values. What was not chosen is left out, as in rounds from before it could be chosen."""
        plain = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}
        for later in ("hr_reads_reports", "team_version", "research_recipient", "research_agreement"):
            if not plain[later]:
                del plain[later]
        return plain


def registered_at_opening(
    policy: RoundPolicyValues, *, rules: bytes, words: bytes, questionnaire: str, sentences: str
) -> Registered:
    """Return the promise of a round that opens: of the bytes that are kept of its policy and words, as they are."""
    return Registered(
        made="opening",
        k=policy.disclosure.k,
        thresholds=thresholds_sha256(policy.disclosure, policy.reporting),
        access=sha256_of(rules),
        words=sha256_of(words),
        questionnaire=questionnaire,
        sentences=sentences,
        rules=limits(),
    )


def canonical_rules(values: Mapping[str, Any]) -> bytes:
    """Return the plain values of a policy as canonical JSON: the bytes whose SHA-256 a round shows."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPolicyValues:
    """The whole of what a round promises."""

    access: AccessPolicy = field(default_factory=AccessPolicy)
    disclosure: DisclosurePolicy = field(default_factory=DisclosurePolicy)
    reporting: ReportingPolicy = field(default_factory=ReportingPolicy)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for the database."""
        return {
            "access": self.access.as_dict(),
            "disclosure": self.disclosure.as_dict(),
            "reporting": self.reporting.as_dict(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> RoundPolicyValues:
        """Read back. Raises PolicyTooWeak or AccessPolicyImpossible, whatever the database holds."""
        access: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in values["access"].items()
        }
        return cls(
            access=AccessPolicy(**access),
            disclosure=DisclosurePolicy(**values["disclosure"]),
            reporting=ReportingPolicy(**values["reporting"]),
        )

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON."""
        return hashlib.sha256(canonical_rules(self.as_dict())).hexdigest()

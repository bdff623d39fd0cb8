"""Which comments are shown, and in an order that says nothing. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.measured.blocks import OwnGroup
from fagspejl.disclosure.types import GroupName, WrittenComment


def in_own_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Tidy white space, drop empty texts, and sort by digest.

    The order is a function of the texts alone: neither row, time nor rater can be read from it, and two runs agree.
    """
    tidy = (" ".join(text.split()) for text in texts)
    return tuple(sorted((t for t in tidy if t), key=lambda t: (hashlib.sha256(t.encode()).digest(), t)))


def shown_comments(
    comments: Sequence[WrittenComment],
    group: GroupName,
    own: Sequence[OwnGroup],
    person: NDArray[np.int32],
    policy: DisclosurePolicy,
) -> dict[tuple[int, GroupName], dict[str, tuple[str, ...]]]:
    """Return the texts that may be shown, by leader and question; leaders below a threshold are absent.

    Shown if the leader's group has at least k_comments raters and comment_authors distinct people wrote something,
    over all questions. Comments are never part of a pooled block. Source: docs/explanation/rules.md 4.5.
    """
    by_row: dict[int, list[WrittenComment]] = {}
    for comment in comments:
        if comment.text.strip():
            by_row.setdefault(comment.row, []).append(comment)
    shown: dict[tuple[int, GroupName], dict[str, tuple[str, ...]]] = {}
    for members in own:
        if members.n < policy.k_comments:
            continue
        writing = [row for row in members.rows.tolist() if row in by_row]
        if np.unique(person[writing]).size < policy.comment_authors:
            continue
        questions: dict[str, list[str]] = {}
        for row in writing:
            for comment in by_row[row]:
                questions.setdefault(comment.question, []).append(comment.text)
        shown[members.leader, group] = {q: in_own_order(texts) for q, texts in questions.items()}
    return shown

"""Which comments are shown, and in an order that says nothing. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
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
    table: ResponseTable,
    rows: NDArray[np.int64],
    policy: DisclosurePolicy,
) -> dict[tuple[int, GroupName], dict[str, tuple[str, ...]]]:
    """Return the texts that may be shown, by leader and question; leaders below a threshold are absent.

    `rows` are all rows of the group. Shown if the leader's group has at least k_comments raters and comment_authors
    distinct raters wrote something, over all questions. Whoever wrote without answering on the scale is no rater and
    reaches no threshold, but is read with the others. Comments are never part of a pooled block. Source:
    docs/explanation/rules.md 4.5.
    """
    belongs = np.zeros(table.rows, dtype=np.bool_)
    belongs[rows] = True
    by_leader: dict[int, list[WrittenComment]] = {}
    for comment in comments:
        if comment.text.strip() and belongs[comment.row]:
            by_leader.setdefault(int(table.leader[comment.row]), []).append(comment)
    shown: dict[tuple[int, GroupName], dict[str, tuple[str, ...]]] = {}
    for members in own:
        if members.n < policy.k_comments:
            continue
        written = by_leader.get(members.leader, [])
        raters = {int(row) for row in members.rows}
        writing = [comment.row for comment in written if comment.row in raters]
        if np.unique(table.person[writing]).size < policy.comment_authors:
            continue
        questions: dict[str, list[str]] = {}
        for comment in written:
            questions.setdefault(comment.question, []).append(comment.text)
        shown[members.leader, group] = {q: in_own_order(texts) for q, texts in questions.items()}
    return shown

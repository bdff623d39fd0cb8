"""Audit of the registered promise in a release: what it fixed beforehand is what the release was made under. Pure.

What people read, who reads reports and the rules of the program cannot be seen in the file: `fagspejl promise verify`
looks at them where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release_check.types import AuditFault, Finding


def promise_faults(document: Mapping[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """A promise, where there is one, names this very k, these thresholds and this questionnaire."""
    promise = printed.promise
    if promise is None:
        return
    parts = {
        "k": (promise.k, printed.disclosure.k),
        "thresholds": (promise.thresholds, document["policy"]["sha256"]),
        "questionnaire": (promise.questionnaire, printed.stamp.checksum),
    }
    for name, (registered, found) in parts.items():
        if registered != found:
            yield AuditFault(Finding.PROMISE_CHANGED, "promise", {"name": name})

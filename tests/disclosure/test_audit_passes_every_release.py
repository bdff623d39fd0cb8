"""The audit of our own releases."""

from __future__ import annotations

import json

from hypothesis import given, settings

from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.release_check.audit import Check, audit
from support.rounds import Round, rounds

OF_A_PART = (Check.ORGANISATION, Check.LEFT_OUT)  # looked at where only the organisation's part was written
OF_SUMS = (Check.EXTRACT, Check.FEDERATION, Check.EXTRACTS)  # looked at in extracts and what was made of them


@settings(max_examples=80, deadline=None)
@given(rounds)
def test_a_release_made_here_has_no_fault_and_reads_back_as_it_was(made: Round) -> None:
    """Lone audits Karen's round from the file alone and finds nothing; the file read back is the same file."""
    text = dumps(made.release())
    report = audit(json.loads(text))
    assert report.faults == ()
    assert report.checked == tuple(
        check for check in Check if check not in (*OF_A_PART, *OF_SUMS, Check.PROMISE)
    )
    assert dumps(loads(text)) == text

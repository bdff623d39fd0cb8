"""The parts that a site stores are the Release, no more and no less."""

from __future__ import annotations

import json

from hypothesis import given, settings

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.document.parts import HEAD, LEADER, ReleasedPart, document_of, parts_of
from support.rounds import Round, rounds


@settings(max_examples=40)
@given(rounds)
def test_together_they_are_the_file_and_each_is_its_leaders_view(made: Round) -> None:
    """Karen's page reads her part only, and sees exactly what the whole Release says of her."""
    released = made.release()
    parts = list(parts_of(released))
    assert document_of(parts) == json.loads(dumps(released))
    head = next(part.body for part in parts if part.kind == HEAD)
    for part in parts:
        if part.kind == LEADER:
            page = ReleasedPart(head, part.body)
            assert page.leader(part.key) == released.leader(part.key)
            assert (page.scale, page.themes, page.groups) == (
                released.scale,
                released.themes,
                released.groups,
            )
            assert (page.policy_sha, page.knows_invited) == (released.policy_sha, released.knows_invited)
            silent = ReleasedPart(head, part.body, with_comments=False).leader(part.key)
            assert all(group.comments == () for group in silent.groups)

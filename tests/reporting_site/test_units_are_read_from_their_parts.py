"""Pages of units read the parts of the units they show, and print what the whole Release prints."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fagspejl.disclosure.document.codec import loads
from fagspejl.disclosure.document.parts import document_of, parts_of
from fagspejl.disclosure.models import StoredRelease
from fagspejl.disclosure.selectors import organisation_release, totals_for_reader, units_for_reader
from fagspejl.disclosure.services.store import AuditedRelease, read_parts, store
from fagspejl.lib.canonical import canonical
from support.published import COMMENT, PublishedRound, published_round
from support.rounds import make_round
from support.small_round import small_round


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round: Karen in Familie, Ida in Kræft, Mads above them."""
    return published_round(tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_mads_reads_what_the_whole_release_prints(db: None, seed: int) -> None:
    """Mads may read some of the leaders' reports: unit by unit he gets what the whole Release gives him."""
    found = make_round(seed, leaders=12, units=5, sizes=(4, 5, 8, 12, 15)).release()
    round_id = small_round({"Karen": {"self": ["Karen"]}}).round.id
    stored = store(round_id, AuditedRelease(found.policy_sha, tuple(parts_of(found))), {})
    whole = loads(canonical(document_of(read_parts(round_id))))
    readable = frozenset(found.leader_ids[:seed])
    places = range(len(found.printed.organisation.units))
    assert totals_for_reader(stored.id, readable, places) == list(units_for_reader(whole, readable))
    kept = organisation_release(stored.id)
    assert [list(kept.leader_rows(index)) for index in range(12)] == [
        list(whole.leader_rows(index)) for index in range(12)
    ]


def test_a_page_asks_once_for_its_units(made: PublishedRound) -> None:
    """Ida opens a page of three units when the tree is known: their parts come in one question."""
    stored = StoredRelease.objects.get(round_id=made.id).id
    totals_for_reader(stored, frozenset(), (0,))
    with CaptureQueriesContext(connection) as asked:
        totals_for_reader(stored, frozenset(), (0, 1, 2))
    assert len(asked) == 1


def test_nothing_of_a_single_person_is_kept(made: PublishedRound) -> None:
    """Between two pages the site keeps no comment and no named mark of Karen's, and no figure at all."""
    kept = organisation_release(StoredRelease.objects.get(round_id=made.id).id)
    assert kept.printed.marks == ()
    assert COMMENT not in repr(list(chain(kept.printed.comments.values())))
    assert set(vars(kept)) & {"_leaders", "_units"} == set()

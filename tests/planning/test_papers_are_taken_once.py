"""A paper with secrets reaches the page that ordered it, once, within a quarter of an hour, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Actor
from fagspejl.lib.clock import utc_now
from fagspejl.operations.errors import PaperGone
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.services.orders import doing, new_paper_key, place_order, take_paper
from fagspejl.operations.services.orders.papers import drop_old_papers, keep_paper
from fagspejl.operations.types import Made, OrderKind
from support.desk import drafted
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
LETTERS = Made("breve.pdf", "application/pdf", b"Kode: abcd-efgh")


def _made(tmp_path: Path) -> tuple[UUID, str]:
    private, public = new_paper_key()
    round_id = drafted(tmp_path)
    order = place_order(OrderKind.LETTERS, round_id=round_id, actor=BENTE, now=utc_now(), public_key=public)
    keep_paper(PlannerOrder.objects.get(id=order), LETTERS, now=utc_now())
    return order, private


def test_it_is_handed_out_once(tmp_path: Path) -> None:
    """Bente fetches her letters; a second press gets nothing, and the log says that she had them."""
    order, key = _made(tmp_path)
    assert LETTERS.body not in bytes(SealedPaper.objects.get().sealed)
    assert take_paper(order, key, actor=BENTE, now=utc_now()) == LETTERS
    with pytest.raises(PaperGone):
        take_paper(order, key, actor=BENTE, now=utc_now())
    assert AccessEntry.objects.filter(event="paper_taken", facts__order=str(order)).count() == 1


def test_nobody_else_gets_it(tmp_path: Path) -> None:
    """Another planner with Bente's key, and Bente with another page's key, get nothing; the paper stays."""
    order, key = _made(tmp_path)
    other_key, _ = new_paper_key()
    for actor, held in ((Actor("ida", "Ida"), key), (BENTE, other_key), (BENTE, "æøå"), (BENTE, "")):
        with pytest.raises(PaperGone):
            take_paper(order, held, actor=actor, now=utc_now())
    assert SealedPaper.objects.count() == 1


def test_it_is_gone_after_a_quarter_of_an_hour(tmp_path: Path) -> None:
    """Bente comes back from lunch: the paper cannot be opened, and the worker has deleted it."""
    order, key = _made(tmp_path)
    later = utc_now() + timedelta(minutes=16)
    with pytest.raises(PaperGone):
        take_paper(order, key, actor=BENTE, now=later)
    assert drop_old_papers(later) == 1


def test_a_worker_killed_at_the_end_leaves_no_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies as the letters are made: there is no paper yet that Bente could take, and take again from the next."""
    _, public = new_paper_key()
    round_id = drafted(tmp_path)
    place_order(OrderKind.LETTERS, round_id=round_id, actor=BENTE, now=utc_now(), public_key=public)

    def killed(*args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(doing, "_end", killed)
        with pytest.raises(SystemExit):
            doing.do_orders(
                {OrderKind.LETTERS: lambda order: LETTERS}, lambda key, **facts: None, lambda: False
            )
    assert not SealedPaper.objects.exists()
    PlannerOrder.objects.update(lease=utc_now() - timedelta(seconds=1))
    doing.do_orders({OrderKind.LETTERS: lambda order: LETTERS}, lambda key, **facts: None, lambda: False)
    assert SealedPaper.objects.count() == 1
    assert PlannerOrder.objects.get().state == "done"

"""The record that Bente confirms tells how many are counted, and of no single person whether she answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.answering.services import save_draft, submit
from fagspejl.commands.console import Terminal
from fagspejl.commands.round.closing import record_lines
from fagspejl.disclosure.services.close_round import close_round
from fagspejl.evaluation.models import Invitation
from support.closing import ITEMS, desk
from support.small_round import small_round

POLICY = DisclosurePolicy()
FULL = dict.fromkeys(ITEMS, 3)


def _closed(
    folder: Path, answering: int, drafting: int = 0, revoked: int = 0, *, named: bool = False
) -> dict[str, int]:
    """Close a round about Karen in which 20 are asked; the first answer, the next begin, the last are revoked after answering."""
    people = [f"k{number}" for number in range(20)]
    groups: dict[str, dict[str, list[str]]] = {
        "Karen": {"employee": people, "self": ["Karen"], "superior": ["Mads"]}
    }
    made = small_round(groups)
    for rater in people[:answering] + people[len(people) - revoked :]:
        submit(made.place(rater, "Karen"), FULL, save_id="s")
    for rater in people[answering : answering + drafting]:
        save_draft(made.place(rater, "Karen"), FULL, save_id="s", version=0)
    if named:
        submit(made.place("Karen", "Karen"), FULL, save_id="s")
        submit(made.place("Mads", "Karen"), FULL, save_id="s")
    gone = [made.invitations[rater, "Karen"] for rater in people[len(people) - revoked :]]
    Invitation.objects.filter(id__in=gone).update(revoked=True)
    return close_round(round_id=made.round.id, desk=desk(folder, made))


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("few", range(POLICY.k))
def test_a_few_drafts_and_revoked_answers_stand_nowhere(tmp_path: Path, few: int) -> None:
    """Whether nobody or four began an answer, or had theirs revoked, leaves the same record."""
    assert _closed(tmp_path, 8, few, few) == {"counted": 8}


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_five_of_them_do(tmp_path: Path) -> None:
    """Five drafts and six revoked answers are told, so that Bente can see that something went wrong."""
    assert _closed(tmp_path, 8, 5, 6) == {"counted": 8, "drafts": 5, "revoked": 6}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("few", range(POLICY.k))
def test_a_group_that_is_too_small_is_no_number(tmp_path: Path, few: int) -> None:
    """Of a round in which up to four answered, the record is that of a round in which nobody did."""
    assert _closed(tmp_path, few) == {"counted": 0}


@pytest.mark.django_db(transaction=True)
def test_named_single_persons_are_no_number(tmp_path: Path) -> None:
    """The record does not tell whether Karen answered about herself, nor whether Mads did."""
    assert _closed(tmp_path, 8, named=True) == {"counted": 8}


def test_what_bente_reads() -> None:
    """Bente reads the numbers that are there, and why others are not."""
    said = [
        line.strip().replace("\N{NO-BREAK SPACE}", " ")
        for line in record_lines(Terminal(), {"counted": 12345, "drafts": 5}, POLICY)
    ]
    assert said == [
        "Tæller med i grupperne: 12.345",
        "Kladder, der ikke blev sendt og ikke tæller: 5",
        "Små grupper tæller ikke med her. Kladder og tilbagetrukne svar står her kun, når der er mindst 5 af dem.",
    ]

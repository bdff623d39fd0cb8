"""Who reads a report follows from what the round promised and from who led whom at opening, and from nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.models import User
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services import publish_round
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.operations.services.desk import key_store
from fagspejl.organisation.models import Person
from fagspejl.reporting.models import ReportGrant
from fagspejl.reporting.permissions import check_can_open_report, check_can_see_looks
from fagspejl.reporting.selectors import my_reports, report_for
from fagspejl.reporting.services import grant_reports
from support.published import account, published_round, sealed_round


def _grants() -> set[tuple[str, str, str, bool]]:
    rows = ReportGrant.objects.values_list("part__key", "person__name", "role", "comments")
    names = {str(person.id): person.name for person in Person.objects.all()}
    return {(names[key], reader, role, comments) for key, reader, role, comments in rows}


def test_leader_and_her_leader(db: None, tmp_path: Path) -> None:
    """Karen and Ida read their own reports, Mads theirs and his own; nobody else reads any."""
    published_round(tmp_path)
    assert _grants() == {
        ("Karen", "Karen", "leader", True),
        ("Karen", "Mads", "superior", True),
        ("Ida", "Ida", "leader", True),
        ("Ida", "Mads", "superior", True),
        ("Mads", "Mads", "leader", True),
    }


@pytest.mark.parametrize(
    ("access", "superior", "leader_comments"),
    [
        (AccessPolicy(report_readers=("leader",), comment_readers=("leader",)), None, True),
        (AccessPolicy(comment_readers=("leader",)), False, True),
        (AccessPolicy(comment_readers=()), False, False),
        (AccessPolicy(comments=False), False, False),
    ],
)
def test_policy_decides(
    db: None, tmp_path: Path, access: AccessPolicy, superior: bool | None, leader_comments: bool
) -> None:
    """What the start page promised about readers and comments is what is granted."""
    published_round(tmp_path, policy=RoundPolicyValues(access=access))
    karens = {(reader, comments) for leader, reader, _, comments in _grants() if leader == "Karen"}
    expected = {("Karen", leader_comments)} | ({("Mads", superior)} if superior is not None else set())
    assert karens == expected


def test_a_second_time_changes_nothing(db: None, tmp_path: Path) -> None:
    """The command is killed after publishing and run again: the same rights, one line in the log."""
    made = published_round(tmp_path)
    before = set(ReportGrant.objects.values_list("id", flat=True))
    assert grant_reports(round_id=made.id) == 0
    assert set(ReportGrant.objects.values_list("id", flat=True)) == before
    (line,) = entries_about(made.id, events=(Event.REPORTS_GRANTED,))
    assert line.facts == {"grants": 5, "accounts": 3}


def test_readers_can_log_in(db: None, tmp_path: Path) -> None:
    """Karen, Ida and Mads have accounts for their addresses on the roster; the raters have none."""
    published_round(tmp_path)
    assert set(User.objects.values_list("email", "person__name")) == {
        ("karen@fjordby.dk", "Karen"),
        ("ida@fjordby.dk", "Ida"),
        ("mads@fjordby.dk", "Mads"),
    }


def test_revoked_link_gives_no_right(db: None, tmp_path: Path) -> None:
    """Mads stopped being Karen's leader during the round and his link was revoked: he reads Ida's report alone."""
    made = sealed_round(tmp_path)
    Invitation.objects.filter(perspective="superior", leader__name="Karen").update(revoked=True)
    publish_round(round_id=made.id, keys=key_store(), today=date(2026, 4, 1))
    grant_reports(round_id=made.id)
    assert ("Karen", "Mads", "superior", True) not in _grants()
    assert ("Ida", "Mads", "superior", True) in _grants()


def test_nothing_before_publication(db: None, tmp_path: Path) -> None:
    """Rights alone show nothing: until the round is published no report opens and no list names one."""
    made = sealed_round(tmp_path)
    grant_reports(round_id=made.id)
    karen = account("Karen").staff
    assert report_for(made.part["Karen"], karen.person) is None
    assert my_reports(karen.person) == []
    publish_round(round_id=made.id, keys=key_store(), today=date(2026, 4, 1))
    assert report_for(made.part["Karen"], karen.person) is not None


def test_successor_sees_nothing(db: None, tmp_path: Path) -> None:
    """Lone takes over Familieområdet after the round: Karen's report stays Karen's."""
    made = published_round(tmp_path)
    unit = made.made.leaders["Karen"].unit
    Person.objects.create(key="lone", name="Lone", email="lone@fjordby.dk", unit=unit, is_leader=True)
    lone = account("Lone").staff
    assert lone.leads
    assert my_reports(lone.person) == []
    with pytest.raises(NotYours):
        check_can_open_report(made.part["Karen"], lone)


def test_who_has_left_reads_nothing(db: None, tmp_path: Path) -> None:
    """Mads leaves the organisation: his account opens no report any more."""
    made = published_round(tmp_path)
    assert check_can_open_report(made.part["Karen"], account("Mads").staff).role == "superior"
    Person.objects.filter(name="Mads").update(leaves=True)
    with pytest.raises(NotYours):
        check_can_open_report(made.part["Karen"], account("Mads").staff)


def test_only_the_leader_sees_who_looked(db: None, tmp_path: Path) -> None:
    """Mads reads Karen's report, but who else has is told to Karen alone."""
    made = published_round(tmp_path)
    assert check_can_see_looks(made.part["Karen"], account("Karen").staff).role == "leader"
    with pytest.raises(NotYours):
        check_can_see_looks(made.part["Karen"], account("Mads").staff)


def test_list_is_in_order(db: None, tmp_path: Path) -> None:
    """Mads sees his own report first, then those of Ida and Karen by name."""
    published_round(tmp_path)
    listed = my_reports(account("Mads").staff.person)
    assert [(report.leader, report.own) for report in listed] == [
        ("Mads", True),
        ("Ida", False),
        ("Karen", False),
    ]
    assert {report.round for report in listed} == {"Evaluering 2026"}

"""On the web nobody gets, by a total and the reports she may read, one leader whose report she may not."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from fagspejl.disclosure.selectors import units_for_reader
from fagspejl.disclosure.types import Response, UnitRelease
from fagspejl.operations.services.desk import publish_and_grant
from fagspejl.reporting.selectors import readable_leaders
from support.published import PublishedRound, account, published_round, sealed_round
from support.staff import PER, Cast, somebody
from support.tiny import team, tiny_round


def _whole(published: PublishedRound, who: Cast, *, others: int = 1) -> UnitRelease:
    """The organisation as somebody sees it, in which Karen, Ida and others whom Mads does not lead are rated."""
    rated = [str(published.made.leaders[name].id) for name in ("Karen", "Ida")]
    forms = [
        form
        for leader in [*rated, *(f"other-{number}" for number in range(others))]
        for form in team(leader, [[3 + i % 2] for i in range(8)])
    ]
    (whole,) = units_for_reader(tiny_round(forms).release(), readable_leaders(published.id, who.staff.person))
    return whole


def _sees(whole: UnitRelease) -> bool:
    (group,) = whole.groups
    return isinstance(group.response, Response)


def test_mads_is_refused_the_total_of_karen_ida_and_one_other(db: None, tmp_path: Path) -> None:
    """Mads reads Karen's and Ida's reports: the whole less these two would be Omar's."""
    published = published_round(tmp_path)
    assert not _sees(_whole(published, account("Mads")))
    assert _sees(_whole(published, account("Mads"), others=2))


def test_who_reads_one_report_or_none_sees_it(db: None, tmp_path: Path) -> None:
    """Karen reads her own report, Per who plans reads none: two leaders or three remain in the total."""
    published = published_round(tmp_path)
    assert _sees(_whole(published, account("Karen")))
    assert _sees(_whole(published, somebody("Per")))


def test_only_published_reports_of_the_round_are_readable(db: None, tmp_path: Path) -> None:
    """Before publication nobody reads anything; after it Mads reads those he leads and his own."""
    published = sealed_round(tmp_path)
    mads = published.made.leaders["Mads"].id
    assert readable_leaders(published.id, mads) == frozenset()
    assert publish_and_grant(published.id, PER)
    assert readable_leaders(published.id, mads) == {
        str(person.id) for person in published.made.leaders.values()
    }
    assert readable_leaders(uuid4(), mads) == frozenset()

"""The demo's open round quotes what two leaders told their staff: in the invitation, on the page, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.request import urlopen

import pytest

from fagspejl.demo.mailbox import Mail, newest_mails
from support.demo_site import DemoSite

SINCE = "Siden sidst, fra din leder:"
OF_KAREN = "Når en ung ikke møder op"
OF_IDA = "Dokumentationen er færdig, før jeg går hjem"


@pytest.fixture(scope="module")
def invitations(demo: Path) -> dict[str, list[Mail]]:
    """Every address with its mails that lead to a questionnaire, the newest first."""
    found: dict[str, list[Mail]] = {}
    for mail in newest_mails(demo / "mailbox", most=100_000):
        if "/svar/" in mail.text:
            found.setdefault(mail.to, []).append(mail)
    return found


def _of(people: Iterable[dict[str, str]], unit: str) -> set[str]:
    return {
        one["email"]
        for one in people
        if one["unit"] == unit and one["perspective"] == "employee" and one["email"]
    }


def test_the_units_staff_reads_it_in_the_invitation(
    invitations: dict[str, list[Mail]], visited_demo: DemoSite
) -> None:
    """Sofie and her colleagues read what Karen wrote, Ida's staff what Ida did, everybody else nothing of either."""
    people = visited_demo.cast["respondents"]
    karens, idas = _of(people, "Familieområdet"), _of(people, "Kræftafdelingen")
    assert len(karens) == 11  # twelve, of whom Omar gets a letter
    assert len(idas) == 28
    for unit, quoted, other in ((karens, OF_KAREN, OF_IDA), (idas, OF_IDA, OF_KAREN)):
        for address in unit:
            newest, *before = invitations[address]
            assert SINCE in newest.text or "Since last time" in newest.text, newest.text
            assert quoted in newest.text
            assert other not in newest.text
            assert not any(quoted in mail.text for mail in before)
    for address in set(invitations) - karens - idas:
        assert not any(OF_KAREN in mail.text or OF_IDA in mail.text for mail in invitations[address])


def test_the_first_page_says_it_too(visited_demo: DemoSite) -> None:
    """Sofie and Omar, whose code came in a letter, read it where they begin; a peer of Karen's does not."""
    for one in visited_demo.cast["shown"]:
        address = one["link"].replace(visited_demo.cast["base_url"], visited_demo.url)
        with urlopen(address, timeout=60) as answer:
            page = answer.read().decode()
        staff = one["perspective"] == "employee"
        assert (OF_KAREN in page) is staff, one["name"]

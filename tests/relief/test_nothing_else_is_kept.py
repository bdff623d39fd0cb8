"""A relief round leaves a day, a number and counts from five answers on; its table has no room for a word."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection

from fagspejl.audit.models import AccessEntry
from fagspejl.workspace.relief.models import ReliefRound
from fagspejl.workspace.sessions.services.planning import today_here
from support.town import entered, form_with, leader, town

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _sends(**said: str) -> tuple[str, int]:
    here, ida = town(), entered(leader("Ida"))
    at = f"/arbejdsrum/aflastning/{here.cancer}/slut/"
    told = ida.post(at, form_with(ida.get(at), "present") | said)
    return unescape(told.content.decode()), told.status_code


def test_the_table_holds_no_text() -> None:
    """Omar reads the table's columns: an id, the unit, a day and four numbers."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "workspace_relief_round")
    names = [one.name for one in described]
    assert names == ["id", "unit", "held_on", "present", "worth_yes", "worth_partly", "worth_no"]


def test_steps_leave_nothing() -> None:
    """Ida walks the six steps and changes her mind: nothing was written, and no line stands in the log."""
    here, ida = town(), entered(leader("Ida"))
    before = AccessEntry.objects.count()
    at = f"/arbejdsrum/aflastning/{here.cancer}/"
    pages = [ida.get(f"{at}runde/{step}/") for step in range(1, 7)]
    assert {one.status_code for one in pages} == {200}
    assert "To minutter uden ord." in unescape(pages[3].content.decode())
    assert ida.get(f"{at}runde/0/").status_code == ida.get(f"{at}runde/7/").status_code == 404
    assert not ReliefRound.objects.exists()
    assert AccessEntry.objects.count() == before


def test_five_answers_are_counted() -> None:
    """Seven were there, six say yes and one partly: that is kept and told, and the log says that it was held alone."""
    _, status = _sends(present="7", yes="6", partly="1")
    assert status == 302
    row = ReliefRound.objects.get()
    assert (row.present, row.worth_yes, row.worth_partly, row.worth_no) == (7, 6, 1, 0)
    entry = AccessEntry.objects.order_by("number").last()
    assert entry is not None
    assert (entry.event, entry.facts) == ("relief_held", {})


def test_four_answers_are_not_kept() -> None:
    """Six were there and four answered: the day and the number are kept, no count."""
    _sends(present="6", yes="3", no="1")
    row = ReliefRound.objects.get()
    assert (row.worth_yes, row.worth_partly, row.worth_no) == (None, None, None)
    assert row.held_on == today_here()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"present": "1"}, "mindst 2 og højst 40"),
        ({"present": "6", "yes": "5", "no": "2"}, "Der er flere svar, end I var."),
        ({"present": "6", "held_on": "2020-01-01"}, "inden for den sidste måned"),
        ({"present": "mange"}, "mindst 2 og højst 40"),
    ],
)
def test_what_cannot_be_is_told(said: dict[str, str], told: str) -> None:
    """Ida writes numbers that cannot be: she is told in one sentence, and nothing is kept."""
    page, status = _sends(**said)
    assert status == 200
    assert told in page
    assert not ReliefRound.objects.exists()


def test_a_second_press_puts_right() -> None:
    """Ida sends twice, the second time with eight: one round with eight; Karen cannot delete it, Ida can."""
    here, ida, karen = town(), entered(leader("Ida")), entered(leader("Karen"))
    at = f"/arbejdsrum/aflastning/{here.cancer}/"
    for present in ("7", "8"):
        ida.post(f"{at}slut/", form_with(ida.get(f"{at}slut/"), "present") | {"present": present})
    assert [one.present for one in ReliefRound.objects.all()] == [8]
    sent = {"round": str(ReliefRound.objects.get().id)}
    assert karen.post(at, sent).status_code == 404
    assert karen.post(f"/arbejdsrum/aflastning/{here.family}/", sent).status_code == 302
    assert ReliefRound.objects.exists()
    assert ida.post(at, sent).status_code == 302
    assert not ReliefRound.objects.exists()

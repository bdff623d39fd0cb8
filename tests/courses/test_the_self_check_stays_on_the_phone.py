"""What somebody ticks in the nine statements has nowhere to go: no form, no script, no cookie, and nothing is written."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_on_the_page_sends(language: str) -> None:
    """Sofie ticks all nine on her phone: the fields stand in no form, nothing on the page asks a server, no cookie is set."""
    client = Client()
    found = client.get(f"/kursus/selvtjek/{language}/")
    page = found.content.decode()
    assert page.count('type="radio"') == 27
    without_forms = re.sub(r"<form.*?</form>", "", page, flags=re.S)
    assert without_forms.count('type="radio"') == 27
    assert not re.search(r"<script|hx-|<iframe|<img|\bping=", without_forms.partition("<main")[2])
    assert not client.cookies


def test_what_is_sent_all_the_same_is_not_taken(django_assert_num_queries: object) -> None:
    """Somebody sends the nine answers by hand: they are refused, and no question is put to the database."""
    sent = {f"tjek-{number}": "2" for number in range(1, 10)}
    with django_assert_num_queries(0):  # type: ignore[operator]
        found = Client().post("/kursus/selvtjek/da/", sent, headers={"Origin": "http://testserver"})
    assert found.status_code in (400, 405)

"""Karen finds every tool under its word of the menu, and the one that her report suggests beside the suggestion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.workspace.home.tools import BEGINS, MENU
from support.published import account, published_round
from support.staff import log_in
from support.town import Town, entered, leader, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def test_four_words_and_every_tool(here: Town) -> None:
    """Enes, Gøre, Opad, Lære: each with its tools, each tool once, and every one of them leads to a page of Karen's."""
    karen = entered(leader("Karen"))
    page = karen.get("/arbejdsrum/").content.decode()
    menu = re.search(r'<dl class="tool-menu">.*?</dl>', page, re.S)
    assert menu is not None
    assert re.findall(r"<dt>(.*?)</dt>", menu[0]) == ["Enes", "Gøre", "Opad", "Lære"]
    links = re.findall(r'href="([^"#]+)', menu[0])
    assert len(links) == len(set(links)) == sum(len(sheets) for _, sheets in MENU)
    assert {karen.get(link).status_code for link in links} == {200}


def test_the_units_page_leads_to_the_tools_that_keep_something(here: Town) -> None:
    """From the page of her unit Karen reaches its pictures of quality and its cases, as its other tools."""
    page = entered(leader("Karen")).get(f"/arbejdsrum/enhed/{here.family}/").content.decode()
    for link in (
        "/arbejdsrum/kvalitet/",
        f"/arbejdsrum/sager/{here.family}/",
        f"/arbejdsrum/travlhed/{here.family}/",
    ):
        assert f'href="{link}"' in page


def test_what_the_report_suggests_begins_beside_it(tmp_path: Path, client: Client) -> None:
    """Each suggestion whose tool has a page has one button, which opens it; above the report stand few of them."""
    report = published_round(tmp_path).part["Karen"]
    log_in(client, account("Karen"))
    step = client.get(f"/rapport/{report}/skridt/").content.decode()
    sheets = re.findall(r"/skridt/ark/(\w+)/", step.partition("Vælg selv")[0])
    assert sheets
    buttons = re.findall(r'<a class="button button-primary" href="(/arbejdsrum/[^"]+)"', step)
    assert len(buttons) == sum(sheet in BEGINS or sheet in ("dialogue", "package") for sheet in sheets)
    assert {client.get(one.replace("&amp;", "&")).status_code for one in buttons} <= {200}
    bar = client.get(f"/rapport/{report}/").content.decode()
    assert "/arbejdsrum/kvalitet/ny/" not in bar

"""The picture on the browser's tab is a file of ours: no page holds one inside, which the site's policy forbids."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fagspejl.web.inline import ROOT
from support.source import ROOT as CLONE

INSIDE = re.compile(r"""(?:href|src)\s*=\s*["']?data:""")


def test_icon_is_where_browsers_look(
    db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Sofie's browser asks for /favicon.ico unasked: it gets a picture, without a cookie or a look in the database."""
    with django_assert_num_queries(0):
        answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/x-icon")
    assert answer.content == (ROOT / "static/favicon.ico").read_bytes()
    assert answer.content.startswith(b"\x00\x00\x01\x00")
    assert "img-src 'self'" in answer["Content-Security-Policy"]
    assert client.cookies == {}


@pytest.mark.parametrize("path", ["/", "/log-ind/", "/svar/", "/favicon.txt"])
def test_no_page_holds_a_picture_inside(client: Client, path: str) -> None:
    """Karen's browser has nothing to complain of: no page of the site asks for what the policy refuses."""
    assert not INSIDE.search(client.get(path, follow=True).content.decode())


def test_no_template_does() -> None:
    """No template of a page holds one either; the rule is the same for those that nobody has opened yet."""
    served = [path for path in (CLONE / "src").rglob("templates/**/*.html") if "file" not in path.parts]
    assert served
    assert [path.name for path in served if INSIDE.search(path.read_text("utf-8"))] == []

"""A dead link becomes a kind page that names whom to ask on this site, with the same bytes whatever the link was."""

from __future__ import annotations

from typing import Any

import pytest

from fagspejl.evaluation.types import RoundState
from support.invited import open_round
from support.respondent import Respondent

pytestmark = pytest.mark.django_db
CONTACT = "HR <b>i Fjordby</b>, hr@fjordby.dk"


def test_the_site_names_whom_to_ask(settings: Any) -> None:
    """Sofie's round is published: her link and one that never was say whom to ask, in both languages, byte for byte."""
    asked = open_round()
    link = asked.ask("Sofie Lund", "Karen Holm")
    asked.round.state = RoundState.PUBLISHED
    asked.round.save()
    plain = Respondent(link).open()
    settings.CONTACT = CONTACT
    dead, never = Respondent(link).open(), Respondent("a" * 26).open()
    assert (dead.status, dead.page, dict(dead.headers)) == (404, never.page, dict(never.headers))
    address = '<a href="mailto:hr@fjordby.dk">hr@fjordby.dk</a>'
    assert f"Spørg HR &lt;b&gt;i Fjordby&lt;/b&gt;, {address}, hvornår resultaterne kommer." in dead.page
    assert f"Ask HR &lt;b&gt;i Fjordby&lt;/b&gt;, {address} when the results will come." in dead.page
    assert "den, der har sendt dig linket" in plain.text
    assert "Fjordby" not in plain.text

"""Bente is asked for local headings in the round's own languages, and offered no statement that a theme asks already."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.composing import composition_of, save_composition
from fagspejl.instrument.composing import Role
from fagspejl.lib.language import Language
from fagspejl.planning.compose import choosing
from support.desk import planner
from support.roster import BENTE, NOW, draft
from support.staff import HERE

pytestmark = pytest.mark.django_db
NINE = "ledelse-af-fagprofessionelle@0.2"


@pytest.fixture
def bente(client: Client) -> Client:
    planner(client)
    return client


def _in(round_id: UUID, *languages: Language) -> None:
    values = replace(composition_of(round_id), languages=languages)
    save_composition(round_id, values, version=plan_of(round_id).version, actor=BENTE, now=NOW)


def test_headings_in_the_languages_of_the_round(bente: Client) -> None:
    """A Danish round asks for Danish headings alone; what was written in English before is still there."""
    round_id = draft()
    url = f"/planlaeg/runde/{round_id}/skema/lokale/"
    both = {"title_da": "Om os", "stem_da": "", "title_en": "About us", "stem_en": ""}
    sent = {"version": plan_of(round_id).version, "item": [f"{NINE}/krav/power"], **both}
    assert bente.post(url, sent, headers=HERE).status_code == 302
    _in(round_id, "da")
    page = bente.get(url).content.decode()
    assert 'name="title_da"' in page
    assert "_en" not in page
    sent = {
        "version": plan_of(round_id).version,
        "item": [f"{NINE}/krav/power"],
        "title_da": "",
        "stem_da": "",
    }
    assert bente.post(url, sent, headers=HERE).status_code == 302
    heads = composition_of(round_id).local_heads
    assert heads["da"].title == "Lokale udsagn"
    assert heads["en"].title == "About us"


def test_nothing_that_a_theme_asks(bente: Client) -> None:
    """Once the theme of demands is asked as a theme, its statements are neither offered nor taken; others are."""
    round_id = draft()
    url = f"/planlaeg/runde/{round_id}/skema/lokale/"
    assert f'value="{NINE}/krav/power"' in bente.get(url).content.decode()
    values = choosing.add(composition_of(round_id), NINE, "krav", Role.THEME)
    save_composition(round_id, values, version=plan_of(round_id).version, actor=BENTE, now=NOW)
    page = bente.get(url).content.decode()
    assert f'value="{NINE}/krav/' not in page
    assert f'value="{NINE}/bidrag/' in page
    sent = {
        "version": plan_of(round_id).version,
        "item": [f"{NINE}/krav/power"],
        "title_da": "",
        "stem_da": "",
    }
    bente.post(url, {**sent, "title_en": "", "stem_en": ""}, headers=HERE)
    assert choosing.local_values(composition_of(round_id)) == set()

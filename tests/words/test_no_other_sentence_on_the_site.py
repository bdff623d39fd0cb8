"""The pages that only a site has, of a next step and of files to take away, hold no sentence but those of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.disclosure.models import StoredRelease
from fagspejl.disclosure.selectors import organisation_release
from fagspejl.evaluation.selectors import round_facts
from fagspejl.instrument.loader import load
from support.published import PublishedRound, account, published_round
from support.staff import log_in, somebody
from words.explained import Explainer, texts_of, values_of
from words.rounds_told import REPORT_WORDS

_BEGINS = ("fagspejl.workspace.home.theme.words",)  # what the workspace offers beside a suggestion
FOREIGN = "Du bør lytte mere."


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round: Karen in Familie, Ida in Kræft, Mads above them."""
    return published_round(tmp_path)


def _unexplained(made: PublishedRound, html: str) -> list[str]:
    facts = round_facts(made.id)
    assert facts is not None
    organisation = organisation_release(StoredRelease.objects.get(round_id=made.id).id).printed.organisation
    known = [*values_of(load("faglig-ledelse")), facts.title, facts.organisation, "Fagspejl"]
    known += [unit.name for unit in organisation.units] + [leader.name for leader in organisation.leaders]
    main = html.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    assert main
    return Explainer("da", known, *REPORT_WORDS, *_BEGINS).unexplained(texts_of(f"<main>{main}</main>"))


def test_the_page_of_a_next_step_is_explained(made: PublishedRound) -> None:
    """Karen opens her next step, and then picks a statement: all of it is explained, and what is added is found."""
    karen, home = Client(), f"/rapport/{made.part['Karen']}/skridt/"
    log_in(karen, account("Karen"))
    for asked in ({}, {"udsagn": "1.3"}):
        html = karen.get(home, asked).content.decode()
        assert _unexplained(made, html) == []
        assert _unexplained(made, html.replace("</main>", f"<p>{FOREIGN}</p></main>")) == [FOREIGN]


def test_the_page_of_files_is_explained(made: PublishedRound) -> None:
    """Bente opens the page of files to take away: all of it is explained."""
    bente = Client()
    log_in(bente, somebody("Bente", "planner", app=True))
    assert _unexplained(made, bente.get(f"/organisation/{made.id}/filer/").content.decode()) == []


def test_the_page_of_leaders_below_is_explained(made: PublishedRound) -> None:
    """Mads opens the page of the leaders below him: all of it is explained."""
    mads = Client()
    log_in(mads, account("Mads"))
    assert _unexplained(made, mads.get(f"/ledere/{made.id}/").content.decode()) == []

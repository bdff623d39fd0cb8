"""Sofie scans the code on the wall and reads what her unit agreed, tries and lives with; nobody else's, and no answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fagspejl.workspace.agreements.services.living import end, suspend
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import IDA, UNDERSTAFFED, begun, known
from support.town import Town, town
from support.unit_page import in_order, outcome, page_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def test_everything_in_its_place(here: Town) -> None:
    """Sofie reads the agreement with why, sign and exceptions, the trial, the difference and what became of the last."""
    begun(here.family)
    outcome(here.family, "trial", "Vi ringer før vi skriver.")
    outcome(here.family, "accepted_difference", "Hvor meget vi vejleder i telefonen.")
    outcome(here.family, "trial", "Kort møde hver morgen.", held="changed", line="Nu to gange om ugen.")
    status, text = read(page_of(here.family))
    assert status == 200
    assert in_order(
        text,
        (
            "Sådan gør vi i Familieenheden",
            "Det har vi aftalt",
            "Dokumentationen er færdig, før vagten slutter.",
            "Hvorfor Aftenvagten skal vide, hvad der er gjort.",
            "Sådan kan vi se det Aftenvagten spørger ikke",
            "Akut forværring: Skriv det vigtigste. Det afgør: Den ansvarlige. Det noteres: Tavlen.",
            "Det prøver vi",
            "Vi ringer før vi skriver. Prøves af: sagsbehandlerne.",
            "Her er vi uenige, og det lever vi med",
            "Hvor meget vi vejleder i telefonen. Spørg en kollega: ved tvivl om samtykke",
            "Det har vi set tilbage på",
            "Kort møde hver morgen. Ændret. Nu to gange om ugen.",
        ),
    )
    assert UNDERSTAFFED.when in text
    assert "To syntes, at tiden mangler." not in text  # the minority's reason is the meeting's


def test_at_rest_and_finished(here: Town) -> None:
    """One agreement rests and one is finished: the page says so briefly, and that finishing was well done."""
    resting, over = begun(here.family, title="Hviler"), begun(here.family, title="Forbi")
    until = today_here() + timedelta(days=9)
    suspend(resting, known(resting).revision, because="Ferie", until=until, actor=IDA)
    end(over, known(over).revision, taught="Nok", actor=IDA)
    _, text = read(page_of(here.family))
    assert in_order(text, ("Sat i bero Hviler", "Ferie", "Afsluttet, og godt gået", "Forbi Afsluttet"))
    assert "Dokumentationen er færdig" not in text


def test_another_units_are_not_there(here: Town) -> None:
    """Ida's unit has an agreement and an escalation of Karen's goes upwards: Sofie's page has neither."""
    begun(here.cancer, title="Idas aftale")
    outcome(here.cancer, "trial", "Idas prøve.")
    outcome(here.family, "escalation", "Vi mangler folk.")
    _, text = read(page_of(here.family))
    assert "Her er ikke noget endnu." in text
    assert not any(part in text for part in ("Idas", "Vi mangler folk"))


def test_in_the_units_language(here: Town) -> None:
    """Karen chose English: so is the page, in all its words, whatever the browser asks for."""
    begun(here.family)
    answer = Client().get(page_of(here.family, "en"), headers={"Accept-Language": "da"})
    page = answer.content.decode()
    assert '<html lang="en">' in page
    assert "How we do it in Familieenheden" in page
    assert "Decided by: Den ansvarlige. Noted: Tavlen." in page
    assert "Hvorfor" not in page


def test_nothing_of_whoever_reads(here: Town) -> None:
    """Sofie's browser is given no cookie and nothing from elsewhere, and no form to send anything with."""
    answer = Client().get(page_of(here.family))
    page = answer.content.decode()
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-store"
    assert "<form" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_what_they_wrote_is_text(here: Town) -> None:
    """A title with signs of HTML in it stands on the page as it was typed."""
    outcome(here.family, "trial", "<script>alert(1)</script> & »ro«")
    page = Client().get(page_of(here.family)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; »ro«" in page


def test_few_questions_to_the_database(here: Town, django_assert_max_num_queries: object) -> None:
    """Ten agreements and twenty outcomes cost as many questions as one of each."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = page_of(here.family)
    counts = []
    for more in (1, 9):
        for number in range(more):
            begun(here.family, title=f"Aftale {number}")
            outcome(here.family, "trial", f"Prøve {number}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(path)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25

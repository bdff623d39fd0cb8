"""Patterns: listed by the page and by dilemma, changed, taken off the unit's page, put back, and deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fagspejl.workspace.cases.errors import CaseChanged, CaseRefused
from fagspejl.workspace.cases.models import CasePattern
from fagspejl.workspace.cases.selectors import PAGE, pattern, patterns_of
from fagspejl.workspace.cases.services.patterns import change_pattern, withdraw_pattern
from fagspejl.workspace.cases.types import DilemmaType
from support.sparring import KAREN, WEIGHED, patterned, talked_about
from support.town import Town, entered, form_with, leader, town
from support.unit_page import page_of, read
from workspace.rooms_of_the_documents import CASE_1


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _many(here: Town, count: int) -> None:
    made = list(DilemmaType)
    for number in range(count):
        patterned(
            here.family, replace(WEIGHED, when=f"nummer {number}", dilemma_type=made[number % len(made)])
        )


def test_a_page_at_a_time(here: Town) -> None:
    """Of 45 patterns the list shows twenty, leads to the next page and back, and no page is lost or shown twice."""
    _many(here, 45)
    seen = [one.values.when for page in (1, 2, 3) for one in patterns_of(here.family, page=page).patterns]
    assert len(seen) == len(set(seen)) == 45
    page = entered(leader("Karen")).get(f"/arbejdsrum/sager/{here.family}/moenstre/?side=2").content.decode()
    assert page.count('class="pattern"') == PAGE
    assert "Side 2 af 3" in page
    assert "?side=1" in page
    assert "?side=3" in page


@pytest.mark.parametrize("side", ["0", "99", "-1", "x", "٣", "9" * 30, ""])
def test_a_page_that_is_not_there(here: Town, side: str) -> None:
    """A page that nobody has leads to the nearest one."""
    _many(here, 3)
    answer = entered(leader("Karen")).get(f"/arbejdsrum/sager/{here.family}/moenstre/", {"side": side})
    assert answer.content.decode().count('class="pattern"') == 3


def test_one_dilemma_alone(here: Town) -> None:
    """Karen chooses a dilemma and reads its patterns alone; a word that is none shows all."""
    _many(here, 14)
    karen, page = entered(leader("Karen")), f"/arbejdsrum/sager/{here.family}/moenstre/"
    assert karen.get(page, {"slags": "citizen_resources"}).content.decode().count('class="pattern"') == 2
    assert karen.get(page, {"slags": "nonsense"}).content.decode().count('class="pattern"') == 14


def test_questions_do_not_grow(here: Town) -> None:
    """The list asks as often with five patterns as with sixty."""
    karen, asked = entered(leader("Karen")), []
    for count in (5, 60):
        _many(here, count - CasePattern.objects.count())
        with CaptureQueriesContext(connection) as found:
            karen.get(f"/arbejdsrum/sager/{here.family}/moenstre/")
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_unit_reads_all_of_them(here: Town) -> None:
    """Asta is new, has no account, and reads all patterns from the unit's page, a page at a time."""
    _many(here, 25)
    unit = page_of(here.family)
    assert "Alle 25 mønstre" in read(unit)[1]
    status, text = read(f"{unit}moenstre/?side=2")
    assert status == 200
    assert "Side 2 af 2" in text
    assert read(f"/enhed/{'a' * 26}/moenstre/")[0] == 404


def test_taken_down_and_put_back(here: Town) -> None:
    """Karen takes a pattern down: the unit does not see it, she does; put back it stands there again."""
    made, unit = patterned(here.family), page_of(here.family)
    karen, page = entered(leader("Karen")), f"/arbejdsrum/sager/moenster/{made}/"
    karen.post(page, {"act": "withdraw", "revision": "0"})
    assert "en familie siger nej" not in read(unit)[1]
    listed = karen.get(f"/arbejdsrum/sager/{here.family}/moenstre/?trukket=1").content.decode()
    assert "en familie siger nej" in listed
    assert karen.post(page, {"act": "back", "revision": "0"}).status_code == 409
    karen.post(page, {"act": "back", "revision": "1"})
    assert "en familie siger nej" in read(unit)[1]


def test_deleted_is_gone(here: Town) -> None:
    """Karen deletes a pattern, and no row of it is left."""
    made = patterned(here.family)
    entered(leader("Karen")).post(f"/arbejdsrum/sager/moenster/{made}/", {"act": "delete"})
    assert not CasePattern.objects.exists()


def test_written_from_a_case(here: Town) -> None:
    """A case becomes a pattern: its words stand in the form, and each leads to the other afterwards."""
    came = talked_about(here.family, CASE_1)
    karen = entered(leader("Karen"))
    page = f"/arbejdsrum/sager/{here.family}/moenstre/ny/?sag={came.id}"
    form = form_with(karen.get(page), "we_weigh")
    told = {"when": "Når familien siger nej", "we_weigh": "ro", "because": "det haster sjældent"}
    onward = karen.post(page, {**form, **told})["Location"]
    (row,) = CasePattern.objects.all()
    assert row.when == "familien siger nej"
    assert row.from_cases == came.id.hex
    assert came.values.type in karen.get(onward).content.decode()
    assert "Når familien siger nej" in karen.get(f"/arbejdsrum/sager/sag/{came.id}/").content.decode()


def test_gone_back_to(here: Town) -> None:
    """Karen goes back in her browser and saves other words: the pattern says those, and there is one."""
    karen, page = entered(leader("Karen")), f"/arbejdsrum/sager/{here.family}/moenstre/ny/"
    told = {"when": "familien siger nej", "we_weigh": "ro", "because": "det haster sjældent"}
    form = {**form_with(karen.get(page), "we_weigh"), **told, "dilemma_type": "citizen_resources"}
    for because in ("det haster sjældent", "det haster sjældent", "uro går over"):
        assert karen.post(page, {**form, "because": because}).status_code == 302
    (row,) = CasePattern.objects.all()
    assert (row.because, row.revision) == ("uro går over", 1)
    assert "noget helt tredje" in karen.post(page, {**form, "because": "noget helt tredje"}).content.decode()


def test_two_write_at_once(here: Town) -> None:
    """Karen and a facilitator change the same pattern: the second is told so, and nothing of the first is lost."""
    made = patterned(here.family)
    change_pattern(made, 0, replace(WEIGHED, because="det virker"), actor=KAREN)
    with pytest.raises(CaseChanged):
        change_pattern(made, 0, replace(WEIGHED, because="det ikke virker"), actor=KAREN)
    with pytest.raises(CaseChanged):
        withdraw_pattern(made, 0, actor=KAREN)
    known = pattern(made)
    assert known is not None
    assert known.values.because == "det virker"


@pytest.mark.parametrize("field", ["when", "we_weigh", "because"])
def test_half_a_page(here: Town, field: str) -> None:
    """A pattern without a part, or longer than half a page, is refused at its field."""
    for text in ("", "  ", "x" * 201):
        with pytest.raises(CaseRefused) as refused:
            patterned(here.family, replace(WEIGHED, **{field: text}))
        assert refused.value.facts["field"] == field

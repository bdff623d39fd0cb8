"""Tasks, the plan of learning and the sources: what is refused is told in a sentence, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from fagspejl.workspace.competence.models import CompetenceRow, KnowledgeSource, LearningItem
from fagspejl.workspace.competence.selectors import competence_of, coverage_of
from fagspejl.workspace.sessions.services.planning import today_here
from support.competent import CAN, TASKS, TEACH, marks, people_in, tasks_in
from support.town import Town, entered, form_with, leader, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Town:
    """The town, whose ward has its tasks."""
    made = town()
    tasks_in(made.cancer)
    return made


def _sends(browser: Client, at: str, field: str, **said: str) -> str:
    told = browser.post(at, form_with(browser.get(at), field) | said)
    return "" if told.status_code == 302 else unescape(told.content.decode())


def test_tasks_are_refused_at_their_row(here: Town) -> None:
    """Ida names a task twice, then writes a CPR number: each is told at its field, and the rest is kept."""
    at, ida = f"/arbejdsrum/kompetencer/{here.cancer}/opgaver/", entered(leader("Ida"))
    page = _sends(ida, at, "name_0", name_4="smertebehandling", need_4="1")
    assert "Opgaven står der allerede." in page
    page = _sends(ida, at, "name_0", name_4="Dosis til 010190-1234", need_4="1")
    assert "Dosis til 010190-1234" in page
    assert "cpr" in page.casefold()
    assert len(competence_of(here.cancer).tasks) == 3  # type: ignore[union-attr]


def test_a_task_that_goes_takes_its_marks(here: Town) -> None:
    """Ida empties a task: it leaves rows and picture; the others keep number, marks and counts."""
    for one in people_in(here.cancer, 5):
        marks(here.cancer, one, {1: CAN, 2: TEACH}, ask=(2,))
    tasks_in(here.cancer, (TASKS[0].__class__("Smertelindring", 4, number=1), *TASKS[2:]))
    assert [one.number for one in competence_of(here.cancer).tasks] == [1, 4]  # type: ignore[union-attr]
    row = CompetenceRow.objects.first()
    assert row is not None
    assert (row.marks, row.ask) == ({"1": "can"}, [])
    drawn = coverage_of(here.cancer)
    assert drawn is not None
    assert [(one.name, one.full, one.need) for one in drawn.tasks] == [("Smertelindring", 5, 4)]


def test_learning_says_where_it_is_used(here: Town) -> None:
    """Ida writes what to learn without where it is used: refused; then whole, twice: one item; a late one is said."""
    at, ida = f"/arbejdsrum/kompetencer/{here.cancer}/plan/", entered(leader("Ida"))
    assert "Ellers bliver det ikke brugt." in _sends(ida, at, "used_where", what="Skylle en port")
    late = (today_here() - timedelta(days=2)).isoformat()
    for _ in range(2):
        assert not _sends(
            ida,
            at,
            "used_where",
            what="Skylle en port",
            used_where="Næste indlæggelse",
            sign="To mere kan",
            by=late,
        )
    assert LearningItem.objects.count() == 1
    page = unescape(ida.get(at).content.decode())
    assert "Skulle være nået" in page
    assert "Tegn på, at det er lært: To mere kan." in page
    item = str(LearningItem.objects.get().id)
    assert ida.post(at, {"item": item, "done": ""}).status_code == 302
    assert "Nået den" in unescape(ida.get(at).content.decode())
    assert ida.post(at, {"item": item, "drop": ""}).status_code == 302
    assert not LearningItem.objects.exists()


def test_an_old_source_is_said(here: Town) -> None:
    """Nobody has told of a source for more than half a year: the page says so, until somebody does."""
    at, ida = f"/arbejdsrum/kompetencer/{here.cancer}/kilder/", entered(leader("Ida"))
    assert not _sends(ida, at, "source", source="Tidsskriftet Onkologi", follower_role="Den koordinerende")
    KnowledgeSource.objects.update(last_shared=today_here() - timedelta(days=190))
    assert "over et halvt år siden" in unescape(ida.get(at).content.decode())
    item = str(KnowledgeSource.objects.get().id)
    assert ida.post(at, {"item": item, "shared": ""}).status_code == 302
    assert "over et halvt år siden" not in unescape(ida.get(at).content.decode())


def test_of_another_unit(here: Town) -> None:
    """Karen sends the ids of Ida's plan to her own unit's page: nothing of Ida's changes."""
    ida, karen = entered(leader("Ida")), entered(leader("Karen"))
    at = f"/arbejdsrum/kompetencer/{here.cancer}/plan/"
    _sends(ida, at, "used_where", what="Skylle en port", used_where="Næste indlæggelse")
    tasks_in(here.family)
    item = str(LearningItem.objects.get().id)
    karen.post(f"/arbejdsrum/kompetencer/{here.family}/plan/", {"item": item, "drop": ""})
    assert karen.get(at).status_code == 404
    assert LearningItem.objects.count() == 1

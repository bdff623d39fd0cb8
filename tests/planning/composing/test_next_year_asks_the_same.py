"""A round is copied with its questionnaire: the copy asks the very same one until something is chosen anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from fagspejl.evaluation.models import Questionnaire
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import source_of
from fagspejl.evaluation.services.composing import composition_of, save_composition
from fagspejl.evaluation.services.drafting import DraftHead, change_draft, copy_round, drop_draft
from fagspejl.evaluation.types.composition import ChosenTheme
from fagspejl.instrument.composing import Role
from fagspejl.instrument.loader import load
from support.roster import BENTE, DEADLINE, NOW, draft

pytestmark = pytest.mark.django_db
LOCAL = ChosenTheme("ledelse-af-fagprofessionelle@0.2", "krav", Role.LOCAL, ("power",))


@pytest.fixture
def round_id() -> UUID:
    made = draft()
    values = composition_of(made)
    save_composition(made, replace(values, themes=(*values.themes, LOCAL)), version=0, actor=BENTE, now=NOW)
    return made


def _head(instrument: str) -> DraftHead:
    return DraftHead(
        title="2027", organisation="Egedal", instrument=instrument, deadline=DEADLINE + timedelta(days=364)
    )


def test_the_copy_asks_the_same_questionnaire(round_id: UUID) -> None:
    """Bente copies the round: same files, same checksum, same choices to change."""
    before = round_facts(round_id)
    assert before is not None
    made = copy_round(
        round_id,
        _head(source_of(before.instrument, before.instrument_sha)),
        move_days=True,
        actor=BENTE,
        now=NOW,
    )
    after = round_facts(made)
    assert after is not None
    assert (after.instrument, after.instrument_sha) == (before.instrument, before.instrument_sha)
    assert composition_of(made) == composition_of(round_id)


def test_another_questionnaire_is_asked_as_it_comes(round_id: UUID) -> None:
    """Bente takes the shipped one instead, in a copy and in the draft itself: nothing of the old choice is left."""
    made = copy_round(round_id, _head("faglig-ledelse"), move_days=True, actor=BENTE, now=NOW)
    head = replace(_head("faglig-ledelse"), title="2026")
    change_draft(round_id, head=head, version=plan_of(round_id).version, actor=BENTE, now=NOW)
    for one in (made, round_id):
        facts = round_facts(one)
        assert facts is not None
        assert facts.instrument_sha == load("faglig-ledelse").checksum
        assert LOCAL not in composition_of(one).themes
    assert not Questionnaire.objects.exists()


def test_a_dropped_draft_leaves_no_questionnaire(round_id: UUID) -> None:
    """Bente drops the draft, and what was made for it alone is gone too."""
    drop_draft(round_id, actor=BENTE, now=NOW)
    assert not Questionnaire.objects.exists()

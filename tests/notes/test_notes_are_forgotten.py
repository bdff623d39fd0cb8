"""How long notes stay: 36 months after the last that happened to them, drafts 12 after somebody touched them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from fagspejl.lib.clock import ZONE
from fagspejl.workspace.notes.models import EvidenceCard, NoteMailed, NoteSentence, UpwardNote
from fagspejl.workspace.notes.services.retention import retention
from support.noted import drafted_note, sent_note
from support.town import Town

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
DAY = date(2027, 3, 15)


def _night(day: date) -> list[int]:
    """Return what each rule deleted in the night after a day, after it said that it would."""
    now = datetime(day.year, day.month, day.day, 23, tzinfo=ZONE)
    duties = retention(now)
    said = [one.look().count for one in duties]
    done = [one.delete() for one in duties]
    assert said == done
    return done


@pytest.mark.parametrize("last", ["closed_on", "answered_on", "sent_on"])
def test_three_years_after_the_last_day(last: str, here: Town) -> None:
    """Ida's note of March 2027 is there until March 2030, counted from its close, its answer or the day it went."""
    made = sent_note(here.cancer, "Mads")
    UpwardNote.objects.filter(id=made).update(sent_on=DAY - timedelta(days=400))
    UpwardNote.objects.filter(id=made).update(**{last: DAY})
    assert _night(date(2030, 3, 14)) == [0, 0]
    assert UpwardNote.objects.filter(id=made).exists()
    assert _night(date(2030, 3, 15)) == [1, 0]
    for table in (UpwardNote, NoteSentence, EvidenceCard, NoteMailed):
        assert table.objects.count() == 0


def test_a_draft_that_nobody_touches(here: Town) -> None:
    """Ida's draft of March 2027 goes in March 2028; one that she touched in May stays."""
    old, touched = drafted_note(here.cancer), drafted_note(here.cancer)
    UpwardNote.objects.filter(id=old).update(touched_on=DAY)
    UpwardNote.objects.filter(id=touched).update(touched_on=date(2027, 5, 1))
    assert _night(date(2028, 3, 15)) == [0, 1]
    assert list(UpwardNote.objects.values_list("id", flat=True)) == [touched]

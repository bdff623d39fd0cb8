"""A round whose key is not on this machine keeps neither other rounds nor what has to be deleted from their night."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Event
from fagspejl.evaluation.selectors.progress import rates_night
from fagspejl.evaluation.services.key_custody import destroy_key
from fagspejl.evaluation.services.opening import open_round
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.duties import night
from support.roster import BENTE, CAST, draft, employees, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
MORNING = utc_now().astimezone(ZONE).replace(hour=5)


def _opened(days_ago: int) -> UUID:
    now = utc_now() - timedelta(days=days_ago)
    made = draft(now=now, deadline=now + timedelta(days=20), title=f"{days_ago} dage siden")
    open_round(made, keys=key_store(made), actor=BENTE, now=now)
    return made


def test_the_night_goes_on_without_it(tmp_path: Path) -> None:
    """Bente's newest round has lost its key: the other one is sealed anew, what is over goes, and she hears of it."""
    taken_in(tmp_path, *CAST, *employees(10))
    kept, lost = _opened(130), _opened(5)
    destroy_key(lost, key_store(lost), on=MORNING.date())
    with pytest.raises(FagspejlError):
        night(MORNING, lambda key, **facts: None)
    assert rates_night(kept) == MORNING.date()
    assert AccessEntry.objects.filter(event=Event.RETENTION_DONE).count() == 1
    destroy_key(kept, key_store(kept), on=MORNING.date())

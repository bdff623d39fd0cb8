"""What became of the last round, as leaders told it: kept with the next one when it opens, only read from then on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fagspejl.evaluation.models import RoundNotice
from fagspejl.evaluation.selectors.notices import last_round_of_units
from fagspejl.organisation.selectors import notices_in_force, unit_keys
from fagspejl.organisation.types import NoticeFacts


def keep_notices(round_id: UUID) -> None:
    """Keep the notices in force with a round that opens. In the caller's transaction.

    One that was released before the unit's last published round opened was told in that round's time, and is old news.
    """
    notices = notices_in_force()
    keys = unit_keys([notice.unit for notice in notices])
    before = last_round_of_units(keys.values())
    news = [notice for notice in notices if _is_news(notice, before.get(keys[notice.unit]))]
    RoundNotice.objects.bulk_create(
        [
            RoundNotice(
                round_id=round_id,
                unit=notice.unit,
                points=list(notice.text.points),
                own=notice.text.own,
                language=notice.text.language,
            )
            for notice in news
        ],
        batch_size=500,
    )


def _is_news(notice: NoticeFacts, last: tuple[UUID, date] | None) -> bool:
    return last is None or notice.released_on >= last[1]

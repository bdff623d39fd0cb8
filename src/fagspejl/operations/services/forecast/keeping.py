"""A forecast is kept for a month in the staff's cache: it can be made again at any time, and only its pages read it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.cache import cache

from fagspejl.disclosure.forecast.types import Outlook
from fagspejl.operations.services.forecast.basis import basis_of
from fagspejl.operations.services.forecast.types import FORMAT, Foretold, from_plain, to_plain

_KEPT: Final = timedelta(days=30)


def keep_forecast(round_id: UUID, told: Foretold, outlooks: Sequence[Outlook]) -> None:
    """Keep a round's forecast in place of the one before."""
    packed = zlib.compress(json.dumps(to_plain(told, outlooks), ensure_ascii=False).encode())
    seconds = int(_KEPT.total_seconds())
    cache.set(_key(round_id), packed, seconds)
    cache.set(_day_key(round_id), (told.made.isoformat(), told.basis), seconds)


def kept_forecast(round_id: UUID, percent: int = 0) -> tuple[Foretold, Outlook] | None:
    """Return the round's forecast and its outlook at a rate, the lowest where it has none at this one.

    None where no forecast was made in the last month.
    """
    packed = cache.get(_key(round_id))
    return None if packed is None else from_plain(json.loads(zlib.decompress(packed)), percent)


def made_on(round_id: UUID) -> tuple[date, bool] | None:
    """Return the day on which the round's forecast was made, and whether it is of the lists as they stand now."""
    found = cache.get(_day_key(round_id))
    return None if found is None else (date.fromisoformat(found[0]), found[1] == basis_of(round_id))


def _key(round_id: UUID) -> str:
    return f"forecast-{round_id.hex}"


def _day_key(round_id: UUID) -> str:
    return f"forecast-day-{FORMAT}-{round_id.hex}"

"""A forecast is kept for a month in the staff's cache: it can be made again at any time, and only its pages read it."""

from __future__ import annotations

import json
import zlib
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.cache import cache

from fagspejl.operations.services.forecast.types import Foretold, from_plain, to_plain

_KEPT: Final = timedelta(days=30)


def keep_forecast(round_id: UUID, told: Foretold) -> None:
    """Keep a round's forecast in place of the one before."""
    packed = zlib.compress(json.dumps(to_plain(told), ensure_ascii=False, separators=(",", ":")).encode())
    seconds = int(_KEPT.total_seconds())
    cache.set(_key(round_id), packed, seconds)
    cache.set(_day_key(round_id), told.made.isoformat(), seconds)


def kept_forecast(round_id: UUID) -> Foretold | None:
    """Return the round's forecast; None where none was made in the last month."""
    packed = cache.get(_key(round_id))
    return None if packed is None else from_plain(json.loads(zlib.decompress(packed)))


def made_on(round_id: UUID) -> date | None:
    """Return the day on which the round's forecast was made."""
    found = cache.get(_day_key(round_id))
    return None if found is None else date.fromisoformat(found)


def _key(round_id: UUID) -> str:
    return f"forecast-{round_id.hex}"


def _day_key(round_id: UUID) -> str:
    return f"forecast-day-{round_id.hex}"

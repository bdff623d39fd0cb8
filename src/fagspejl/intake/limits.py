"""How large a file may be before it is refused unread."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what is read. Sizes in bytes; `ratio` is unpacked to packed size; `listed` is errors shown in full."""

    csv_bytes: int = 512 * MEGABYTE
    csv_rows: int = 2_000_000
    xlsx_bytes: int = 20 * MEGABYTE
    xlsx_rows: int = 100_000
    unpacked_bytes: int = 200 * MEGABYTE
    ratio: int = 100
    columns: int = 2_000
    mapping_bytes: int = MEGABYTE
    listed: int = 50


CLI_LIMITS = Limits()
WEB_LIMITS = Limits(csv_bytes=20 * MEGABYTE, csv_rows=100_000)

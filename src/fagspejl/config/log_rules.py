"""What no log may hold: where respondents go, for their paths hold their links."""

from __future__ import annotations

import logging
from typing import Final

RESPONDENTS: Final = "/svar"


class NotRespondents(logging.Filter):
    """Let no record through that names a respondent's path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record may be written."""
        request = getattr(record, "request", None)
        path = str(getattr(request, "path", ""))
        return not path.startswith(RESPONDENTS) and f"{RESPONDENTS}/" not in record.getMessage()

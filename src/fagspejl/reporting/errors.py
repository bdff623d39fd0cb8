"""What can go wrong with a report that is served."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class InstrumentChanged(FagspejlError):
    """The questionnaire on this machine is not the one the round froze at opening."""

    def __init__(self, instrument: str) -> None:
        super().__init__(f"{instrument} is not the questionnaire that the round opened with")
        self.instrument = instrument

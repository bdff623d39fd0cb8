"""What can be wrong with an instrument: every fault with its file, its key and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.instrument.sentences import FaultCode, sentence
from fagspejl.instrument.types import Instrument
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be put right: the file, the key in it ("" for the whole file), a stable code, and facts."""

    file: str
    key: str
    code: FaultCode
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def reason(self) -> str:
        """The reason in English."""
        return self.say("en")

    def say(self, language: Language) -> str:
        """The reason in one of our languages, as a sentence that tells what to do."""
        return sentence(self.code, language, dict(self.facts))

    def __str__(self) -> str:
        """File, key and reason on one line."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: {self.reason}"


class InstrumentInvalid(FagspejlError):
    """The files do not describe an instrument. `faults` holds all that was found, file by file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class InstrumentNotFound(FagspejlError):
    """Neither a folder with an instrument.toml nor the name of a shipped instrument; `known` lists the shipped ones."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no instrument {name!r}; known: {', '.join(known)}")
        self.name = name
        self.known = tuple(known)


class InstrumentChanged(FagspejlError):
    """The questionnaire's files are not those that were frozen. `name` as it was kept, `found` what is there now."""

    def __init__(self, name: str, found: Instrument) -> None:
        super().__init__(f"the questionnaire {name} has changed since it was frozen")
        self.name = name
        self.found = found

"""Why extracts cannot be added. Each names the file, and nothing is written."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class ExtractRefused(FagspejlError):
    """A file is no extract that may be added.

    `file`: its name. `why`: not_an_extract | newer_format | unknown_key | forged | not_canonical | name |
    breaks_rules | too_large | no_questionnaire. `fact`: what was found, where that says more.
    """

    def __init__(self, file: str, why: str, fact: str = "") -> None:
        super().__init__(f"{file}: {why}: {fact}")
        self.file, self.why, self.fact = file, why, fact


class ExtractsDoNotFit(FagspejlError):
    """Two extracts, `file` and `other`, cannot be added. `why`: installation | round | wording | scale | policy."""

    def __init__(self, file: str, other: str, why: str) -> None:
        super().__init__(f"{file} and {other}: {why}")
        self.file, self.other, self.why = file, other, why


class TooFewInstallations(FagspejlError):
    """Fewer installations than must stand behind a total. `count`: how many; `least`: how many are needed."""

    def __init__(self, count: int, least: int) -> None:
        super().__init__(f"{count} installations, {least} are needed")
        self.count, self.least = count, least

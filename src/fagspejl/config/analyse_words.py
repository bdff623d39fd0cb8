"""What `fagspejl analyse` says, Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fagspejl.instrument.types import Language

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "made": ("{folder}: analysen og dens tal.", "{folder}: the analysis and its figures."),
    "begin_here": ("Begynd her: {file}", "Begin here: {file}"),
    "nothing_shown": (
        "Der er for få svar til at vise noget tal. Hvert tal bygger på mindst {n} personer.",
        "There are too few answers to show any figure. At least {n} people stand behind every figure.",
    ),
    "no_figure": ("Der er intet tal at vise.", "There is no figure to show."),
    "needs": (
        "Angiv --answers, --instrument og --out, eller --selftest med en mappe.",
        "Give --answers, --instrument and --out, or --selftest with a folder.",
    ),
    "no_reference": (
        "{folder} har ingen mappe »values« med referencetal. Se tests/reference i kildekoden.",
        '{folder} has no folder "values" with reference values. See tests/reference in the source.',
    ),
    "selftest_head": (
        "mål|reference|sager|tal|største relative afvigelse",
        "statistic|reference|cases|numbers|largest relative deviation",
    ),
    "selftest_failed": ("{count} AFVIGER", "{count} DIFFER"),
    "selftest_skipped": ("{count} sprunget over", "{count} skipped"),
    "selftest_not_read": ("{count} IKKE LÆST", "{count} NOT READ"),
    "selftest_unread": (
        "{file}, sagen »{case}« kunne ikke læses. {fact}",
        "{file}, case “{case}” could not be read. {fact}",
    ),
    "selftest_sum_unread": (
        "{passed} sager passer, {failed} afviger, {unread} kunne ikke læses, {skipped} er sprunget over.",
        "{passed} cases agree, {failed} differ, {unread} could not be read, {skipped} are skipped.",
    ),
    "selftest_sum": (
        "{passed} sager passer, {failed} afviger, {skipped} er sprunget over.",
        "{passed} cases agree, {failed} differ, {skipped} are skipped.",
    ),
}


def say(key: str, language: Language, **facts: object) -> str:
    """Return one sentence with its facts filled in."""
    danish, english = _SENTENCES[key]
    return (danish if language == "da" else english).format(**facts)

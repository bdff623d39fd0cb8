"""The paper for the union committee (MED): the forecast as tagged PDF (PDF/UA-1) by Typst.

It tells the day and the seed. The same forecast gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from fagspejl.disclosure.forecast.types import Outlook
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.forecast import Foretold
from fagspejl.planning.forecast.numbers import helps, meanings, number_rows, summary
from fagspejl.planning.forecast.unit_lines import rate_said, unit_line, unit_stands
from fagspejl.web.printed import typeset

_TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "paper.typ"
_SHA_SIGNS: Final = 12  # as many as start pages show


def paper_pdf(
    found: RoundFacts, told: Foretold, at: Outlook, words: Wording, *, every_unit: bool = False
) -> bytes:
    """Return the paper: rates side by side, what helps, and the units in danger (or all of them) at one rate."""
    model = paper_model(found, told, at, words, every_unit=every_unit)
    return typeset(_TEMPLATE, model, words.language)


def paper_model(
    found: RoundFacts, told: Foretold, at: Outlook, words: Wording, *, every_unit: bool = False
) -> dict[str, Any]:
    """Return everything that the paper says, finished."""
    stands = unit_stands(told.organisation, at)
    shown = [one for one in stands if one.endangered or every_unit]
    rest, rate = len(stands) - len(shown), rate_said(at.rate, words)
    lines = [unit_line(one, told.organisation, at, words) for one in shown]
    return {
        "language": words.language,
        "title": words.say("forecast_paper.title"),
        "about": words.say("forecast_paper.about", round=found.title, organisation=found.organisation),
        "made": words.say(
            "forecast_paper.made", day=words.day(told.made), seed=told.seed, sha=told.policy_sha[:_SHA_SIGNS]
        ),
        "lead": [
            words.say("forecast.lead", draws=told.draws),
            words.say(
                "forecast.asked",
                people=words.counted("planning_count.people", told.people),
                leaders=words.counted("planning_count.leaders", len(at.leaders)),
                seed=told.seed,
            ),
            *([words.counted("forecast.left_out", told.left_out)] if told.left_out else []),
        ],
        "numbers": words.say("forecast.numbers"),
        "summaries": [summary(told, one, words) for one in told.numbers],
        "note": words.say("forecast.numbers_note", draws=told.draws),
        "head": [words.say("forecast.counted"), *(rate_said(one.rate, words) for one in told.numbers)],
        "rows": [[row.name, *row.cells] for row in number_rows(told, words)],
        "means": words.say("forecast.means"),
        "meanings": meanings(told, words),
        "helps": words.say("forecast.helps"),
        "help": helps(told, at, words),
        "units": words.say(f"forecast_paper.{'all' if every_unit else 'danger'}", rate=rate),
        "lines": [
            [
                line.name
                if not line.above
                else f"{line.name} ({words.say('forecast.lies_in', unit=line.above)})",
                line.text,
            ]
            for line in lines
        ],
        "none": "" if lines else words.say("forecast.none_in_danger", rate=rate),
        "rest": words.counted("forecast_paper.rest", rest, rate=rate) if rest else "",
        "page": words.say("forecast_paper.page"),
    }

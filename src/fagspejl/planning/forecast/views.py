"""The forecast's page and its paper. Making one is a post; both pages only read the one that was made."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.analysis.policy import ForecastPolicy
from fagspejl.disclosure.forecast.types import Outlook
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.forecast import Foretold, at_another_rate, basis_of, foretell, kept_forecast
from fagspejl.planning.access import round_here
from fagspejl.planning.forecast.forms import FIRST_SEED, ForecastForm
from fagspejl.planning.forecast.numbers import helps, meanings, number_rows, summary
from fagspejl.planning.forecast.paper import paper_pdf
from fagspejl.planning.forecast.unit_lines import rate_said, unit_line, unit_stands
from fagspejl.planning.refusals import lines_of
from fagspejl.web.assets import address as asset_address
from fagspejl.web.words_here import words_here

_PER_PAGE: Final = 100
_IN_DANGER: Final = "fare"
_USUAL: Final = ForecastPolicy()


@require_http_methods(["GET", "HEAD", "POST"])
def forecast(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show the forecast that was made; a post makes one. Raises NotYours."""
    _, found = round_here(request, round_id)
    words = words_here()
    if request.method != "POST":
        return _page(request, found, words, None)
    form = ForecastForm(words, request.POST)
    if not form.is_valid():
        return _page(request, found, words, form)
    try:
        foretell(round_id, seed=form.cleaned_data["seed"], now=utc_now())
    except FagspejlError as error:
        return _page(request, found, words, form, lines_of(error, words))
    return redirect("planning-forecast", round_id)


@require_safe
def paper(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Return the paper for the union committee; the same forecast gives the same bytes.

    Where promise, settings or lists have changed since there is none, and the page says so. Raises NotYours.
    """
    _, found = round_here(request, round_id)
    kept = _kept(request, found)
    if kept is None:
        raise NotYours
    if _is_stale(kept[0], found):
        return redirect("planning-forecast", round_id)
    made = paper_pdf(found, *kept, words_here(), every_unit=request.GET.get("enheder") == "alle")
    name = f"prognose-{round_id.hex[:8]}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _page(
    request: HttpRequest,
    found: RoundFacts,
    words: Wording,
    form: ForecastForm | None,
    refused: list[str] | None = None,
) -> HttpResponse:
    kept = _kept(request, found)
    told = None if kept is None else kept[0]
    context: dict[str, object] = {
        "round": found,
        "is_draft": can(Act.OPEN, found.state),
        "form": form or ForecastForm(words, initial=_first(told)),
        "refused": refused or [],
        "lead": words.say("forecast.lead", draws=ForecastPolicy().draws),
        "told": told,
    }
    if kept is not None:
        context |= _told(request, *kept, words) | {"stale": _is_stale(kept[0], found)}
    return render(request, "planning/forecast/page.html", context, status=422 if refused else 200)


def _kept(request: HttpRequest, found: RoundFacts) -> tuple[Foretold, Outlook] | None:
    """The forecast of a draft, at the rate that the address names. Once the round is open there is none.

    A rate that was not kept is worked out for this page alone, unless the forecast is to be made again first.
    """
    percent = _whole(request.GET.get("sats"))
    kept = kept_forecast(found.id, percent) if can(Act.OPEN, found.state) else None
    if kept is None or not _USUAL.lowest <= percent <= _USUAL.highest:
        return kept
    told, at = kept
    if percent == _percent(at.rate) or _is_stale(told, found):
        return kept
    return at_another_rate(found.id, told, percent)


def _is_stale(told: Foretold, found: RoundFacts) -> bool:
    """Whether the round promises something else by now, or asks others, than when the forecast was made."""
    return told.basis != basis_of(found.id)


def _first(told: Foretold | None) -> dict[str, object]:
    """What the form begins with: what the forecast was made with."""
    if told is None:
        return {"seed": FIRST_SEED}
    return {"seed": told.seed}


def _told(request: HttpRequest, told: Foretold, at: Outlook, words: Wording) -> dict[str, object]:
    """What the page says of a forecast at a rate, on the page of units that the address names."""
    only = request.GET.get("kun") == _IN_DANGER
    stands = [one for one in unit_stands(told.organisation, at) if one.endangered or not only]
    page = Paginator(stands, _PER_PAGE).get_page(request.GET.get("side"))
    return {
        "at": rate_said(at.rate, words),
        "made": words.day(told.made),
        "asked": words.say(
            "forecast.asked",
            people=words.counted("planning_count.people", told.people),
            leaders=words.counted("planning_count.leaders", len(at.leaders)),
            seed=told.seed,
        ),
        "left_out": words.counted("forecast.left_out", told.left_out) if told.left_out else "",
        "summary": summary(told, told.numbers[told.place_of(_percent(at.rate))], words),
        "heads": [rate_said(one.rate, words) for one in told.numbers],
        "rows": number_rows(told, words),
        "meanings": meanings(told, words),
        "helps": helps(told, at, words),
        "rates": [
            (rate_said(one.rate, words), _query(one.rate, only=only), one.rate == at.rate)
            for one in told.numbers
        ],
        "percent": _percent(at.rate),
        "lowest": _USUAL.lowest,
        "highest": _USUAL.highest,
        "slider_script": asset_address("slider.js"),
        "only": only,
        "other": _query(at.rate, only=not only),
        "page": page,
        "lines": [unit_line(one, told.organisation, at, words) for one in page.object_list],
        "before": _query(at.rate, only=only, page=page.previous_page_number()) if page.has_previous() else "",
        "after": _query(at.rate, only=only, page=page.next_page_number()) if page.has_next() else "",
        "paper": _query(at.rate),
        "paper_all": f"{_query(at.rate)}&enheder=alle",
    }


def _query(rate: float, *, only: bool = False, page: int = 1) -> str:
    """The address of the page at a rate."""
    asked: dict[str, object] = {"sats": _percent(rate)}
    if only:
        asked["kun"] = _IN_DANGER
    if page > 1:
        asked["side"] = page
    return f"?{urlencode(asked)}"


def _percent(rate: float) -> int:
    return round(100 * rate)


def _whole(text: str | None) -> int:
    """A rate in per cent out of an address; 0, which is none, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= len("100") else 0

"""What is sent to a browser: a page of the pipeline under its bar, a page as PDF, and the note of a withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fagspejl.reporting.page_types.below import BelowPage
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.kinds import Page, PrintedPage
from fagspejl.reporting.served import pdf_bytes
from fagspejl.web.assets import address


def page_response(
    request: HttpRequest, page: Page | BelowPage, about: Mapping[str, object], *, bar: str = "bar"
) -> HttpResponse:
    """Return the page with links above it: the template `bar`, told `about` the page. A big screen gets its clock."""
    links = render_to_string(f"reporting/site/{bar}.html", dict(about), request)
    script = address("projector.js") if page.kind == "projector" else None
    return HttpResponse(render_html(page, style_href=address("site.css"), script_href=script, bar=links))


def pdf_response(page: PrintedPage, closed: date | None, name: str) -> HttpResponse:
    """Return the page as a PDF file to keep, dated the day the round closed; `name` without its ending."""
    response = HttpResponse(pdf_bytes(page, closed), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def withdrawn_response(request: HttpRequest, note: str | None) -> HttpResponse:
    """Return why a page is not shown any longer, and nothing of it."""
    return render(request, "reporting/site/withdrawn.html", {"note": note}, status=410)

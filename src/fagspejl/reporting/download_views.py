"""What a planner takes away of a published round: files of released figures, and all reports as one ZIP file."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.reporting.downloads import NAMES, TYPES, figures_file
from fagspejl.reporting.permissions import check_can_download
from fagspejl.reporting.report_archive import archive
from fagspejl.reporting.responses import withdrawn_response
from fagspejl.web.words_here import words_here

ARCHIVE = "rapporter.zip"


@require_safe
def files(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """List what may be taken away. Nothing is made and nothing logged yet."""
    offered = check_can_download(round_id, staff_here(request))
    if offered.found.withdrawn is not None:
        return withdrawn_response(request, offered.found.withdrawn)
    return render(request, "reporting/site/files.html", {"offered": offered})


@require_safe
def reports(request: HttpRequest, round_id: UUID) -> HttpResponseBase:
    """Send every leader's report as PDF in one ZIP file, each logged before it leaves."""
    staff = staff_here(request)
    offered = check_can_download(round_id, staff)
    if not offered.reports:
        raise Http404
    if request.method == "HEAD":
        return HttpResponse(content_type="application/zip")
    sent = archive(offered.reports, words_here(), staff.actor)
    response = StreamingHttpResponse(sent, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{ARCHIVE}"'
    return response


@require_safe
def figures(request: HttpRequest, round_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the released figures in one format."""
    staff = staff_here(request)
    offered = check_can_download(round_id, staff)
    if kind not in offered.figures:
        raise Http404
    if offered.found.withdrawn is not None:
        return withdrawn_response(request, offered.found.withdrawn)
    if request.method == "HEAD":
        return HttpResponse(content_type=TYPES[kind])
    file = figures_file(offered, kind, words_here(), staff)
    return FileResponse(file, as_attachment=True, filename=NAMES[kind], content_type=TYPES[kind])

"""Uploads: in memory alone, and never more than the limit. Every form that takes a file is taken by these."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from fagspejl.intake import WEB_LIMITS, HeldFile, masked
from fagspejl.planning.access import planner_here

MOST_BYTES: Final = WEB_LIMITS.csv_bytes
_FORM_BYTES: Final = 64 * 1024  # what the form itself may take
View = Callable[..., HttpResponse]


class HeldUploads(FileUploadHandler):
    """Keeps uploaded files in memory, all of them together below the limit. Beyond it nothing more is read."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._parts: list[bytes] = []
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._parts = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece. Raises StopUpload."""
        self._size += len(raw_data)
        if self._size > MOST_BYTES:
            _mark(self.request)
            raise StopUpload(connection_reset=True)
        self._parts.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return a file."""
        content = b"".join(self._parts)
        self._parts = []
        return InMemoryUploadedFile(
            io.BytesIO(content), self.field_name, self.file_name or "", self.content_type, len(content), None
        )


def held_in_memory(view: View) -> View:
    """Let a planner's POST carry files into memory. Asked of what is sent before its first byte is read.

    Who asks, and how much comes, is known before the form is; so the check that the form is ours comes after both.
    """
    checked = csrf_protect(view)

    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [HeldUploads(request)]  # before anybody looks into a plain form
        planner_here(request)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + _FORM_BYTES:
            _mark(request)
            return view(request, *args, **kwargs)
        return checked(request, *args, **kwargs)

    return csrf_exempt(held)


def too_large(request: HttpRequest) -> bool:
    """Whether more was sent than is read. Then nothing of it may be looked at: its form was not checked."""
    return bool(getattr(request, "fagspejl_too_large", False))


def files_of(request: HttpRequest, field: str) -> list[HeldFile]:
    """Return the files of a field, by the names they have without folders."""
    found = []
    for one in request.FILES.getlist(field):
        name = " ".join((one.name or "").replace("\\", "/").rpartition("/")[2].split())[:200]
        found.append(HeldFile(masked(name) or "liste", one.read()))
    return found


def _mark(request: HttpRequest | None) -> None:
    request.fagspejl_too_large = True  # type: ignore[union-attr]

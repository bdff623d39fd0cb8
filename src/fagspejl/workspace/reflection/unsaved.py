"""What was typed and cannot be kept, since the notes do not open or the note is gone: shown again, to be copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong

_TYPED: Final = ("answer", "afterwards")


def typed_text(request: HttpRequest) -> str:
    """Return what somebody typed in the one field of a page that keeps a note, "" where nothing was."""
    return next((text for name in _TYPED if (text := request.POST.get(name, "").strip())), "")


def unsaved_page(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    """Return the page that says why nothing was kept, and what it was."""
    told = {"why": why, "text": typed_text(request)}
    return render(request, "workspace/reflection/unsaved.html", told, status=status)


def keeping_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show what was typed where the notes do not open; without any the error tells it."""

    @wraps(view)
    def told(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (NotesKeyMissing, NotesKeyWrong):
            if not typed_text(request):
                raise
            return unsaved_page(request, "closed_now", status=503)

    return told

"""The one policy layer: who is asking, and what they may do. Every view and command asks here or in its own room.

Rights are read for each request, so that a role that was taken is gone at the next click.
"""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from fagspejl.accounts.errors import NotLoggedIn
from fagspejl.accounts.models import User
from fagspejl.accounts.origins import is_ours
from fagspejl.accounts.selectors import has_second_factor, staff_read
from fagspejl.accounts.services import is_demo
from fagspejl.accounts.types import Staff


def staff_behind(request: HttpRequest) -> Staff | None:
    """Return who is logged in, with the rights of this moment, or None. Read once per request."""
    if not hasattr(request, "fagspejl_staff"):
        user = request.user
        found = staff_read(user) if isinstance(user, User) else None
        request.fagspejl_staff = found  # type: ignore[attr-defined]
    return request.fagspejl_staff  # type: ignore[attr-defined, no-any-return]


def staff_here(request: HttpRequest) -> Staff:
    """Return who is logged in. Raises NotLoggedIn."""
    staff = staff_behind(request)
    if staff is None:
        raise NotLoggedIn
    return staff


def second_factor_missing(request: HttpRequest, staff: Staff) -> str | None:
    """Return None, "set up" or "prove": what stands between a person who needs a second factor and the pages.

    A session that began before the second factor was made must prove it once. The demo's logins need none.
    """
    if not staff.needs_second_factor or (request.session.get("demo") and is_demo()):
        return None
    if not has_second_factor(staff.id):
        return "set up"
    proven = any(entry.get("method") == "mfa" for entry in get_authentication_records(request, request.user))
    return None if proven else "prove"


def from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that a form stood on a page of this site."""
    return is_ours(request)

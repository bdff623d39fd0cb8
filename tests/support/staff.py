"""Staff who log in: accounts of the cast, and a client that goes through the real pages."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.services import add_user
from fagspejl.accounts.types import RoleKind, Staff
from fagspejl.audit.types import Actor

PER = Actor("command", "Per")
HERE = {"Origin": "http://testserver"}


@dataclass(frozen=True)
class Cast:
    """Somebody with an account, and the secret of their code app if they have one."""

    staff: Staff
    secret: str | None = None

    @property
    def email(self) -> str:
        """The address the account has."""
        return self.staff.email

    def app_code(self, *, next_one: bool = False) -> str:
        """What the code app shows at this moment, or half a minute later."""
        assert self.secret is not None
        return one_time_code(self.secret, int(time.time()) // 30 + next_one)


def somebody(name: str, *roles: RoleKind, app: bool = False, person: str | None = None) -> Cast:
    """Make an account "name@fjordby.dk"; with `app` the code app is turned on."""
    email = f"{name.split(maxsplit=1)[0].lower()}@fjordby.dk"
    staff = add_user(email=email, name=name, actor=PER, roles=roles, person_key=person)
    if not app:
        return Cast(staff)
    secret = base64.b32encode(secrets.token_bytes(20)).decode("ascii")
    data = {"secret": get_adapter().encrypt(secret)}
    Authenticator.objects.create(user_id=staff.id, type=Authenticator.Type.TOTP, data=data)
    return Cast(staff, secret)


def account_at(email: str) -> Cast:
    """Return the account that somebody was given by the product, without a second factor."""
    found = account_of(email)
    assert found is not None, f"{email} has no account"
    return Cast(found.staff)


def one_time_code(secret: str, counter: int) -> str:
    """Six digits as RFC 4226 makes them: what any code app does, written without allauth's own."""
    mac = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1)
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"


def code_in(text: str) -> str:
    """Return the login code that a mail holds."""
    (code,) = re.findall(r"^ {4}([A-Z]{4}-[A-Z]{4})$", text, re.MULTILINE)
    return str(code)


def ask_for_code(client: Client, email: str) -> None:
    """Send the login form."""
    answer = client.post("/log-ind/", {"email": email}, headers=HERE)
    assert (answer.status_code, answer["Location"]) == (302, "/log-ind/kode/")


def log_in(client: Client, who: Cast) -> None:
    """Go through the pages of logging in, second factor included."""
    before = len(mail.outbox)
    ask_for_code(client, who.email)
    assert len(mail.outbox) == before + 1
    answer = client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    if who.secret is not None:
        assert answer["Location"] == "/log-ind/bekraeft/"
        answer = client.post("/log-ind/bekraeft/", {"code": who.app_code()})
    assert answer.status_code == 302, answer.content
    assert "_auth_user_id" in client.session


def factors_of(who: Cast) -> set[str]:
    """Return the kinds of second factors an account has."""
    return set(Authenticator.objects.filter(user_id=who.staff.id).values_list("type", flat=True))

"""How django-allauth works in this house: no sign-up, no passwords, our words, our mail, our log."""

from __future__ import annotations

import base64
import logging
import os
from collections.abc import Iterator, Mapping
from functools import partial
from smtplib import SMTPException
from typing import Any, Final

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fagspejl.accounts.models import User
from fagspejl.accounts.refusals import Refusal, log_refusal
from fagspejl.accounts.sessions import begin_session
from fagspejl.accounts.throttling import network_here, remember_network
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import utc_now
from fagspejl.lib.derivation import derive
from fagspejl.web.words_here import words_here

logger = logging.getLogger(__name__)

# what allauth calls a fault -> the key of our sentence; all others are told as a wrong code
_ACCOUNT_FAULTS: Final = {"too_many_login_attempts": "login.too_many", "incorrect_code": "code.wrong"}
_FACTOR_FAULTS: Final = {"too_many_login_attempts": "second.too_many", "incorrect_code": "second.wrong"}


class _Faults(Mapping[str, str]):
    """allauth's table of messages, in the language of the request."""

    def __init__(self, keys: Mapping[str, str], otherwise: str) -> None:
        self._keys, self._otherwise = keys, otherwise

    def __getitem__(self, code: str) -> str:
        return words_here().say(self._keys.get(code, self._otherwise))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an operator or at publication; login is by a code in a mail."""

    error_messages = _Faults(_ACCOUNT_FAULTS, "code.wrong")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Log in with a new session id, start the session's clock, and write it in the log."""
        super().login(request, user)
        begin_session(request.session, now=utc_now())
        used = {entry.get("method") for entry in get_authentication_records(request, user)}
        remember_network(user.email, network_here(request))
        record(actor=_actor(user), event=Event.LOGGED_IN, facts={"second_factor": "mfa" in used})

    def logout(self, request: HttpRequest) -> None:
        """Log out and write it in the log."""
        if isinstance(request.user, User):
            record(actor=_actor(request.user), event=Event.LOGGED_OUT)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has no second factor yet has nothing to prove again: the code from the mail let them in."""
        user = self.request.user
        if user.is_authenticated and not Authenticator.objects.filter(user_id=user.pk).exists():
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ask for the passkey first where there is no code app: recovery codes are for emergencies."""
        methods = list(super().get_reauthentication_methods(user))
        has_app = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
        return (
            methods if has_app else sorted(methods, key=lambda method: method["id"] == "mfa_reauthenticate")
        )

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A disabled account is told nothing that an unknown one is not."""
        log_refusal(request, Refusal.CLOSED, str(user.pk))
        return HttpResponseRedirect(reverse("account_login"))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Keep only what went wrong for the next page: that something went well, the page shows itself."""
        if message := kwargs.get("message"):
            request.session["notice"] = str(message)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the code after the answer has left, so that its time does not tell whether the account exists."""
        if template_prefix != "account/email/login_code":
            return
        words = words_here()
        mail = EmailMessage(
            subject=words.say("code_mail.subject"),
            body=words.say("code_mail.body", code=context["code"]).strip() + "\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        context["request"].fagspejl_afterwards.append(partial(_send, mail))


class StaffFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: secrets encrypted by a key outside the database, our names, a drawing without scripts."""

    error_messages = _Faults(_FACTOR_FAULTS, "second.wrong")

    def get_totp_issuer(self) -> str:
        """Return what the code app calls us."""
        return words_here().say("layout.product")

    def _get_site_name(self) -> str:
        return words_here().say("layout.product")

    def build_totp_svg(self, url: str) -> str:
        """Return the picture for the code app."""
        drawn = segno.make(url, error="m").svg_inline(scale=5, border=4, omitsize=False, light="#fff")
        assert isinstance(drawn, str)
        return drawn

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - allauth's name
        """Return a name for a new passkey."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        words = words_here()
        return words.say("passkey.next_name", number=count + 1) if count else words.say("passkey.first_name")

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database: AES-256-GCM, the key derived from the site's secret."""
        nonce = os.urandom(12)
        return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, text.encode("utf-8"), None)).decode(
            "ascii"
        )

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret. Raises InvalidTag when the site's secret is another."""
        raw = base64.b64decode(encrypted_text)
        return AESGCM(_key()).decrypt(raw[:12], raw[12:], None).decode("utf-8")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The log tells about changes; no mail does."""


def _key() -> bytes:
    return derive(settings.SECRET_KEY.encode("utf-8"), "second-factor")


def _actor(user: User) -> Actor:
    return Actor(str(user.pk), user.name)


def _send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.error("the mail with a login code was not sent: %s", type(error).__name__)

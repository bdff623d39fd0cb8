"""The forms of logging in: allauth's, with our words for what is missing or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from fagspejl.accounts.models import User
from fagspejl.accounts.refusals import Refusal, log_refusal
from fagspejl.accounts.selectors import account_id
from fagspejl.accounts.throttling import (
    CODES_ASKED,
    FACTOR_GUESSES,
    begin_anew,
    may_guess_code,
    network_here,
    network_over,
    over,
    spend,
)
from fagspejl.web.words_here import words_here


def _say(field: forms.Field, **keys: str) -> None:
    words = words_here()
    field.error_messages |= {code: words.say(key) for code, key in keys.items()}


class AskForCode(RequestLoginCodeForm):  # type: ignore[misc]
    """Where a code is to be sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.EmailField(max_length=254)
        _say(
            field, required="login.email_missing", invalid="login.email_wrong", max_length="login.email_wrong"
        )
        self.fields["email"] = field

    def clean_email(self) -> str:
        """Refuse what is asked for too often; by its address alone, so that nothing tells whether it has an account."""
        email, network = str(self.cleaned_data["email"]).lower(), network_here(context.request)
        beyond = network_over(network) or over(CODES_ASKED, email, network)
        if not beyond:
            return str(super().clean_email())
        if beyond == 1:  # once, however many follow
            log_refusal(context.request, Refusal.TOO_MANY, account_id(email))
        raise get_account_adapter().validation_error("too_many_login_attempts")


class TypeCode(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="code.missing")

    def clean_code(self) -> str:
        """Count the guess before it is compared: a code has three, however many come at the same moment."""
        if not may_guess_code(self.expected_code, context.request.session.session_key or ""):
            raise get_account_adapter().validation_error("incorrect_code")
        return str(super().clean_code())


class TurnOnApp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a code app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="app.missing")

    def clean_code(self) -> str:
        """Turn the app on by a code that is used up with that, and opens nothing afterwards."""
        with _guess(self.user, Refusal.SECOND_FACTOR):
            code = str(super().clean_code())
            _use_up(self.user, code, app=True)
        return code


class ProveFactor(AuthenticateForm):  # type: ignore[misc]
    """A code of the code app, or a recovery code, when logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="second.missing")

    def clean_code(self) -> str:
        """Accept a code once."""
        with _guess(self.user, Refusal.SECOND_FACTOR):
            code = str(super().clean_code())
            _use_up(self.user, code, app=self.authenticator.type == Authenticator.Type.TOTP)
        return code


class ProveFactorAgain(ReauthenticateForm):  # type: ignore[misc]
    """The same, before something important is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="second.missing")

    def clean_code(self) -> str:
        """Accept a code once."""
        with _guess(self.user, Refusal.SECOND_FACTOR):
            code = str(super().clean_code())
            _use_up(self.user, code, app=self.authenticator.type == Authenticator.Type.TOTP)
        return code


@contextmanager
def _guess(user: User, why: Refusal) -> Iterator[None]:
    """Count a guess before it is compared, and begin anew when it was right. A wrong one is a line in the log."""
    request, network = context.request, network_here(context.request)
    beyond = over(FACTOR_GUESSES, user.email, network)
    if beyond:
        if beyond == 1:
            log_refusal(request, Refusal.TOO_MANY, str(user.pk))
        raise get_factor_adapter().validation_error("too_many_login_attempts")
    try:
        yield
    except forms.ValidationError:
        log_refusal(request, why, str(user.pk))
        raise
    begin_anew(FACTOR_GUESSES, user.email, network)


def _use_up(user: User, code: str, *, app: bool) -> None:
    """Accept a code once: the app's as long as its clock may accept it, a recovery code until it is crossed out."""
    periods = 2 * app_settings.TOTP_TOLERANCE + 1
    within = timedelta(seconds=periods * app_settings.TOTP_PERIOD) if app else timedelta(days=1)
    if not spend(str(user.pk), code, within=within):
        raise get_factor_adapter().validation_error("incorrect_code")

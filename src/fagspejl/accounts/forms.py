"""The forms of logging in: allauth's, with our words for what is missing or wrong."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache

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


class TypeCode(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="code.missing")


class TurnOnApp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a code app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="app.missing")


class ProveFactor(AuthenticateForm):  # type: ignore[misc]
    """A code of the code app, or a recovery code, when logging in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="second.missing")

    def clean_code(self) -> str:
        """Accept a code once."""
        code = str(super().clean_code())
        _remember_used(self.authenticator, code)
        return code


class ProveFactorAgain(ReauthenticateForm):  # type: ignore[misc]
    """The same, before something important is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], required="second.missing")

    def clean_code(self) -> str:
        """Accept a code once."""
        code = str(super().clean_code())
        _remember_used(self.authenticator, code)
        return code


def _remember_used(authenticator: Authenticator, code: str) -> None:
    """allauth forgets a used code after one period; with tolerance it would be accepted in three."""
    if authenticator.type == Authenticator.Type.TOTP:
        periods = 2 * app_settings.TOTP_TOLERANCE + 1
        key = authenticator.wrap()._get_used_cache_key(code)
        cache.set(key, "y", timeout=periods * app_settings.TOTP_PERIOD)

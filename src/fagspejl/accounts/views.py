"""The pages of logging in: allauth's steps with our forms, templates and log."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import get_language
from django.views import View

from fagspejl.accounts.forms import AskForCode, ProveFactor, ProveFactorAgain, TurnOnApp, TypeCode
from fagspejl.accounts.origins import from_our_own_pages
from fagspejl.accounts.permissions import second_factor_missing, staff_here
from fagspejl.accounts.refusals import Refusal, log_refusal
from fagspejl.accounts.selectors import account_id, has_second_factor
from fagspejl.accounts.throttling import network_here, unknown_address
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.web.words_here import words_here


class Login(account.RequestLoginCodeView):  # type: ignore[misc]
    """Ask for a code. Sets no cookie until the form is sent."""

    form_class = AskForCode
    template_name = "accounts/login.html"

    def get_form_class(self) -> type[AskForCode]:
        """Our form."""
        return AskForCode

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever comes back here wants a new code."""

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        """Where somebody without an account types the code of a letter."""
        context: dict[str, Any] = super().get_context_data(**known)
        return {**context, "letter_code": resolve_url(settings.LETTER_CODE_URL)}

    def form_valid(self, form: AskForCode) -> HttpResponse:
        """Send the code, and keep the language that was chosen on this page."""
        response: HttpResponse = super().form_valid(form)
        if not account_id(form.cleaned_data["email"]) and unknown_address(network_here(self.request)):
            log_refusal(self.request, Refusal.UNKNOWN)
        if "sprog" in self.request.GET:
            self.request.session["language"] = (get_language() or "da")[:2]
        return response


class ConfirmCode(account.ConfirmLoginCodeView):  # type: ignore[misc]
    """Type the code."""

    template_name = "accounts/code.html"

    def get_form_class(self) -> type[TypeCode]:
        """Our form."""
        return TypeCode

    def form_invalid(self, form: TypeCode) -> HttpResponse:
        """Say that a code which was tried too often is gone."""
        if form.data.get("code"):
            log_refusal(self.request, Refusal.MAIL_CODE, _tried(self.stage.login.user))
        response: HttpResponse = super().form_invalid(form)
        if "notice" in self.request.session:
            self.request.session["notice"] = words_here().say("code.too_many")
        return response


class Logout(account.LogoutView):  # type: ignore[misc]
    """Ask, then end the session."""

    template_name = "accounts/logout.html"


class Factors(factor.IndexView):  # type: ignore[misc]
    """What second factors one has, and the way to more. Those who must have one meet this page first."""

    template_name = "accounts/factors.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a second factor is missing, and those there are."""
        staff = staff_here(self.request)
        found: dict[str, Any] = super().get_context_data(**kwargs)
        own = found["authenticators"]
        return {
            **found,
            "must": second_factor_missing(self.request, staff) == "set up",
            "passkeys": own.get(Authenticator.Type.WEBAUTHN, ()),
            "app": own.get(Authenticator.Type.TOTP),
            "codes": own.get(Authenticator.Type.RECOVERY_CODES),
        }


class ProveFactorView(factor.AuthenticateView):  # type: ignore[misc]
    """The second step of logging in."""

    template_name = "accounts/second.html"

    def get_form_class(self) -> type[ProveFactor]:
        """Our form."""
        return ProveFactor

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which kinds the person has."""
        return {**super().get_context_data(**kwargs), **_kinds(self.stage.login.user.pk)}


class OnlyWithFactor(View):
    """What makes no sense without a second factor: whoever has none is sent to the page where one is made."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever has one."""
        if not has_second_factor(staff_here(request).id):
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)


class ProveFactorAgainView(OnlyWithFactor, factor.ReauthenticateView):  # type: ignore[misc]
    """Prove the second factor once more, by a code."""

    template_name = "accounts/second_again.html"

    def get_form_class(self) -> type[ProveFactorAgain]:
        """Our form."""
        return ProveFactorAgain

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which kinds the person has."""
        return {**super().get_context_data(**kwargs), **_kinds(self.request.user.pk)}


class ProveKeyAgainView(OnlyWithFactor, passkey.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Prove the second factor once more, by a passkey."""

    template_name = "accounts/key_again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which kinds the person has."""
        return {**super().get_context_data(**kwargs), **_kinds(self.request.user.pk)}


class TurnOnAppView(app.ActivateTOTPView):  # type: ignore[misc]
    """Turn the code app on."""

    template_name = "accounts/app_on.html"

    def get_form_class(self) -> type[TurnOnApp]:
        """Our form."""
        return TurnOnApp

    def form_valid(self, form: TurnOnApp) -> HttpResponse:
        """Turn it on: whoever typed its code has proven it for this session."""
        response: HttpResponse = super().form_valid(form)
        _added(self.request, "app")
        return response


class TurnOffAppView(app.DeactivateTOTPView):  # type: ignore[misc]
    """Turn the code app off."""

    template_name = "accounts/app_off.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Turn it off and write it in the log."""
        response: HttpResponse = super().form_valid(form)
        _log(self.request, Event.SECOND_FACTOR_REMOVED, kind="app")
        return response


class AddPasskey(passkey.AddWebAuthnView):  # type: ignore[misc]
    """Make a passkey."""

    template_name = "accounts/passkey_on.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it: whoever made it has proven it for this session."""
        response: HttpResponse = super().form_valid(form)
        _added(self.request, "passkey")
        return response


class RemovePasskey(passkey.RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey."""

    template_name = "accounts/passkey_off.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it and write it in the log."""
        response: HttpResponse = super().form_valid(form)
        _log(self.request, Event.SECOND_FACTOR_REMOVED, kind="passkey")
        return response


class RecoveryCodes(codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """Show new recovery codes, once."""

    template_name = "accounts/codes.html"


class NewRecoveryCodes(OnlyWithFactor, codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new recovery codes, for whoever has a second factor."""

    template_name = "accounts/new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them and write it in the log."""
        response: HttpResponse = super().form_valid(form)
        _log(self.request, Event.RECOVERY_CODES_MADE)
        return response


class PasskeyLogin(passkey.LoginWebAuthnView):  # type: ignore[misc]
    """Log in with a passkey alone."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Write it in the log; whose passkey was meant, nobody knows."""
        log_refusal(self.request, Refusal.PASSKEY)
        response: HttpResponse = super().form_invalid(form)
        return response


login = from_our_own_pages(Login.as_view())
passkey_login = from_our_own_pages(PasskeyLogin.as_view())


def _tried(user: Any) -> str:
    """Return whose code was tried, "" for an address without an account."""
    return "" if user is None or user.pk is None else str(user.pk)


def _kinds(user_id: Any) -> dict[str, bool]:
    kinds = set(Authenticator.objects.filter(user_id=user_id).values_list("type", flat=True))
    return {"has_app": Authenticator.Type.TOTP in kinds, "has_key": Authenticator.Type.WEBAUTHN in kinds}


def _added(request: HttpRequest, kind: str) -> None:
    """Whoever made it has proven it just now: that holds for this session, and for seeing the recovery codes."""
    made = Authenticator.objects.filter(user_id=staff_here(request).id).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    proof = ReauthenticateForm(user=request.user)
    proof.authenticator = made.latest("created_at")
    proof.save()
    _log(request, Event.SECOND_FACTOR_ADDED, kind=kind)


def _log(request: HttpRequest, event: Event, **facts: str) -> None:
    record(actor=staff_here(request).actor, event=event, facts=dict(facts))

"""Addresses of logging in. The names are those by which django-allauth's own steps find each other."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from fagspejl.accounts import views

urlpatterns = [
    path("log-ind/", views.login, name="account_login"),
    path("log-ind/", views.login, name="account_request_login_code"),
    path("log-ind/kode/", views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("log-ind/noegle/", views.passkey_login, name="mfa_login_webauthn"),
    path("log-ind/bekraeft/", views.ProveFactorView.as_view(), name="mfa_authenticate"),
    path("log-ud/", views.Logout.as_view(), name="account_logout"),
    path("sikkerhed/", views.Factors.as_view(), name="mfa_index"),
    path("sikkerhed/bekraeft/", views.ProveFactorAgainView.as_view(), name="mfa_reauthenticate"),
    path("sikkerhed/bekraeft/noegle/", views.ProveKeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("sikkerhed/app/", views.TurnOnAppView.as_view(), name="mfa_activate_totp"),
    path("sikkerhed/app/fra/", views.TurnOffAppView.as_view(), name="mfa_deactivate_totp"),
    path("sikkerhed/noegler/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("sikkerhed/noegler/ny/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("sikkerhed/noegler/<int:pk>/fjern/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("sikkerhed/noedkoder/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("sikkerhed/noedkoder/nye/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]

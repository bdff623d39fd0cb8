"""Whether this machine may join the site: it holds the same secrets as the machines that were here before."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from fagspejl.lib.private_files import read_secret
from fagspejl.organisation.services import check_secret, forget_secrets

SITE, MAIL = "site.secret", "mail.secret"


def check_secrets(*, sends: bool, anew: bool = False) -> None:
    """Compare the secrets in the key folder with what the database knows of them. Raises SecretDiffers.

    `sends`: this process needs the secret of mails, which is made where there is none. `anew`: they were lost or
    changed on purpose, and those of this machine count from now on. A site on SQLite has one machine.
    """
    if connection.vendor != "postgresql":
        return
    if anew:
        forget_secrets()
    check_secret(SITE, settings.SECRET_KEY)
    if sends or (settings.KEYS / MAIL).exists():
        check_secret(MAIL, read_secret(settings.KEYS / MAIL))

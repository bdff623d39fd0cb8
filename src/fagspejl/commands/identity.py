"""`fagspejl identity`: the key that this installation signs its extracts with, as others need it."""

from __future__ import annotations

import click

from fagspejl.commands.console import json_option
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site


@click.group()
def identity() -> None:
    """Show others which key this installation signs with."""


@identity.command()
@click.option("--name", required=True, help="What the organisation is called, as others know it.")
@json_option
@with_site()
def show(site: Site, name: str, as_json: bool) -> None:
    """Print the line that others put into their file of keys, and the digits to read aloud to them.

    The key is made the first time. What is printed is public: it verifies signatures and cannot make any. Exit codes:
    0 done; 1 the key cannot be used; 2 the name cannot.
    """
    from django.conf import settings

    from fagspejl.lib.signatures import (
        KeysUnusable,
        TrustedKey,
        fingerprint,
        installation_of,
        is_plain_name,
        public_of,
    )
    from fagspejl.operations.services.federation.identity import identity_key

    with refusing(site):
        if not is_plain_name(name):
            raise KeysUnusable("own_name", 0, name)
        key = TrustedKey(public_of(identity_key(settings.DATA)), name)
    digits = fingerprint(key.public)
    if as_json:
        site.document(
            {"line": key.line, "digits": digits, "installation": installation_of(key.public), "name": name}
        )
        return
    site.line(key.line)
    site.tell("identity.digits", digits=digits)
    site.tell("identity.read_aloud")

"""`fagspejl user`: staff accounts and their roles. Respondents have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fagspejl.accounts.types import ROLES, RoleKind
from fagspejl.commands.console import Terminal, json_option
from fagspejl.commands.error_edge import refusing
from fagspejl.commands.site import Site, with_site
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES, Language

if TYPE_CHECKING:
    from fagspejl.accounts.types import StaffAccount

_email = click.argument("email")


@click.group()
def user() -> None:
    """Staff accounts: who may log in, and what they may do. Leaders get theirs when reports are published."""


@user.command()
@_email
@click.option("--name", required=True, help="What pages and the access log call the person.")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, help="A role; may be repeated.")
@click.option("--person", metavar="ID", help="Who this is on the roster, by the roster's own id.")
@click.option(
    "--mail-language", type=click.Choice(LANGUAGES), default="da", help="Language of pages and mails."
)
@with_site(makes=True)
def add(
    site: Site,
    email: str,
    name: str,
    roles: tuple[RoleKind, ...],
    person: str | None,
    mail_language: Language,
) -> None:
    """Make an account. The person logs in with a code that is sent to EMAIL; nothing is sent now.

    Without --person the account belongs to the one person on the roster with this address, if there is one.
    """
    from django.conf import settings

    from fagspejl.accounts.services import add_user

    with refusing(site, only=FagspejlError):
        made = add_user(
            email=email, name=name, roles=roles, person_key=person, language=mail_language, actor=site.actor
        )
    site.tell("user.added", name=made.name, email=made.email, address=settings.BASE_URL)
    if made.needs_second_factor:
        site.tell("user.added_factor", name=made.name)
    site.tell("user.on_roster" if made.person else "user.not_on_roster")


@user.command("list")
@json_option
@with_site()
def list_(site: Site, as_json: bool) -> None:
    """List every account: address, name, roles, second factor."""
    from fagspejl.accounts.selectors import all_accounts

    found = all_accounts()
    if as_json:
        site.document({"accounts": [_document(account) for account in found]})
        return
    for account in found:
        site.line(_line(site, account))
    if not found:
        site.tell("user.no_users")


@user.command()
@_email
@click.argument("role", type=click.Choice(ROLES))
@click.option("--remove", is_flag=True, help="Take the role away.")
@with_site()
def role(site: Site, email: str, role: RoleKind, remove: bool) -> None:
    """Give a role, or take it away. It counts from the person's next click."""
    from fagspejl.accounts.services import give_role, take_role

    with refusing(site, only=FagspejlError):
        (take_role if remove else give_role)(email=email, role=role, actor=site.actor)
    _done(site, "role_taken" if remove else "role_given", email, role=site.say(f"user.role.{role}"))


@user.command()
@_email
@click.option("--undo", is_flag=True, help="Open the account again.")
@with_site()
def disable(site: Site, email: str, undo: bool) -> None:
    """Close an account and log it out everywhere at once."""
    from fagspejl.accounts.services import disable_user, enable_user

    with refusing(site, only=FagspejlError):
        (enable_user if undo else disable_user)(email=email, actor=site.actor)
    _done(site, "enabled" if undo else "disabled", email)


@user.command("reset-factor")
@_email
@with_site()
def reset_factor(site: Site, email: str) -> None:
    """Forget the second factor of somebody who lost it, and log the account out everywhere.

    Make sure by another way than mail that it is the person who asks.
    """
    from fagspejl.accounts.services import forget_second_factor

    with refusing(site, only=FagspejlError):
        forget_second_factor(email=email, actor=site.actor)
    _done(site, "factor_reset", email)


def _done(site: Site, key: str, email: str, **facts: str) -> None:
    site.tell(f"user.{key}", email=email.strip().lower(), **facts)


def _document(account: StaffAccount) -> dict[str, object]:
    """Return what `_line` tells of an account."""
    staff = account.staff
    lacks = staff.needs_second_factor and not account.second_factor
    return {
        "email": staff.email,
        "name": staff.name,
        "roles": [role for role in ROLES if role in staff.roles],
        "leader": staff.leads,
        "second_factor": "set" if account.second_factor else "missing" if lacks else None,
        "closed": not account.active,
    }


def _line(terminal: Terminal, account: StaffAccount) -> str:
    staff = account.staff
    facts = [terminal.say(f"user.role.{role}") for role in ROLES if role in staff.roles]
    if staff.leads:
        facts.append(terminal.say("user.leader"))
    if account.second_factor:
        facts.append(terminal.say("user.has_factor"))
    elif staff.needs_second_factor:
        facts.append(terminal.say("user.lacks_factor"))
    if not account.active:
        facts.append(terminal.say("user.closed"))
    return "  ".join([staff.email, staff.name, ", ".join(facts)]).rstrip()

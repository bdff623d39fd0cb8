"""`fagspejl user`: staff accounts and their roles. Respondents have none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fagspejl.accounts.errors import (
    AccountUnknown,
    EmailInvalid,
    EmailTaken,
    PersonHasAccount,
    PersonUnknown,
)
from fagspejl.accounts.types import ROLES, RoleKind
from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import operator, site_options
from fagspejl.commands.database import use_data, use_existing
from fagspejl.commands.file_errors import end
from fagspejl.commands.site_sentences import role_name, say
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
@site_options
def add(
    email: str,
    name: str,
    roles: tuple[RoleKind, ...],
    person: str | None,
    mail_language: Language,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Make an account. The person logs in with a code that is sent to EMAIL; nothing is sent now.

    Without --person the account belongs to the one person on the roster with this address, if there is one.
    """
    use_data(data, keys, language=language)
    from django.conf import settings

    from fagspejl.accounts.services import add_user

    with _told(language):
        made = add_user(
            email=email, name=name, roles=roles, person_key=person, language=mail_language, actor=operator()
        )
    if quiet:
        return
    click.echo(say("added", language, name=made.name, email=made.email, address=settings.BASE_URL))
    if made.needs_second_factor:
        click.echo(say("added_factor", language, name=made.name))
    click.echo(say("on_roster" if made.person else "not_on_roster", language))


@user.command("list")
@site_options
def list_(data: Path | None, keys: Path | None, language: Language, quiet: bool) -> None:
    """List every account: address, name, roles, second factor."""
    use_existing(data, keys, language=language)
    from fagspejl.accounts.selectors import all_accounts

    found = all_accounts()
    for account in found:
        click.echo(_line(account, language))
    if not found and not quiet:
        click.echo(say("no_users", language))


@user.command()
@_email
@click.argument("role", type=click.Choice(ROLES))
@click.option("--remove", is_flag=True, help="Take the role away.")
@site_options
def role(
    email: str,
    role: RoleKind,
    remove: bool,
    data: Path | None,
    keys: Path | None,
    language: Language,
    quiet: bool,
) -> None:
    """Give a role, or take it away. It counts from the person's next click."""
    use_existing(data, keys, language=language)
    from fagspejl.accounts.services import give_role, take_role

    with _told(language):
        (take_role if remove else give_role)(email=email, role=role, actor=operator())
    _done("role_taken" if remove else "role_given", language, quiet, email, role=role_name(role, language))


@user.command()
@_email
@click.option("--undo", is_flag=True, help="Open the account again.")
@site_options
def disable(
    email: str, undo: bool, data: Path | None, keys: Path | None, language: Language, quiet: bool
) -> None:
    """Close an account and log it out everywhere at once."""
    use_existing(data, keys, language=language)
    from fagspejl.accounts.services import disable_user, enable_user

    with _told(language):
        (enable_user if undo else disable_user)(email=email, actor=operator())
    _done("enabled" if undo else "disabled", language, quiet, email)


@user.command("reset-factor")
@_email
@site_options
def reset_factor(email: str, data: Path | None, keys: Path | None, language: Language, quiet: bool) -> None:
    """Forget the second factor of somebody who lost it, and log the account out everywhere.

    Make sure by another way than mail that it is the person who asks.
    """
    use_existing(data, keys, language=language)
    from fagspejl.accounts.services import forget_second_factor

    with _told(language):
        forget_second_factor(email=email, actor=operator())
    _done("factor_reset", language, quiet, email)


def _done(key: str, language: Language, quiet: bool, email: str, **slots: str) -> None:
    if not quiet:
        click.echo(say(key, language, email=email.strip().lower(), **slots))


def _line(account: StaffAccount, language: Language) -> str:
    staff = account.staff
    facts = [role_name(role, language) for role in ROLES if role in staff.roles]
    if staff.leads:
        facts.append(say("leader", language))
    if account.second_factor:
        facts.append(say("has_factor", language))
    elif staff.needs_second_factor:
        facts.append(say("lacks_factor", language))
    if not account.active:
        facts.append(say("closed", language))
    return "  ".join([staff.email, staff.name, ", ".join(facts)]).rstrip()


@contextmanager
def _told(language: Language) -> Iterator[None]:
    """Turn what can be done something about into one sentence and exit code 1."""
    try:
        yield
    except EmailTaken as error:
        end(REFUSED, say("email_taken", language, email=error.email))
    except EmailInvalid as error:
        end(REFUSED, say("email_invalid", language, email=error.email))
    except AccountUnknown as error:
        end(REFUSED, say("unknown", language, email=error.email))
    except PersonUnknown as error:
        end(REFUSED, say("person_unknown", language, key=error.key))
    except PersonHasAccount as error:
        end(REFUSED, say("person_taken", language, key=error.key))

"""How often somebody may try to log in: by account *and* network, so that nobody locks another person out.

Who asks from a network that the account has logged in from before is counted apart from everybody else: whatever
strangers do, its owner gets in from there, by a passkey, or from another network than the one that asks too often.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import HttpRequest

from fagspejl.accounts.attempts import attempts_of, count_attempt, forget_attempts
from fagspejl.lib.networks import network_of

_MINUTE, _WINDOW, _HOUR = timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=1)
_REMEMBERED: Final = timedelta(days=90)
_A_MINUTE_BY_NETWORK: Final = 100  # a whole town hall may share one address on the day reports come out


@dataclass(frozen=True, slots=True)
class Limit:
    """One kind of attempts, on one account. In five minutes: `strange` from a network that the account has never logged
    in from, `known` from one that it has; `elsewhere` in an hour from all strange networks together.
    """

    kind: str
    strange: int
    known: int
    elsewhere: int


CODES_ASKED: Final = Limit("code", strange=5, known=20, elsewhere=30)
FACTOR_GUESSES: Final = Limit("factor", strange=5, known=5, elsewhere=30)
_GUESSES_OF_A_CODE: Final = 3


def network_here(request: HttpRequest) -> str:
    """Return the network of a request."""
    return network_of(request.META)


def remember_network(email: str, network: str) -> None:
    """Let a network be known for an account that just logged in from it, for 90 days."""
    count_attempt("known", email.lower(), network, within=_REMEMBERED)


def over(limit: Limit, email: str, network: str) -> int:
    """Count one attempt; return 0 if it may be made, else the number of attempts beyond the limit."""
    email = email.lower()
    known = attempts_of("known", email, network) > 0
    most = limit.known if known else limit.strange
    beyond = count_attempt(limit.kind, email, network, within=_WINDOW) - most
    if beyond <= 0 and not known:
        beyond = count_attempt(limit.kind, email, within=_HOUR) - limit.elsewhere
    return max(beyond, 0)


def network_over(network: str) -> int:
    """Count one request for a code by network; return 0 if it may be made, else how many are beyond the limit."""
    return max(count_attempt("network", network, within=_MINUTE) - _A_MINUTE_BY_NETWORK, 0)


def begin_anew(limit: Limit, email: str, network: str) -> None:
    """Forget the attempts from a network after one that succeeded."""
    forget_attempts(limit.kind, email.lower(), network)


def may_guess_code(code: str | None, session: str) -> bool:
    """Count a guess of the code in a mail; whether it may still be right. Three guesses to each code."""
    return count_attempt("guess", code or "", session, within=_HOUR) <= _GUESSES_OF_A_CODE


def spend(owner: str, code: str, *, within: timedelta) -> bool:
    """Use a code of the code app, or a recovery code, up; False where it was used before."""
    return count_attempt("spent", owner, "".join(code.split()), within=within) == 1


def unknown_address(network: str) -> bool:
    """Count a request for an address that has no account; whether it is the network's first in an hour."""
    return count_attempt("unknown", network, within=_HOUR) == 1

"""What can go wrong with accounts. Named for what happened; words are chosen at the edge."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class NotLoggedIn(FagspejlError):
    """The page is for staff, and nobody is logged in."""


class NotYours(FagspejlError):
    """What was asked for is not this person's, or is not there: the answer is the same for both."""


class EmailTaken(FagspejlError):
    """There is an account with this address already."""

    def __init__(self, email: str) -> None:
        super().__init__(f"there is an account with the address {email} already")
        self.email = email


class EmailInvalid(FagspejlError):
    """This is no e-mail address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email!r} is not an e-mail address")
        self.email = email


class AccountUnknown(FagspejlError):
    """No account has this address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"no account has the address {email}")
        self.email = email


class NobodyNamed(FagspejlError):
    """There are accounts here that may act, and whoever does must be named by one; nobody was."""


class MayNotAct(FagspejlError):
    """The account holds neither the role of planner nor that of operator, or is closed."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is neither planner nor operator")
        self.email = email


class NotAPlanner(FagspejlError):
    """The account does not hold the role of planner, or is closed."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is no planner")
        self.email = email


class PersonUnknown(FagspejlError):
    """Nobody on the roster has this id."""

    def __init__(self, key: str) -> None:
        super().__init__(f"nobody on the roster has the id {key}")
        self.key = key


class PersonHasAccount(FagspejlError):
    """The person on the roster has another account."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} on the roster has another account already")
        self.key = key


class NoDemo(FagspejlError):
    """A demo login was asked for where there is no demo: FAGSPEJL_DEMO=1 and a demo's data folder are needed."""

    def __init__(self) -> None:
        super().__init__("demo logins exist only in the demo")

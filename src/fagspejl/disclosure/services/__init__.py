"""The services that open answers: once, at closing. THE DOOR's hinge."""

from fagspejl.disclosure.services.audit_round import audit_round
from fagspejl.disclosure.services.close_round import Desk, close_round, confirm_close
from fagspejl.disclosure.services.publish import publish_round, withdraw_part

__all__ = [
    "Desk",
    "audit_round",
    "close_round",
    "confirm_close",
    "publish_round",
    "withdraw_part",
]

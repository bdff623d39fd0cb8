"""How often something was tried: counted by the database itself, so that no two attempts get the same number.

What is counted stands there as an HMAC under the site's secret: neither an address nor a network can be read.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import connection

from fagspejl.accounts.models import Attempt
from fagspejl.lib.clock import utc_now
from fagspejl.lib.derivation import derive

_COUNT = """
INSERT INTO staff_attempt (key, count, until) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN staff_attempt.until <= %s THEN 1 ELSE staff_attempt.count + 1 END,
    until = CASE WHEN staff_attempt.until <= %s THEN excluded.until ELSE staff_attempt.until END
RETURNING count
"""  # one statement: whoever comes second waits for the row and counts on


def count_attempt(*what: str, within: timedelta) -> int:
    """Count one more attempt and return its number: 1 for the first, and again for the first one after `within`.

    `what` names what is counted, the kind first. Counted whether the attempt then succeeds or not, before anything is
    compared: however many try at the same moment, each has a number of its own.
    """
    now = utc_now()
    adapted = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(what), adapted(now + within), adapted(now), adapted(now)])
        (number,) = cursor.fetchone()
    return int(number)


def attempts_of(*what: str) -> int:
    """Return how many attempts were counted and have not run out."""
    found = Attempt.objects.filter(key=_key(what), until__gt=utc_now()).values_list("count", flat=True)
    return found.first() or 0


def forget_attempts(*what: str) -> None:
    """Begin the count anew."""
    Attempt.objects.filter(key=_key(what)).delete()


def _key(what: tuple[str, ...]) -> str:
    secret = derive(settings.SECRET_KEY.encode("utf-8"), "attempts")
    return hmac.new(secret, "\0".join(what).encode("utf-8"), hashlib.sha256).hexdigest()

"""What can be looked up of the domain that mails come from: missing is red, weak and unknown are not in the way."""

from __future__ import annotations

from collections.abc import Sequence

import dns.exception
import dns.resolver
import pytest

from fagspejl.mailing.services.pace import Limits, duration
from fagspejl.operations.services.readiness import sender_domain as module
from fagspejl.operations.services.readiness.sender_domain import (
    Found,
    Kind,
    MailServer,
    look_up,
    sender_domain,
    sender_domain_lately,
)

RELAY = MailServer("mail.egedal.example", encrypted=True, here=False)
_ASKS = 4  # one for each part
GOOD = {
    ("egedal.example", "TXT"): ["google-site-verification=x", "v=spf1 include:mail.egedal.example -all"],
    ("fs1._domainkey.egedal.example", "TXT"): ["v=DKIM1; k=rsa; p=MIIB"],
    ("_dmarc.egedal.example", "TXT"): ["v=DMARC1; p=reject; rua=mailto:d@egedal.example"],
    ("mail.egedal.example", "A"): ["192.0.2.1"],
}


class Names:
    """A name server of this test. `silent`: names it gives no answer about."""

    def __init__(self, records: dict[tuple[str, str], list[str]], *silent: str) -> None:
        self.records, self.silent = records, silent

    def __call__(self, name: str, kind: Kind) -> Sequence[str]:
        """Answer."""
        if name in self.silent:
            raise LookupError(name)
        return self.records.get((name, kind), ())


def _found(
    records: dict[tuple[str, str], list[str]], *silent: str, domain: str = "egedal.example"
) -> list[Found]:
    found = sender_domain(domain, RELAY, selector="fs1", resolve=Names(records, *silent))
    return [found.spf, found.dkim, found.dmarc, found.tls]


def test_a_domain_in_order() -> None:
    """Per has set up all four: nothing is left to look at."""
    assert _found(GOOD) == [Found.THERE] * 4


def test_a_domain_that_says_nothing() -> None:
    """Nothing is found of the domain, and the name server says so: all four are missing."""
    assert _found({}) == [Found.MISSING] * 4


def test_a_name_server_that_is_away() -> None:
    """No name server answers: nothing is called missing."""
    names = [name for name, _ in GOOD]
    assert _found({}, *names) == [Found.UNKNOWN] * 4


@pytest.mark.parametrize(
    ("record", "text", "place", "found"),
    [
        (("egedal.example", "TXT"), ["v=spf1 +all"], 0, Found.WEAK),
        (("egedal.example", "TXT"), ["v=spf1 -all", "v=spf1 mx -all"], 0, Found.WEAK),
        (("egedal.example", "TXT"), ["spf2.0/mfrom"], 0, Found.MISSING),
        (("fs1._domainkey.egedal.example", "TXT"), ["v=DKIM1; p="], 1, Found.MISSING),
        (("_dmarc.egedal.example", "TXT"), ["v=DMARC1; p=none"], 2, Found.WEAK),
        (("_dmarc.egedal.example", "TXT"), ["v=DMARC1; p=quarantine"], 2, Found.THERE),
    ],
)
def test_records_that_are_there_and_not_enough(
    record: tuple[str, str], text: list[str], place: int, found: Found
) -> None:
    """A record that lets everybody send, was taken back, or asks for nothing is told as what it is."""
    assert _found({**GOOD, record: text})[place] is found


def test_the_domain_above_speaks_for_a_lower_one() -> None:
    """Mails come from hr.egedal.example, and DMARC stands at egedal.example, which speaks for it."""
    records = {("_dmarc.egedal.example", "TXT"): ["v=DMARC1; p=reject"]}
    assert _found(records, domain="hr.egedal.example")[2] is Found.THERE


def test_a_key_that_nobody_told_us_of() -> None:
    """Nobody said what the DKIM key is called, so nothing is looked for and nothing is missing."""
    assert sender_domain("egedal.example", RELAY, resolve=Names(GOOD)).dkim is Found.UNTOLD


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (dns.resolver.NXDOMAIN(), ()),
        (dns.resolver.NoNameservers(), None),
        (dns.exception.Timeout(), None),
        (OSError("network is unreachable"), None),
    ],
)
def test_what_the_library_says(
    monkeypatch: pytest.MonkeyPatch, error: Exception, found: tuple[()] | None
) -> None:
    """A name that is not there is an answer; silence, and no network, are none."""

    def resolve(self: object, name: str, kind: str) -> object:
        raise error

    monkeypatch.setattr(module.dns.resolver.Resolver, "resolve", resolve)
    if found is None:
        with pytest.raises(LookupError):
            look_up("egedal.example", "TXT")
    else:
        assert look_up("egedal.example", "TXT") == found


def test_silence_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is back: what nobody answered is asked again, and what was answered is not asked twice."""
    asked: list[str] = []

    def resolve(self: object, name: str, kind: str) -> object:
        asked.append(name)
        raise dns.resolver.NXDOMAIN if len(asked) > _ASKS else dns.exception.Timeout

    monkeypatch.setattr(module.dns.resolver.Resolver, "resolve", resolve)
    first = sender_domain_lately("a.egedal.example", RELAY, "fs1", 0)
    assert {first.spf, first.dkim, first.dmarc, first.tls} == {Found.UNKNOWN}
    asked += [""] * (_ASKS + 1)
    assert sender_domain_lately("a.egedal.example", RELAY, "fs1", 0).spf is Found.MISSING
    before = len(asked)
    assert sender_domain_lately("a.egedal.example", RELAY, "fs1", 0).spf is Found.MISSING
    assert len(asked) == before


@pytest.mark.parametrize(
    ("limits", "people", "hours"),
    [
        (Limits(), 20_000, 13.4),  # 25 a minute and five minutes' pause
        (Limits(per_minute=None, per_second=10), 20_000, 0.64),
        (Limits(per_day=5000), 20_000, 72),
        (Limits(per_minute=None), 20_000, 5 / 60),
        (Limits(), 0, 0),
    ],
)
def test_how_long_sending_takes(limits: Limits, people: int, hours: float) -> None:
    """Bente is told before she opens that 25 mails a minute means 13 hours for 20,000 people."""
    assert duration(limits, people).total_seconds() / 3600 == pytest.approx(hours, abs=0.05)

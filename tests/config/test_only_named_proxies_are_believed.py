"""Who asks is read from the connection; a proxy that is named may say whom it asks for, and nobody else may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fagspejl.config.proxies import ProxyUnknown, believe, named_proxies
from support.site_process import fagspejl

OURS = "127.0.0.1, 10.1.0.0/24,::1"


def _believed(asking: str, said: str | None, proxies: str = OURS) -> tuple[str, bool]:
    """Return who asks as the site sees it, and whether https is believed."""
    environ = {
        "REMOTE_ADDR": asking,
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_HOST": "evil.example",
    }
    if said is not None:
        environ["HTTP_X_FORWARDED_FOR"] = said
    believe(environ, named_proxies(proxies))
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "HTTP_X_FORWARDED_HOST" not in environ
    return environ["REMOTE_ADDR"], "HTTP_X_FORWARDED_PROTO" in environ


@pytest.mark.parametrize(
    ("asking", "said", "seen"),
    [
        ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "1.1.1.1, 192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "1.1.1.1, 192.0.2.7, 10.1.0.9", "192.0.2.7"),
        ("::ffff:127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("10.1.0.9", None, "10.1.0.9"),
        ("10.1.0.9", "", "10.1.0.9"),
        ("10.1.0.9", "1.1.1.1, nobody", "10.1.0.9"),
        ("10.1.0.9", "10.1.0.4", "10.1.0.4"),
    ],
)
def test_a_named_proxy_says_who_asks(asking: str, said: str | None, seen: str) -> None:
    """Karen logs in through the town hall's proxies: she is seen as herself, whatever her browser wrote before them."""
    assert _believed(asking, said) == (seen, True)


@pytest.mark.parametrize("proxies", [OURS, ""])
def test_nobody_else_is_believed(proxies: str) -> None:
    """Per's neighbour reaches the site past the proxy and writes other addresses: he stays who he is."""
    for said in ("192.0.2.7", "127.0.0.1", "10.1.0.9, 10.1.0.9", None):
        assert _believed("198.51.100.3", said, proxies) == ("198.51.100.3", False)


@pytest.mark.parametrize("given", ["1", "proxy.fjordby.dk", "127.0.0.1 10.0.0.1", "10.0.0.0/40"])
def test_a_number_names_nobody(given: str) -> None:
    """Per writes how many proxies there are, or their names: it is refused, for it says nobody's address."""
    with pytest.raises(ProxyUnknown):
        named_proxies(f"127.0.0.1,{given}")


def test_it_is_told_in_one_sentence(tmp_path: Path) -> None:
    """Per upgrades with the old setting: `serve` says what to write instead, and makes nothing."""
    told = fagspejl(tmp_path, "serve", FAGSPEJL_PROXIES="1")
    assert (told.returncode, told.stdout) == (2, "")
    assert "for eksempel 127.0.0.1,10.0.0.0/24. »1« er ingen af delene." in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["/log-ind/", "/svar/"])
def test_the_site_asks_before_anything_else(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Omar tries again and again, each time under another address: staff's pages and respondents' see one and the same."""
    from fagspejl.config import wsgi  # where it is imported, it settles into the process

    seen = []

    def see(environ: dict[str, Any], start_response: object) -> list[bytes]:
        seen.append((environ["REMOTE_ADDR"], "HTTP_X_FORWARDED_FOR" in environ))
        return []

    monkeypatch.setattr(wsgi, "_site", see)
    monkeypatch.setattr(wsgi, "_answer_respondent", see)
    for number in range(5):
        asked = {
            "REMOTE_ADDR": "198.51.100.3",
            "HTTP_X_FORWARDED_FOR": f"203.0.113.{number}",
            "PATH_INFO": path,
        }
        wsgi.application(asked, print)
    assert set(seen) == {("198.51.100.3", False)}

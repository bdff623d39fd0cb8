"""A real nginx in front of a site, configured as docs/reference/settings.md tells it, and what it asked the site for."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.site_process import free_port

_DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"
_UPSTREAM, _LISTEN, _CACHE = (
    "http://127.0.0.1:8000",
    "listen 443 ssl;",
    re.compile(r"(?<=proxy_cache_path )\S+"),
)
_NAMES = ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx")
# Between the documented proxy and the site stands one that only writes down what arrives there.
_AROUND = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 8192; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/default.log combined;
    keepalive_requests 1000000;
    log_format arrived '$msec $request_method $request_uri $status';
    server {{
        listen 127.0.0.1:{counting};
        access_log {folder}/arrived.log arrived;
        location / {{
            proxy_pass http://127.0.0.1:{site};
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $http_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;
        }}
    }}
{documented}
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its port, and the folder of its logs."""

    port: int
    folder: Path

    def arrived(self) -> list[tuple[float, str, str, int]]:
        """Return the second, method, path and status of all that it asked the site for."""
        lines = [line.split(" ") for line in (self.folder / "arrived.log").read_text().splitlines()]
        return [(float(line[0]), line[1], line[2], int(line[-1])) for line in lines]

    def logged(self) -> str:
        """Return what its own logs hold, with what it would have written by default."""
        names = ("default.log", "error.log")
        return "".join((self.folder / name).read_text() for name in names if (self.folder / name).exists())

    def on_disk(self) -> list[Path]:
        """Return what it has put aside in files, but for the cache."""
        places = [self.folder / name for name in ("body", "proxy")]
        return [path for place in places for path in place.rglob("*") if path.is_file()]


def documented() -> tuple[str, str]:
    """Return the configuration that the document prints, and the file that it includes."""
    blocks = re.findall(r"```nginx\n(.*?)```", _DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2, "the server, and what it includes"
    return blocks[0], blocks[1]


@contextmanager
def nginx(folder: Path, site: int) -> Iterator[Proxy]:
    """Run nginx before the site at a port, and stop it. Fails in one sentence where there is none."""
    program = os.environ.get("FAGSPEJL_NGINX") or next((name for name in _NAMES if shutil.which(name)), None)
    if program is None:
        pytest.fail(
            "No nginx found: 'make test-slow' installs one where it may, and 'make test-slow NGINX=0' leaves it out",
            pytrace=False,
        )
    folder.mkdir()
    port, counting = free_port(), free_port()
    server, included = documented()
    assert server.count(_LISTEN) == 1
    assert _CACHE.search(server)
    server = server.replace(_LISTEN, f"listen 127.0.0.1:{port};").replace(
        _UPSTREAM, f"http://127.0.0.1:{counting}"
    )
    (folder / "fagspejl_proxy").write_text(included, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        _AROUND.format(
            user="user root;" if os.geteuid() == 0 else "",
            folder=folder,
            counting=counting,
            site=site,
            documented=_CACHE.sub(str(folder / "cache"), server),
        ),
        encoding="utf-8",
    )
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _wait_for(port, process)
        yield Proxy(port, folder)
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while True:
        assert process.poll() is None, "nginx does not take the configuration of the document"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end, "nginx does not answer"
            time.sleep(0.05)
        else:
            return

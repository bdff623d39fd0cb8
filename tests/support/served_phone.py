"""A phone that is not a browser in a room on a served site: opens pages and sends forms, over HTTP and nothing else."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import Any

from support.phone import Phone


@dataclass(frozen=True)
class Code:
    """What a phone knows of a room before it joins."""

    code: str


class ServedPhone(Phone):
    """One phone on the site at `url`. It keeps no cookie, and is given none."""

    def __init__(self, url: str, code: str) -> None:
        super().__init__(Code(code))
        self.client = _Http(url)


@dataclass(frozen=True)
class _Answer:
    status_code: int
    headers: HTTPMessage
    content: bytes


class _Http:
    """The two methods of Django's test client that a phone uses."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str) -> _Answer:
        """Ask for a page."""
        return self._asked(urllib.request.Request(self.url + path))

    def post(self, path: str, body: str, *, content_type: str, headers: Mapping[str, str]) -> _Answer:
        """Send a form from a page of the site's own."""
        told = {**headers, "Origin": self.url, "Content-Type": content_type}
        return self._asked(urllib.request.Request(self.url + path, body.encode(), told))

    def _asked(self, request: urllib.request.Request) -> _Answer:
        try:
            answer: Any = urllib.request.urlopen(request, timeout=120)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            assert "Set-Cookie" not in answer.headers
            return _Answer(answer.status, answer.headers, answer.read())

#!/usr/bin/env python3
"""An SMS gateway that sends nothing: it writes what it would have sent on the screen. Try `sms_hook.py` with it.

    python3 fake_gateway.py 8099

A message that comes again with the same reference is not sent twice. Numbers that end in 00 are no numbers to it.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway(BaseHTTPRequestHandler):
    """Takes POST with `to`, `text` and `reference`."""

    def do_POST(self) -> None:
        """Take one message."""
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = self.server.references  # type: ignore[attr-defined]
        if told["to"].endswith("00"):
            self._answer(422)
            return
        if told["reference"] not in known:
            known.add(told["reference"])
            print(f"To {told['to']}:\n{told['text']}\n", flush=True)
        self._answer(200)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Say nothing of requests."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Gateway)
    server.references = set()  # type: ignore[attr-defined]
    server.serve_forever()

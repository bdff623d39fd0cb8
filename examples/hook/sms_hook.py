#!/usr/bin/env python3
"""Hand messages from Fagspejl on to an SMS gateway: one line of JSON in, one line of JSON out.

It looks the number up in a file of the organisation's own, so that Fagspejl never holds a phone number. Settings, which
Fagspejl passes on as they stand in its worker's environment:

    FAGSPEJL_HOOK_NUMBERS   a CSV file with `person;number`; nobody but the worker should be able to read it
    FAGSPEJL_HOOK_GATEWAY   where the gateway takes messages, such as https://sms.example/send
    FAGSPEJL_HOOK_TOKEN     what the gateway asks for; may be left out

The format of the request is an invented one: change `_send` to that of your gateway. It prints nothing but answers, and
keeps no log: a message holds a personal link.
"""

import csv
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

_SECONDS = 20  # Fagspejl waits for 30


def main() -> None:
    """Answer every message before the next is read."""
    with Path(os.environ["FAGSPEJL_HOOK_NUMBERS"]).open(encoding="utf-8", newline="") as file:
        numbers = {row["person"]: row["number"].strip() for row in csv.DictReader(file, delimiter=";")}
    for line in sys.stdin:
        message = json.loads(line)
        print(json.dumps({"id": message["id"], **_handed(message, numbers)}), flush=True)


def _handed(message: dict, numbers: dict[str, str]) -> dict[str, str]:
    number = numbers.get(message["person"], "")
    if not number:
        return {"status": "refused", "reason": "no_contact"}
    try:
        _send(number, message["short"], reference=message["id"])
    except urllib.error.HTTPError as error:
        if error.code == 422:  # the gateway says that this is no number
            return {"status": "refused", "reason": "invalid"}
        return {"status": "later"}
    except OSError:
        return {"status": "later"}
    return {"status": "taken"}


def _send(number: str, text: str, *, reference: str) -> None:
    """Post one message. `reference` is the same when Fagspejl hands a message over again: the gateway can tell it."""
    body = json.dumps({"to": number, "text": text, "reference": reference}).encode("utf-8")
    headers = {"Content-Type": "application/json"}
    if token := os.environ.get("FAGSPEJL_HOOK_TOKEN"):
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(os.environ["FAGSPEJL_HOOK_GATEWAY"], body, headers)
    with urllib.request.urlopen(request, timeout=_SECONDS) as response:
        response.read()


if __name__ == "__main__":
    main()

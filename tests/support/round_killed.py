"""The worker's process ends in the middle of an order: nothing after that happens, and the next worker takes it up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import pytest

from fagspejl.evaluation.services import changing, opening, witnessing
from fagspejl.operations.services import desk
from fagspejl.operations.services.orders import doing, handlers, links
from fagspejl.operations.types import OrderKind

CLOSING = import_module(
    "fagspejl.disclosure.services.close_round"
)  # whose package has a function of that name


class Killed(BaseException):
    """The worker's process ends here; nothing after it happens."""


# Where it ends, by a name: the order that leads there, and the function that is never begun.
PLACES: Final[dict[str, tuple[OrderKind, object, str]]] = {
    "opening": (OrderKind.OPEN, opening, "keep_notices"),  # a key is in its folder, and nothing stored
    "progress": (OrderKind.OPEN, doing.Doing, "progress"),  # at its first word of progress
    "halves": (OrderKind.PREPARE_KEY, witnessing, "_keep"),  # files are written, and nothing stored
    "moves": (
        OrderKind.REISSUE,
        links,
        "finish_moves",
    ),  # links are new, answers still lie under the old ones
    "paper": (OrderKind.REISSUE, doing, "keep_paper"),  # it is made and not kept
    "reading": (OrderKind.CLOSE, CLOSING, "_compute"),  # closing, and nothing opened
    "sealed": (OrderKind.CLOSE, CLOSING, "rewrite_storage"),  # the answers are gone, the record stands
    "destroyed": (OrderKind.CONFIRM, CLOSING, "forget_links"),  # the key is gone, the round does not know
    "granting": (OrderKind.PUBLISH, desk, "grant_reports"),
    "dropping": (OrderKind.CANCEL, handlers, "drop_answers"),  # cancelled, and every answer still there
    "keyless": (OrderKind.CANCEL, changing, "destroy_key"),  # cancelled, the answers gone, the key there
    "telling": (OrderKind.CANCEL, handlers, "queue_mailing"),  # cancelled, and nobody told
    "end": (OrderKind.CLOSE, doing, "_end"),  # all is done, and not written down
}


@contextmanager
def ending(place: str) -> Iterator[None]:
    """Let the worker's process end at a place of the table; "" nowhere."""

    def ends(*_: object, **__: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        if place == "progress":
            kept = doing.Doing.__init__

            def told(self: Any, *args: Any, **given: Any) -> None:
                kept(self, *args[:5], ends, *args[6:], **given)

            patch.setattr(doing.Doing, "__init__", told)
        elif place:
            _, module, name = PLACES[place]
            patch.setattr(module, name, ends)
        yield
